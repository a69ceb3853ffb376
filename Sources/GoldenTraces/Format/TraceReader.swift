import RMSprop
import Runs
public import Text

// What is thrown has its name wherever traces are read.
@_exported public import struct Text.InputError

// The keys of `rmsprop-trace/1`, and what stands behind each. Keys that are not known are skipped.

extension Trace {
  /// The trace in a file.
  ///
  /// - Throws: `InputError`, if the file cannot be read, is not JSON, is of another format, or
  ///   holds anything of a wrong type, length or range.
  public init(contentsOf file: String) throws(InputError) {
    try self.init(readFile(file), file: file)
  }

  /// The trace in a file that may hold what went in alone: a step's `params` may be missing.
  ///
  /// - Throws: `InputError`, as for a whole trace.
  public init(inputsOf file: String) throws(InputError) {
    try self.init(readFile(file), file: file, needsResults: false)
  }

  /// The trace in `bytes`, which errors call `file`.
  ///
  /// - Throws: `InputError`, as for a file.
  public init(_ bytes: some Collection<UInt8>, file: String) throws(InputError) {
    try self.init(bytes, file: file, needsResults: true)
  }

  private init(
    _ bytes: some Collection<UInt8>, file: String, needsResults: Bool
  ) throws(InputError) {
    var reader = JSONReader(Array(bytes), file: file)
    try reader.format("rmsprop-trace/1")
    let draft = try TraceDraft(&reader, needsResults: needsResults)
    try reader.end()
    self = try draft.trace(file: file)
  }
}

extension TraceDraft {
  /// What `reader` is about to read, of which types and presence are checked. Without
  /// `needsResults`, a step may hold its gradient alone.
  init(_ reader: inout JSONReader, needsResults: Bool) throws(InputError) {
    var (id, scalar): (String?, Scalar?)
    var (hyperparameters, parameters): (Hyperparameters?, [Double]?)
    var hasSteps = false
    try reader.object { (reader, key) throws(InputError) in
      switch key {
      case "id": id = try reader.string()
      case "about": about = try reader.string()
      case "flags":
        try reader.array { (reader) throws(InputError) in flags.append(try reader.string()) }
      case "source": source = try reader.source()
      case "scalar": scalar = try reader.choice()
      case "scalars": scalars = try reader.scalars()
      case "reference": reference = try reader.choice()
      case "level":
        let recorded: RecordedLevel = try reader.choice()
        level = recorded == .bits ? .bits : .close
      case "hyperparameters": hyperparameters = try reader.hyperparameters()
      case "params": parameters = try reader.numbers()
      case "steps":
        hasSteps = true
        try reader.array { (reader) throws(InputError) in
          try readStep(&reader, needsResults: needsResults)
        }
      default: try reader.skip()
      }
    }
    self.id = try reader.required(id, "id")
    self.scalar = try reader.required(scalar, "scalar")
    self.hyperparameters = try reader.required(hyperparameters, "hyperparameters")
    self.parameters = try reader.required(parameters, "params")
    if !hasSteps { throw reader.missing("steps") }
  }

  /// The levels that a trace may be recorded for.
  private enum RecordedLevel: String, CaseIterable { case bits, close = "1e-12" }

  private mutating func readStep(
    _ reader: inout JSONReader, needsResults: Bool
  ) throws(InputError) {
    var step = Step(rows: rowCounts.count..<rowCounts.count)
    try reader.object { (reader, key) throws(InputError) in
      if step.form != nil && (key == "grad" || key == "grads") {
        throw reader.error("grad and grads exclude each other")
      }
      switch key {
      case "lr": step.learningRate = try reader.number()
      case "grad":
        step.form = reader.null() ? .missing : .single
        if step.form == .single {
          rowCounts.append(try reader.numbers(appendingTo: &gradients))
        }
      case "grads":
        step.form = .points
        try reader.array { (reader) throws(InputError) in
          rowCounts.append(try reader.numbers(appendingTo: &gradients))
        }
      default:
        guard let quantity = Quantity(rawValue: key) else { return try reader.skip() }
        step.counts[quantity] = try reader.numbers(appendingTo: &results[quantity, default: []])
      }
    }
    step.rows = step.rows.lowerBound..<rowCounts.count
    if needsResults && step.counts[.parameters] == nil { throw reader.missing("params") }
    _ = try reader.required(step.form, "grad")
    steps.append(step)
  }
}

extension JSONReader {
  /// Rate, decay and guard must be there; a switch that is not mentioned is off.
  mutating func hyperparameters() throws(InputError) -> Hyperparameters {
    var h = Hyperparameters()
    var (lr, alpha, eps): (Double?, Double?, Double?)
    try object { (reader, key) throws(InputError) in
      switch key {
      case "lr": lr = try reader.number()
      case "alpha": alpha = try reader.number()
      case "eps": eps = try reader.number()
      case "weight_decay": h.weightDecay = try reader.number()
      case "momentum": h.momentum = try reader.number()
      case "centered": h.centered = try reader.bool()
      case "maximize": h.maximize = try reader.bool()
      default: try reader.skip()
      }
    }
    h.learningRate = try required(lr, "lr")
    h.alpha = try required(alpha, "alpha")
    h.epsilon = try required(eps, "eps")
    return h
  }
}
