package import RMSprop
package import Text

// A run as JSON, with the keys of the trace format.

extension Hyperparameters {
  /// The hyperparameters by PyTorch's names.
  package var json: JSONValue {
    .object([
      ("lr", .number(learningRate)), ("alpha", .number(alpha)), ("eps", .number(epsilon)),
      ("weight_decay", .number(weightDecay)), ("momentum", .number(momentum)),
      ("centered", .bool(centered)), ("maximize", .bool(maximize)),
    ])
  }
}

extension Scalars {
  /// The types by the names of the quantities.
  package var json: JSONValue {
    let quantities: [Quantity] = [.parameters, .squareAverage, .gradientAverage, .momentumBuffer]
    return .object(
      quantities.map { ($0.rawValue, .string(self[$0].rawValue)) }
        + [("arithmetic", .string(arithmetic.rawValue))])
  }
}

extension Execution {
  /// What is known, by the names of `source.settings`, which has no version.
  package var members: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if let foreach { members.append(("foreach", .bool(foreach))) }
    if let threads { members.append(("threads", .count(threads))) }
    if let isContiguous { members.append(("contiguous", .bool(isContiguous))) }
    if let layout { members.append(("layout", .string(layout.rawValue))) }
    if let capability { members.append(("cpu_capability", .string(capability))) }
    if let machine { members.append(("machine", .string(machine.rawValue))) }
    return members
  }
}

extension InitialState {
  /// The state by the names of the quantities.
  package var json: JSONValue {
    var members: [(String, JSONValue)] = [("square_avg", .numbers(squareAverage))]
    if let gradientAverage { members.append(("grad_avg", .numbers(gradientAverage))) }
    if let momentumBuffer { members.append(("momentum_buffer", .numbers(momentumBuffer))) }
    return .object(members + [("step", .count(stepCount))])
  }
}

extension HyperparameterChange {
  /// What changes, by PyTorch's names.
  package var members: [(String, JSONValue)] {
    [("alpha", alpha), ("eps", epsilon), ("weight_decay", weightDecay), ("momentum", momentum)]
      .compactMap { name, value in value.map { (name, .number($0)) } }
  }
  fileprivate var json: JSONValue { .object(members) }
}

extension StepInputs {
  /// The rate and the gradient, or in a batch run the gradients.
  package func members(of reference: Reference) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if let learningRate { members.append(("lr", .number(learningRate))) }
    if gradient == nil {
      members.append(("grad", .null))
    } else if reference == .batch {
      members.append(("grads", .array(rows.map { .numbers(Array($0)) })))
    } else {
      members.append(("grad", .numbers(Array(gradient ?? []))))
    }
    return members
  }
}

extension Run {
  /// Whether the first form of a trace can hold the run.
  package var isOfVersion1: Bool { initialState == nil && changes.isEmpty }

  /// What changes in a step beside the rate.
  package func changeMembers(in step: Int) -> [(String, JSONValue)] {
    changes.filter { $0.step == step }.map { ("hyperparameters", $0.json) }
  }

  /// The run as a program is asked to make it.
  package var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .string(id)),
      ("scalar", .string(scalar.rawValue)),
    ]
    if let mixedScalars { members.append(("scalars", mixedScalars.json)) }
    members += [
      ("hyperparameters", hyperparameters.json),
      ("params", .numbers(parameters)),
    ]
    if let initialState { members.append(("state", initialState.json)) }
    let steps = steps.indices.map { t in
      JSONValue.object(changeMembers(in: t) + self[step: t].members(of: reference))
    }
    members.append(("steps", .array(steps)))
    return .object(members)
  }
}
