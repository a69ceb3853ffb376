import RMSprop
import Runs
import Text

// The parts of a run that stand in objects of their own.

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
      default:
        try reader.skipUnknown(
          key,
          among: ["lr", "alpha", "eps", "weight_decay", "momentum", "centered", "maximize"])
      }
    }
    h.learningRate = try required(lr, "lr")
    h.alpha = try required(alpha, "alpha")
    h.epsilon = try required(eps, "eps")
    return h
  }

  /// Some of the hyperparameters: those that change, or that a group sets.
  mutating func settings(
    withRate: Bool, ofGroup isOfGroup: Bool = false
  ) throws(InputError) -> TraceDraft.Settings {
    var settings = TraceDraft.Settings()
    if null() { return settings }
    try object { (reader, key) throws(InputError) in
      switch key {
      case "lr" where withRate: settings.learningRate = try reader.number()
      case "alpha": settings.change.alpha = try reader.number()
      case "eps": settings.change.epsilon = try reader.number()
      case "momentum": settings.change.momentum = try reader.number()
      case "weight_decay": settings.change.weightDecay = try reader.number()
      case "centered" where isOfGroup: settings.centered = try reader.bool()
      case "maximize" where isOfGroup: settings.maximize = try reader.bool()
      case "centered", "maximize": throw reader.error("cannot change")
      case "lr": throw reader.error("belongs beside hyperparameters")
      default:
        try reader.skipUnknown(key, among: ["lr", "alpha", "eps", "momentum", "weight_decay"])
      }
    }
    return settings
  }

  /// State before the first step.
  mutating func initialState() throws(InputError) -> InitialState {
    var (v, step): ([Double]?, Int?)
    var state = InitialState(stepCount: 0, squareAverage: [])
    try object { (reader, key) throws(InputError) in
      switch key {
      case "square_avg": v = try reader.numbers()
      case "grad_avg": state.gradientAverage = try reader.numbers()
      case "momentum_buffer": state.momentumBuffer = try reader.numbers()
      case "step": step = try reader.integer()
      default:
        try reader.skipUnknown(key, among: ["square_avg", "grad_avg", "momentum_buffer", "step"])
      }
    }
    state.squareAverage = try required(v, "square_avg")
    // PyTorch's formula does not ask how many steps there were; others do.
    state.stepCount = step ?? 1
    if state.stepCount < 1 { throw error("step: expected at least 1, found \(state.stepCount)") }
    return state
  }

  /// One of several parameters.
  mutating func tensor() throws(InputError) -> TensorDraft {
    var tensor = TensorDraft()
    var parameters: [Double]?
    try object { (reader, key) throws(InputError) in
      switch key {
      case "name":
        tensor.name = try reader.string()
        if tensor.name!.isEmpty { throw reader.error("expected a name") }
      case "group":
        tensor.group = try reader.integer()
        if tensor.group < 0 { throw reader.error("expected at least 0") }
      case "params": parameters = try reader.numbers()
      case "state": tensor.state = try reader.initialState()
      default: try reader.skipUnknown(key, among: ["name", "group", "params", "state"])
      }
    }
    _ = try required(tensor.name, "name")
    tensor.parameters = try required(parameters, "params")
    return tensor
  }
}
