import RMSprop

/// Why a file is no trace: which file, where in it, and what was expected there.
public struct TraceError: Error, Equatable, CustomStringConvertible {
  /// The file, as it was named.
  public let file: String
  /// The place in the file, such as `steps[3].grad[1]`; empty if it is the whole file.
  public let place: String
  /// What is wrong there, and what was expected.
  public let problem: String

  /// File, place and problem.
  public var description: String {
    (place.isEmpty ? "\(file): \(problem)" : "\(file): \(place): \(problem)").printable
  }
}

extension Trace {
  /// The trace in a file.
  ///
  /// - Throws: `TraceError`, if the file cannot be read, is not JSON, is of another format, or
  ///   holds anything of a wrong type, length or range.
  public init(contentsOf file: String) throws(TraceError) {
    try self.init(readFile(file), file: file)
  }

  /// The trace in a file that may hold what went in alone: a step's `params` may be missing.
  ///
  /// - Throws: `TraceError`, as for a whole trace.
  public init(inputsOf file: String) throws(TraceError) {
    try self.init(readFile(file), file: file, needsResults: false)
  }

  /// The trace in `bytes`, which errors call `file`.
  ///
  /// - Throws: `TraceError`, as for a file.
  public init(_ bytes: some Collection<UInt8>, file: String) throws(TraceError) {
    try self.init(bytes, file: file, needsResults: true)
  }

  private init(
    _ bytes: some Collection<UInt8>, file: String, needsResults: Bool
  ) throws(TraceError) {
    var reader = JSONReader(Array(bytes), file: file)
    try reader.format("rmsprop-trace/1")
    self = try Trace(&reader, needsResults: needsResults)
    try reader.end()
    if scalar != .float64 { roundToScalar() }
    try check(file: file)
  }

  /// Rounds every number but the hyperparameters, which PyTorch keeps as doubles, once.
  private mutating func roundToScalar() {
    let scalar = scalar
    func rounded(_ numbers: [Double]) -> [Double] { numbers.map(scalar.rounded) }
    parameters = rounded(parameters)
    for t in steps.indices {
      switch steps[t].gradient {
      case .missing: break
      case .single(let numbers): steps[t].gradient = .single(rounded(numbers))
      case .points(let rows): steps[t].gradient = .points(rows.map(rounded))
      }
      for quantity in Quantity.allCases {
        steps[t].results[quantity] = steps[t].results[quantity].map(rounded)
      }
    }
  }

  /// What the types alone do not ensure: ranges, lengths, and what belongs to the reference.
  ///
  /// - Throws: `TraceError`, which calls the trace `file`.
  public func check(file: String) throws(TraceError) {
    func problem(_ place: String, _ problem: String) -> TraceError {
      TraceError(file: file, place: place, problem: problem)
    }
    do { _ = try hyperparameters.checked() } catch { throw problem("hyperparameters", "\(error)") }
    if reference != .pytorch {
      let h = hyperparameters
      let bare = Hyperparameters(learningRate: h.learningRate, alpha: h.alpha, epsilon: h.epsilon)
      guard h == bare else {
        throw problem(
          "hyperparameters",
          "weight_decay, momentum, centered and maximize have no place in \(reference.rawValue)")
      }
    }
    if let rounding, !scalar.roundings.contains(rounding) {
      throw problem(
        "source.settings.rounding", "\(rounding.rawValue) is not known for \(scalar.rawValue)")
    }
    func check(_ count: Int, _ place: @autoclosure () -> String) throws(TraceError) {
      guard count == parameters.count else {
        throw problem(place(), "expected \(parameters.count) numbers as in params, found \(count)")
      }
    }
    for (t, step) in steps.enumerated() {
      for quantity in Quantity.allCases {
        guard let values = step.results[quantity] else { continue }
        try check(values.count, "steps[\(t)].\(quantity.rawValue)")
      }
      switch step.gradient {
      case .missing: break
      case .single(let numbers):
        guard reference != .batch else {
          throw problem("steps[\(t)]", "expected grads, one row a data point, in a batch trace")
        }
        try check(numbers.count, "steps[\(t)].grad")
      case .points(let rows):
        guard reference == .batch else {
          throw problem("steps[\(t)]", "expected grad; grads belongs to traces of reference batch")
        }
        for (i, row) in rows.enumerated() { try check(row.count, "steps[\(t)].grads[\(i)]") }
      }
    }
  }
}
