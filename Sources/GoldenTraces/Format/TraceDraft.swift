import RMSprop
import Runs
import Text

/// A trace as its file has it: types are right, lengths and ranges are not known to be yet.
struct TraceDraft {
  var id = ""
  var about: String?
  var flags: [String] = []
  var source = Source()
  var scalar = Scalar.float64
  var scalars: Scalars?
  var reference = Reference.pytorch
  var level: Level?
  var hyperparameters = Hyperparameters()
  var parameters: [Double] = []
  var steps: [Step] = []
  /// All gradients, one after another, and the length of each.
  var gradients: [Double] = []
  var rowCounts: [Int] = []
  /// All numbers of each quantity, one step's after another's.
  var results: [Quantity: [Double]] = [:]

  /// One step's gradients and how many numbers it has of each quantity.
  struct Step {
    var learningRate: Double?
    var form: Form?
    var rows: Range<Int>
    var counts = Counts()
  }

  /// How a step's gradient is written.
  enum Form { case missing, single, points }

  /// A length for each quantity that a step has.
  struct Counts {
    private var counts = (-1, -1, -1, -1)

    subscript(quantity: Quantity) -> Int? {
      get {
        let count =
          switch quantity {
          case .squareAverage: counts.0
          case .gradientAverage: counts.1
          case .momentumBuffer: counts.2
          case .parameters: counts.3
          }
        return count < 0 ? nil : count
      }
      set {
        switch quantity {
        case .squareAverage: counts.0 = newValue ?? -1
        case .gradientAverage: counts.1 = newValue ?? -1
        case .momentumBuffer: counts.2 = newValue ?? -1
        case .parameters: counts.3 = newValue ?? -1
        }
      }
    }
  }

  /// The trace, if its parts fit together; numbers are rounded once to its type, except the
  /// hyperparameters, which PyTorch keeps as doubles.
  ///
  /// - Throws: `InputError`, which names `file` and the place in it.
  func trace(file: String) throws(InputError) -> Trace {
    func rounded(_ numbers: [Double], to scalar: Scalar) -> [Double] {
      scalar == .float64 ? numbers : numbers.map(scalar.rounded)
    }
    var run = Run(
      id: id, reference: reference, scalar: scalar, hyperparameters: hyperparameters,
      parameters: rounded(parameters, to: scalar))
    run.mixedScalars = try mixedScalars(file: file)
    try run.checkSettings(source.rounding, level, file: file)
    try checkLengths(file: file)
    run.gradients = rounded(gradients, to: scalar)
    run.steps = steps.map { step in
      Run.Step(
        learningRate: step.learningRate, rows: step.form == .missing ? nil : step.rows)
    }
    let seen = Results(coordinates: parameters.count, steps: steps.count) { quantity in
      let numbers = rounded(results[quantity] ?? [], to: run.scalars[quantity])
      return (numbers, steps.map { $0.counts[quantity] != nil })
    }
    var trace = Trace(
      checked: run, results: seen, about: about, flags: flags, rounding: source.rounding,
      execution: source.execution, level: level)
    trace.program = source.program
    return trace
  }

  /// The types of the quantities, if they are not all `scalar`.
  private func mixedScalars(file: String) throws(InputError) -> Scalars? {
    guard let scalars, scalars != Scalars(scalar) else { return nil }
    guard scalars.parameters == scalar else {
      throw InputError(
        file: file, place: "scalars.params",
        problem: "expected \(scalar.rawValue) as in scalar, found \(scalars.parameters.rawValue)")
    }
    guard reference == .pytorch else {
      throw InputError(
        file: file, place: "scalars", problem: "has no place in \(reference.rawValue)")
    }
    return scalars
  }

  private func checkLengths(file: String) throws(InputError) {
    func problem(_ place: String, _ problem: String) -> InputError {
      InputError(file: file, place: place, problem: problem)
    }
    func check(_ count: Int, _ place: @autoclosure () -> String) throws(InputError) {
      guard count == parameters.count else {
        throw problem(place(), "expected \(parameters.count) numbers as in params, found \(count)")
      }
    }
    for (t, step) in steps.enumerated() {
      for quantity in Quantity.allCases {
        guard let count = step.counts[quantity] else { continue }
        try check(count, "steps[\(t)].\(quantity.rawValue)")
      }
      switch step.form {
      case .missing, nil: break
      case .single:
        guard reference != .batch else {
          throw problem("steps[\(t)]", "expected grads, one row a data point, in a batch trace")
        }
        try check(rowCounts[step.rows.lowerBound], "steps[\(t)].grad")
      case .points:
        guard reference == .batch else {
          throw problem("steps[\(t)]", "expected grad; grads belongs to traces of reference batch")
        }
        for (i, row) in step.rows.enumerated() {
          try check(rowCounts[row], "steps[\(t)].grads[\(i)]")
        }
      }
    }
  }
}
