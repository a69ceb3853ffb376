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
  /// The run as a program is asked to make it.
  package var json: JSONValue {
    .object([
      ("id", .string(id)),
      ("scalar", .string(scalar.rawValue)),
      ("hyperparameters", hyperparameters.json),
      ("params", .numbers(parameters)),
      ("steps", .array(steps.indices.map { .object(self[step: $0].members(of: reference)) })),
    ])
  }
}
