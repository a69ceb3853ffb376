public import RMSprop
public import Text

// A dictionary as PyTorch has it (`state_dict`), with its keys, as JSON: tensors are arrays of
// their numbers, row by row.

extension StateDictionary where Number == Double {
  /// The dictionary in `bytes`, which errors call `file`.
  ///
  /// A setting that an older PyTorch did not have yet is its default, as PyTorch has it; `lr`,
  /// `alpha`, `eps` and `weight_decay` must be there.
  ///
  /// - Throws: `InputError`, if it is not JSON or not such a dictionary.
  public init(json bytes: some Collection<UInt8>, file: String) throws(InputError) {
    var reader = JSONReader(Array(bytes), file: file)
    self = try reader.stateDictionary()
    try reader.end()
  }

  /// The dictionary as JSON, from which PyTorch can make its own.
  public var json: String {
    JSONValue.object([
      (
        "state",
        .object(state.sorted { $0.key < $1.key }.map { ("\($0.key)", Self.json($0.value)) })
      ),
      ("param_groups", .array(groups.map(Self.json))),
    ]).text + "\n"
  }

  private static func json(_ state: OptimizerState<Double>) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("step", .number(Double(state.stepCount))), ("square_avg", .numbers(state.squareAverage)),
    ]
    if let b = state.momentumBuffer { members.append(("momentum_buffer", .numbers(b))) }
    if let m = state.gradientAverage { members.append(("grad_avg", .numbers(m))) }
    return .object(members)
  }

  private static func json(_ group: Group) -> JSONValue {
    let h = group.hyperparameters
    return .object([
      ("lr", .number(h.learningRate)), ("momentum", .number(h.momentum)),
      ("alpha", .number(h.alpha)), ("eps", .number(h.epsilon)), ("centered", .bool(h.centered)),
      ("weight_decay", .number(h.weightDecay)), ("capturable", .bool(false)), ("foreach", .null),
      ("maximize", .bool(h.maximize)), ("differentiable", .bool(false)),
      ("params", .array(group.parameters.map(JSONValue.count))),
    ])
  }
}

extension JSONReader {
  /// Reads a `state_dict`.
  mutating func stateDictionary() throws(InputError) -> StateDictionary<Double> {
    var state: [Int: OptimizerState<Double>]?
    var groups: [StateDictionary<Double>.Group]?
    try object { (reader, key) throws(InputError) in
      switch key {
      case "state":
        var found: [Int: OptimizerState<Double>] = [:]
        try reader.object { (reader, key) throws(InputError) in
          guard let id = Int(key), id >= 0 else {
            throw reader.error("expected a parameter's number")
          }
          found[id] = try reader.state()
        }
        state = found
      case "param_groups":
        groups = try reader.values { (reader) throws(InputError) in try reader.savedGroup() }
      default: try reader.skip()
      }
    }
    return StateDictionary(
      state: try required(state, "state"), groups: try required(groups, "param_groups"))
  }

  private mutating func state() throws(InputError) -> OptimizerState<Double> {
    var (count, v, b, m): (Int?, [Double]?, [Double]?, [Double]?)
    try object { (reader, key) throws(InputError) in
      switch key {
      case "step": count = try reader.integer()
      case "square_avg": v = try reader.numbers()
      case "momentum_buffer": b = try reader.numbers()
      case "grad_avg": m = try reader.numbers()
      default: try reader.skip()
      }
    }
    return OptimizerState(
      stepCount: try required(count, "step"), squareAverage: try required(v, "square_avg"),
      momentumBuffer: b, gradientAverage: m)
  }

  private mutating func savedGroup() throws(InputError) -> StateDictionary<Double>.Group {
    var h = Hyperparameters()
    var (lr, alpha, eps, decay): (Double?, Double?, Double?, Double?)
    var parameters: [Int]?
    try object { (reader, key) throws(InputError) in
      switch key {
      case "lr": lr = try reader.number()
      case "alpha": alpha = try reader.number()
      case "eps": eps = try reader.number()
      case "weight_decay": decay = try reader.number()
      case "momentum": h.momentum = try reader.number()
      case "centered": h.centered = try reader.bool()
      case "maximize": h.maximize = try reader.bool()
      case "params":
        parameters = try reader.values { (reader) throws(InputError) in try reader.integer() }
      default: try reader.skip()
      }
    }
    h.learningRate = try required(lr, "lr")
    h.alpha = try required(alpha, "alpha")
    h.epsilon = try required(eps, "eps")
    h.weightDecay = try required(decay, "weight_decay")
    return .init(hyperparameters: h, parameters: try required(parameters, "params"))
  }
}
