package import RMSprop

/// A trace as JSON, in the form `rmsprop-trace/1`, a line for each step, so that a run of any
/// length can be written while it goes on.
public struct TraceWriter {
  private let trace: Trace
  private var count = 0

  /// A writer of a run with the settings of `trace`, whose own steps do not matter.
  public init(_ trace: Trace) { self.trace = trace }

  /// What comes before the first step.
  public var head: String {
    var members: [(String, JSONValue)] = [
      ("format", .string("rmsprop-trace/1")),
      ("id", .string(trace.id)),
    ]
    if let about = trace.about { members.append(("about", .string(about))) }
    if !trace.flags.isEmpty {
      members.append(("flags", .array(trace.flags.map(JSONValue.string))))
    }
    if let rounding = trace.rounding {
      let settings = [("rounding", JSONValue.string(rounding.rawValue))]
      members.append(("source", .object([("settings", .object(settings))])))
    }
    members += [
      ("scalar", .string(trace.scalar.rawValue)),
      ("reference", .string(trace.reference.rawValue)),
    ]
    if let level = trace.level { members.append(("level", .string(level.rawValue))) }
    members += [
      ("hyperparameters", trace.hyperparameters.json),
      ("params", .numbers(trace.parameters)),
    ]
    return JSONValue.object(members).text.dropLast() + ", \"steps\": ["
  }

  /// One step, after those written before.
  public mutating func line(_ step: Trace.Step) -> String {
    var members = step.inputs
    for quantity in [Trace.Quantity.parameters, .squareAverage, .gradientAverage, .momentumBuffer] {
      if let numbers = step.results[quantity] {
        members.append((quantity.rawValue, .numbers(numbers)))
      }
    }
    count += 1
    return (count == 1 ? "\n" : ",\n") + JSONValue.object(members).text
  }

  /// What comes after the last step.
  public var tail: String { count == 0 ? "]}\n" : "\n]}\n" }
}

extension Hyperparameters {
  package var json: JSONValue {
    .object([
      ("lr", .number(learningRate)), ("alpha", .number(alpha)), ("eps", .number(epsilon)),
      ("weight_decay", .number(weightDecay)), ("momentum", .number(momentum)),
      ("centered", .bool(centered)), ("maximize", .bool(maximize)),
    ])
  }
}

extension Trace.Step {
  /// Rate and gradient, without the results.
  package var inputs: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if let rate = learningRate { members.append(("lr", .number(rate))) }
    switch gradient {
    case .missing: members.append(("grad", .null))
    case .single(let numbers): members.append(("grad", .numbers(numbers)))
    case .points(let rows): members.append(("grads", .array(rows.map(JSONValue.numbers))))
    }
    return members
  }
}

extension Trace {
  /// What a program is asked: this trace without its results.
  package var question: JSONValue {
    .object([
      ("id", .string(id)),
      ("scalar", .string(scalar.rawValue)),
      ("hyperparameters", hyperparameters.json),
      ("params", .numbers(parameters)),
      ("steps", .array(steps.map { .object($0.inputs) })),
    ])
  }
}
