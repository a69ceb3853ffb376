import RMSprop
package import Runs
import Text

/// A run of a whole optimizer, which a program of protocol version 2 is asked to make: several
/// parameters in groups, state that it gives and takes, gradients that it must leave alone.
package struct OptimizerCase: Sendable {
  /// What reports and the program call it, such as `optimizer/two-groups`.
  package let id: String
  /// What must hold, in a sentence.
  package let about: String
  /// The parameters; one alone has no name.
  package var parameters: [Parameter]
  /// The step after which the program's state is asked for, counted from 0.
  package var saveAt: Int?
  /// What the program gave when it was asked for its state, as JSON.
  package var loaded: [UInt8]?
  /// Whether the gradients are asked for as they are after each step.
  package var asksGradients = false

  /// A parameter of the optimizer.
  package struct Parameter: Sendable {
    /// The parameter's name; `nil` if there is no other.
    package let name: String?
    /// What it is given, step by step. Parameters with the same hyperparameters are a group.
    package var run: Run

    /// A parameter with its run.
    package init(_ name: String?, _ run: Run) { (self.name, self.run) = (name, run) }
  }

  /// A case of these parameters, which all take as many steps, at the same rates.
  package init(_ id: String, _ about: String, _ parameters: [Parameter]) {
    (self.id, self.about, self.parameters) = (id, about, parameters)
  }
}

/// What a program answered to a case of a whole optimizer.
package struct OptimizerAnswer: Sendable {
  /// What came of each parameter.
  package var results: [Results]
  /// Each parameter's gradients after each step, where they were told.
  package var gradients: [[[Double]?]]
  /// The program's state as it gave it, in JSON.
  package var saved: [UInt8]?
}

extension OptimizerCase {
  /// The case as the program is asked it, under an id that tells nothing.
  func text(_ number: Int) -> String {
    let first = parameters[0].run
    var members: [(String, JSONValue)] = [
      ("id", .string("case/\(number)")), ("scalar", .string(first.scalar.rawValue)),
    ]
    if let mixed = first.mixedScalars { members.append(("scalars", mixed.json)) }
    members.append(("hyperparameters", first.hyperparameters.json))
    if parameters.count == 1 && parameters[0].name == nil {
      members.append(("params", .numbers(first.parameters)))
      if let state = first.initialState { members.append(("state", state.json)) }
    } else {
      let groups = groups
      members.append(("groups", .array(groups.map(\.hyperparameters.json))))
      let tensors = parameters.map { parameter in
        var tensor: [(String, JSONValue)] = [
          ("name", .string(parameter.name ?? "")),
          ("group", .count(groups.firstIndex(of: Group(parameter.run))!)),
          ("params", .numbers(parameter.run.parameters)),
        ]
        if let state = parameter.run.initialState { tensor.append(("state", state.json)) }
        return JSONValue.object(tensor)
      }
      members.append(("tensors", .array(tensors)))
    }
    if let saveAt { members.append(("save_at", .count(saveAt))) }
    if asksGradients { members.append(("gradients_untouched", .bool(true))) }
    members.append(("steps", .array(first.steps.indices.map(step))))
    let text = JSONValue.object(members).text
    guard let loaded else { return text }
    return text.dropLast() + ", \"load\": \(String(decoding: loaded, as: UTF8.self))}"
  }

  /// What parameters have in common that are a group.
  private struct Group: Equatable {
    let hyperparameters: Hyperparameters
    let changes: [HyperparameterChange]
    let rates: [Double?]

    init(_ run: Run) {
      (hyperparameters, changes) = (run.hyperparameters, run.changes)
      rates = run.steps.map(\.learningRate)
    }

    /// What changes for the group in a step.
    func change(in step: Int) -> JSONValue {
      let rate = rates[step].map { [("lr", JSONValue.number($0))] } ?? []
      let others = changes.filter { $0.step == step }.flatMap(\.members)
      return .object(rate + others)
    }

    func changes(in step: Int) -> Bool {
      rates[step] != nil || changes.contains { $0.step == step }
    }
  }

  private var groups: [Group] {
    parameters.reduce(into: []) { groups, parameter in
      let group = Group(parameter.run)
      if !groups.contains(group) { groups.append(group) }
    }
  }

  private func step(_ t: Int) -> JSONValue {
    let first = parameters[0].run
    if parameters.count == 1 && parameters[0].name == nil {
      return .object(first.changeMembers(in: t) + first[step: t].members(of: first.reference))
    }
    var members: [(String, JSONValue)] = []
    let groups = groups
    if groups.contains(where: { $0.changes(in: t) }) {
      members.append(("groups", .array(groups.map { $0.change(in: t) })))
    }
    let tensors = parameters.map { parameter in
      let gradient = parameter.run[step: t].gradient
      return JSONValue.object([("grad", .optional(gradient) { .numbers(Array($0)) })])
    }
    return .object(members + [("tensors", .array(tensors))])
  }
}

extension OptimizerAnswer {
  /// Reads the steps of an answer to a case.
  static func steps(
    _ reader: inout JSONReader, of asked: OptimizerCase
  ) throws(InputError) -> OptimizerAnswer {
    var answer = OptimizerAnswer(
      results: asked.parameters.map { Results(coordinates: $0.run.coordinates) },
      gradients: asked.parameters.map { _ in [] })
    let isSingle = asked.parameters.count == 1 && asked.parameters[0].name == nil
    try reader.array { (reader) throws(InputError) in
      if isSingle { return try answer.readStep(of: 0, asked, &reader) }
      var hasTensors = false
      try reader.object { (reader, key) throws(InputError) in
        guard key == "tensors" else { return try reader.skip() }
        hasTensors = true
        var i = 0
        try reader.array { (reader) throws(InputError) in
          guard i < asked.parameters.count else {
            throw reader.error("expected \(asked.parameters.count) tensors")
          }
          try answer.readStep(of: i, asked, &reader)
          i += 1
        }
        guard i == asked.parameters.count else {
          throw reader.error("expected \(asked.parameters.count) tensors, found \(i)")
        }
      }
      if !hasTensors { throw reader.missing("tensors") }
    }
    return answer
  }

  private mutating func readStep(
    of i: Int, _ asked: OptimizerCase, _ reader: inout JSONReader
  ) throws(InputError) {
    let run = asked.parameters[i].run
    var gradient: [Double]?
    let step = try reader.results(of: run) { (reader, key) throws(InputError) in
      guard key == "grads" else { return try reader.skip() }
      if reader.null() { return }
      let numbers = try reader.numbers()
      guard numbers.count == run.coordinates else {
        throw reader.error("expected \(run.coordinates) numbers, found \(numbers.count)")
      }
      gradient = numbers.map(run.scalar.rounded)
    }
    results[i].append(step)
    gradients[i].append(gradient)
  }
}
