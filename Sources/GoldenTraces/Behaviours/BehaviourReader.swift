import RMSprop
import Runs
package import Text

// The keys of `rmsprop-behaviour/1`, and what stands behind each. Keys that are not known are
// skipped.

extension Behaviour {
  /// The behaviour in a file.
  ///
  /// - Throws: `InputError`, if the file cannot be read, is not JSON, is of another format, or
  ///   holds anything of a wrong type or length.
  package init(contentsOf file: String) throws(InputError) {
    try self.init(readFile(file), file: file)
  }

  /// The behaviour in `bytes`, which errors call `file`.
  ///
  /// - Throws: `InputError`, as for a file.
  package init(_ bytes: some Collection<UInt8>, file: String) throws(InputError) {
    var reader = JSONReader(Array(bytes), file: file)
    try reader.format("rmsprop-behaviour/1")
    var (id, about): (String?, String?)
    var (scalar, rounding): (Scalar?, Rounding?)
    var calls: [Call]?
    try reader.object { (reader, key) throws(InputError) in
      switch key {
      case "id": id = try reader.string()
      case "about": about = try reader.string()
      case "scalar": scalar = try reader.choice()
      case "source": rounding = try reader.source().rounding
      case "calls": calls = try reader.values { (reader) throws(InputError) in try reader.call() }
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.required(id, "id"), about: try reader.required(about, "about"),
      scalar: try reader.required(scalar, "scalar"),
      rounding: try reader.known(rounding, for: scalar),
      calls: try reader.required(calls, "calls"))
    try reader.end()
  }
}

extension JSONReader {
  /// The arguments of a call, of which each kind has its own.
  private struct Arguments {
    var name: String?
    var defaults: Behaviour.Settings?
    var groups: [Behaviour.Group]?
    var isList = false
    var foreach = false
    var groupNumber: Int?
    var group: Behaviour.Group?
    var values: Behaviour.Settings?
    var gradients: [[Double]?]?
    var closure: (gradients: [[Double]?], loss: Double)?
    var setToNone: Bool?
    var dictionary: StateDictionary<Double>?
  }

  fileprivate mutating func call() throws(InputError) -> Behaviour.Call {
    var arguments = Arguments()
    var (raises, returns, after): (Behaviour.Raised?, Double?, Behaviour.Seen?)
    try object { (reader, key) throws(InputError) in
      switch key {
      case "call": arguments.name = try reader.string()
      case "defaults": arguments.defaults = try reader.settings()
      case "groups":
        arguments.groups = try reader.values { (reader) throws(InputError) in try reader.group() }
      case "as_list": arguments.isList = try reader.bool()
      case "foreach": arguments.foreach = reader.null() ? false : try reader.bool()
      case "group":
        if reader.isObject {
          arguments.group = try reader.group()
        } else {
          arguments.groupNumber = try reader.integer()
        }
      case "values": arguments.values = try reader.settings()
      case "grads": arguments.gradients = try reader.gradients()
      case "closure": arguments.closure = try reader.closure()
      case "set_to_none": arguments.setToNone = try reader.bool()
      case "state_dict": arguments.dictionary = try reader.stateDictionary()
      case "raises": raises = reader.null() ? nil : try reader.raised()
      case "returns": returns = try reader.number()
      case "after": after = reader.null() ? nil : try reader.seen()
      default: try reader.skip()
      }
    }
    return Behaviour.Call(
      kind: try kind(arguments), raises: raises, returns: returns, after: after)
  }

  private func kind(_ arguments: Arguments) throws(InputError) -> Behaviour.Kind {
    switch try required(arguments.name, "call") {
    case "init":
      return .makeOptimizer(
        defaults: try required(arguments.defaults, "defaults"),
        groups: try required(arguments.groups, "groups"), isList: arguments.isList,
        foreach: arguments.foreach)
    case "set":
      return .set(
        group: try required(arguments.groupNumber, "group"),
        try required(arguments.values, "values"))
    case "step":
      if let closure = arguments.closure {
        return .stepWithClosure(closure.gradients, loss: closure.loss)
      }
      return .step(try required(arguments.gradients, "grads"))
    case "zero_grad":
      return .zeroGradients(setToNone: try required(arguments.setToNone, "set_to_none"))
    case "add_param_group": return .addGroup(try required(arguments.group, "group"))
    case "load_state_dict": return .load(try required(arguments.dictionary, "state_dict"))
    case let name: throw error("no call is named \"\(name.prefix(40))\"")
    }
  }

  private mutating func settings() throws(InputError) -> Behaviour.Settings {
    var settings = Behaviour.Settings()
    try object { (reader, key) throws(InputError) in try reader.setting(key, &settings) }
    return settings
  }

  private mutating func setting(
    _ key: String, _ settings: inout Behaviour.Settings
  ) throws(InputError) {
    switch key {
    case "lr": settings.learningRate = try number()
    case "alpha": settings.alpha = try number()
    case "eps": settings.epsilon = try number()
    case "weight_decay": settings.weightDecay = try number()
    case "momentum": settings.momentum = try number()
    case "centered": settings.centered = try bool()
    case "maximize": settings.maximize = try bool()
    default: try skip()
    }
  }

  private mutating func group() throws(InputError) -> Behaviour.Group {
    var group = Behaviour.Group()
    try object { (reader, key) throws(InputError) in
      guard key == "params" else { return try reader.setting(key, &group.settings) }
      group.parameters = try reader.values { (reader) throws(InputError) in
        try reader.parameter()
      }
    }
    return group
  }

  private mutating func parameter() throws(InputError) -> Behaviour.Parameter {
    var parameter = Behaviour.Parameter()
    try object { (reader, key) throws(InputError) in
      switch key {
      case "shape":
        parameter.shape = try reader.values { (reader) throws(InputError) in try reader.integer() }
      case "complex": parameter.isComplex = try reader.bool()
      case "values": parameter.values = try reader.numbers()
      default: try reader.skip()
      }
    }
    let count = parameter.shape.reduce(parameter.isComplex ? 2 : 1) { $0 &* $1 }
    guard count == parameter.values.count else {
      throw error("expected \(count) values as in shape, found \(parameter.values.count)")
    }
    return parameter
  }

  private mutating func gradients() throws(InputError) -> [[Double]?] {
    try values { (reader) throws(InputError) in reader.null() ? nil : try reader.numbers() }
  }

  private mutating func closure() throws(InputError) -> (gradients: [[Double]?], loss: Double) {
    var (gradients, loss): ([[Double]?]?, Double?)
    try object { (reader, key) throws(InputError) in
      switch key {
      case "grads": gradients = try reader.gradients()
      case "loss": loss = try reader.number()
      default: try reader.skip()
      }
    }
    return (try required(gradients, "grads"), try required(loss, "loss"))
  }

  private mutating func raised() throws(InputError) -> Behaviour.Raised {
    var raised = Behaviour.Raised(type: "", message: "")
    try object { (reader, key) throws(InputError) in
      switch key {
      case "type": raised.type = try reader.string()
      case "message": raised.message = try reader.string()
      default: try reader.skip()
      }
    }
    return raised
  }

  private mutating func seen() throws(InputError) -> Behaviour.Seen {
    var seen = Behaviour.Seen()
    try object { (reader, key) throws(InputError) in
      switch key {
      case "params":
        seen.parameters = try reader.values { (reader) throws(InputError) in try reader.numbers() }
      case "grads": seen.gradients = try reader.gradients()
      case "state_dict": seen.dictionary = try reader.stateDictionary()
      default: try reader.skip()
      }
    }
    return seen
  }
}
