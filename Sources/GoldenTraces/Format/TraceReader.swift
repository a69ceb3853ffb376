import RMSprop
import Runs
public import Text

// What is thrown has its name wherever traces are read.
@_exported public import struct Text.InputError

// The keys of `rmsprop-trace/1` and `/2`, and what stands behind each. A key that is not known is
// passed over, and remembered for a warning.

extension Trace {
  /// The trace in a file.
  ///
  /// - Throws: `InputError`, if the file cannot be read, is not JSON, is of another format, holds
  ///   several parameters, or holds anything of a wrong type, length or range.
  public init(contentsOf file: String) throws(InputError) {
    try self.init(readFile(file), file: file)
  }

  /// The trace in a file that may hold what went in alone: a step's `params` may be missing.
  ///
  /// - Throws: `InputError`, as for a whole trace.
  public init(inputsOf file: String) throws(InputError) {
    self = try Self.all(readFile(file), file: file, needsResults: false).only(file)
  }

  /// The trace in `bytes`, which errors call `file`.
  ///
  /// - Throws: `InputError`, as for a file.
  public init(_ bytes: some Collection<UInt8>, file: String) throws(InputError) {
    self = try Self.all(bytes, file: file).only(file)
  }

  /// The traces in a file: one for each parameter that it holds.
  ///
  /// - Throws: `InputError`, as for one trace.
  public static func all(contentsOf file: String) throws(InputError) -> [Trace] {
    try all(readFile(file), file: file)
  }

  /// The traces in `bytes`, which errors call `file`: one for each parameter.
  ///
  /// - Throws: `InputError`, as for a file.
  public static func all(
    _ bytes: some Collection<UInt8>, file: String
  ) throws(InputError) -> [Trace] {
    try all(bytes, file: file, needsResults: true)
  }

  private static func all(
    _ bytes: some Collection<UInt8>, file: String, needsResults: Bool
  ) throws(InputError) -> [Trace] {
    var reader = JSONReader(Array(bytes), file: file)
    let format = try reader.format("rmsprop-trace/1", "rmsprop-trace/2")
    let version = format.hasSuffix("1") ? 1 : 2
    let draft = try TraceDraft(&reader, version, needsResults: needsResults && version == 1)
    try reader.end()
    var traces = try draft.traces(file: file)
    for i in traces.indices {
      traces[i].unknownKeys = reader.unknownKeys
      traces[i].isOfVersion2 = version == 2
    }
    return traces
  }
}

extension [Trace] {
  /// The one trace of a file.
  fileprivate func only(_ file: String) throws(InputError) -> Trace {
    guard count == 1 else {
      throw InputError(
        file: file, place: "tensors", problem: "expected one parameter, found \(count)")
    }
    return self[0]
  }
}

extension TraceDraft {
  /// The keys of a file.
  private static let keys = [
    [
      "format", "id", "about", "flags", "catches", "effect", "exact", "level", "reference",
      "source", "scalar", "scalars", "hyperparameters", "params", "steps", "model", "data", "limit",
    ],
    ["state", "digits", "decimals", "tensors", "groups"],
  ]

  /// What `reader` is about to read, of which types and presence are checked. Without
  /// `needsResults`, a step may hold its gradient alone.
  init(_ reader: inout JSONReader, _ version: Int, needsResults: Bool) throws(InputError) {
    var (id, scalar): (String?, Scalar?)
    var (hyperparameters, parameters): (Hyperparameters?, [Double]?)
    var state: InitialState?
    var (hasSteps, hasTensors) = (false, false)
    // The one parameter of a file without `tensors`; several are in a list.
    var only = TensorDraft()
    try reader.object { (reader, key) throws(InputError) in
      switch key {
      case "id": id = try reader.string()
      case "about": about = try reader.string()
      case "flags":
        try reader.array { (reader) throws(InputError) in flags.append(try reader.string()) }
      case "source": source = try reader.source()
      case "scalar": scalar = try reader.choice()
      case "scalars": scalars = try reader.scalars()
      case "reference":
        // What is no formula is a program of the catalogue, which is not known here.
        let name = try reader.string()
        judgingProgram = Reference(rawValue: name) == nil ? name : nil
        reference = Reference(rawValue: name) ?? .pytorch
      case "level":
        let recorded: RecordedLevel = try reader.choice()
        level = recorded == .bits ? .bits : .close
      case "hyperparameters": hyperparameters = try reader.hyperparameters()
      case "params": parameters = try reader.numbers()
      case "steps":
        hasSteps = true
        try reader.array { (reader) throws(InputError) in
          try readStep(&reader, version, &only, needsResults: needsResults)
        }
      case "digits" where version == 2, "decimals" where version == 2:
        if printed != nil { throw reader.error("digits and decimals exclude each other") }
        let count = try reader.integer()
        let least = key == "digits" ? 1 : 0
        guard (least...17).contains(count) else {
          throw reader.error("expected \(least) to 17, found \(count)")
        }
        printed = key == "digits" ? .digits(count) : .decimals(count)
      case "state" where version == 2: state = try reader.initialState()
      case "groups" where version == 2:
        groups = try reader.values { (reader) throws(InputError) in
          try reader.settings(withRate: true, ofGroup: true)
        }
      case "tensors" where version == 2:
        hasTensors = true
        let named = try reader.values { (reader) throws(InputError) in try reader.tensor() }
        if named.isEmpty { throw reader.error("expected at least one") }
        // A file may have its keys in any order.
        if !hasSteps || steps.isEmpty { tensors = named.map { TensorDraft($0, steps: nil) } }
        guard tensors.count == named.count else {
          throw reader.error("expected \(tensors.count) as in steps, found \(named.count)")
        }
        tensors = zip(named, tensors).map { TensorDraft($0, steps: $1) }
      case "catches", "effect", "exact", "model", "data", "limit", "format": try reader.skip()
      default: try reader.skipUnknown(key, among: Self.keys[..<version].flatMap(\.self))
      }
    }
    self.id = try reader.required(id, "id")
    self.scalar = try reader.required(scalar, "scalar")
    self.hyperparameters = try reader.required(hyperparameters, "hyperparameters")
    if !hasSteps { throw reader.missing("steps") }
    if hasTensors {
      if parameters != nil || state != nil {
        throw reader.error("params and state belong to each of tensors, not beside them")
      }
      if reference == .batch { throw reader.error("tensors has no place in batch") }
    } else {
      if !tensors.isEmpty { throw reader.missing("tensors") }
      only.parameters = try reader.required(parameters, "params")
      only.state = state
      tensors = [only]
    }
    if !groups.isEmpty && !hasTensors { throw reader.error("groups is missing its tensors") }
    if level == .bits && printed != nil {
      throw reader.error("level bits has no place beside digits or decimals")
    }
  }

  /// The levels that a trace may be recorded for.
  private enum RecordedLevel: String, CaseIterable { case bits, close = "1e-12" }

  private mutating func readStep(
    _ reader: inout JSONReader, _ version: Int, _ only: inout TensorDraft, needsResults: Bool
  ) throws(InputError) {
    var (step, part) = (Step(), TensorDraft.Step(rows: only.rowCounts.count..<only.rowCounts.count))
    var hasTensors = false
    let isFirst = steps.isEmpty && tensors.isEmpty
    try reader.object(StepKey.known) { (reader, key) throws(InputError) in
      switch StepKey(key) {
      case .learningRate: step.settings.learningRate = try reader.number()
      case .hyperparameters where version == 2:
        step.settings.change = try reader.settings(withRate: false).change
      case .groups where version == 2:
        step.groups = try reader.values { (reader) throws(InputError) in
          try reader.settings(withRate: true)
        }
      case .tensors where version == 2:
        hasTensors = true
        var i = 0
        try reader.array { (reader) throws(InputError) in
          if isFirst { tensors.append(TensorDraft()) }
          guard i < tensors.count else { throw reader.error("expected \(tensors.count) tensors") }
          try tensors[i].readStep(&reader)
          i += 1
        }
        guard i == tensors.count else {
          throw reader.error("expected \(tensors.count) tensors, found \(i)")
        }
      default: try only.readMember(key, of: &part, &reader, version)
      }
    }
    if !hasTensors {
      if !tensors.isEmpty { throw reader.missing("tensors") }
      try only.add(&part, &reader, needsResults: needsResults)
    } else if part.form != nil || Quantity.allCases.contains(where: { part.counts[$0] != nil }) {
      throw reader.error("gradients and results belong to each of tensors, not beside them")
    }
    steps.append(step)
  }
}

extension TensorDraft {
  /// A parameter as `tensors` names it, with the steps of a draft that was read before it.
  fileprivate init(_ named: TensorDraft, steps read: TensorDraft?) {
    self = read ?? TensorDraft()
    (name, group, parameters, state) = (named.name, named.group, named.parameters, named.state)
  }

  /// Reads what a step gave one of several parameters, and what came of it.
  fileprivate mutating func readStep(_ reader: inout JSONReader) throws(InputError) {
    var step = Step(rows: rowCounts.count..<rowCounts.count)
    try reader.object(StepKey.known) { (reader, key) throws(InputError) in
      try readMember(key, of: &step, &reader, 2)
    }
    try add(&step, &reader, needsResults: false)
  }

  /// Reads a gradient or a result of a step.
  fileprivate mutating func readMember(
    _ key: KnownKeys.Key, of step: inout Step, _ reader: inout JSONReader, _ version: Int
  ) throws(InputError) {
    switch StepKey(key) {
    case .gradient where step.form != nil, .gradients where step.form != nil:
      throw reader.error("grad and grads exclude each other")
    case .gradient:
      step.form = reader.null() ? .missing : .single
      if step.form == .single { rowCounts.append(try reader.numbers(appendingTo: &gradients)) }
    case .gradients:
      step.form = .points
      try reader.array { (reader) throws(InputError) in
        rowCounts.append(try reader.numbers(appendingTo: &gradients))
      }
    case .loss: try reader.skip()
    case .quantity(let quantity):
      step.counts[quantity] = try reader.numbers(appendingTo: &results[quantity])
    default:
      let known = ["lr", "grad", "grads"] + (version == 2 ? ["hyperparameters"] : [])
      try reader.skipUnknown(
        StepKey.known.name(of: key), among: known + Quantity.allCases.map(\.rawValue))
    }
  }

  /// Adds a step that was read.
  fileprivate mutating func add(
    _ step: inout Step, _ reader: inout JSONReader, needsResults: Bool
  ) throws(InputError) {
    step.rows = step.rows.lowerBound..<rowCounts.count
    if needsResults && step.counts[.parameters] == nil { throw reader.missing("params") }
    if step.form == nil { throw reader.missing("grad") }
    steps.append(step)
  }
}

/// A key of a step.
private enum StepKey {
  case learningRate, hyperparameters, groups, tensors, gradient, gradients, loss
  case quantity(Quantity)

  /// All keys, those that most steps have first, in the order in which they are written.
  private static let all: [(name: String, key: StepKey)] =
    [("grad", .gradient)]
    + [Quantity.parameters, .squareAverage, .gradientAverage, .momentumBuffer].map {
      ($0.rawValue, .quantity($0))
    } + [
      ("lr", .learningRate), ("hyperparameters", .hyperparameters), ("groups", .groups),
      ("tensors", .tensors), ("grads", .gradients), ("loss", .loss),
    ]

  static let known = KnownKeys(all.map(\.name))

  /// The key that was read; `nil` for one that is not known.
  init?(_ key: KnownKeys.Key) {
    guard case .known(let index) = key else { return nil }
    self = Self.all[index].key
  }
}
