import NumberSystems
import RMSprop
import Runs
import Text

extension Behaviour {
  /// Where a replay first differs from what was recorded.
  package struct Difference: Equatable, Sendable, CustomStringConvertible {
    /// The call, counted from 0: the index into `calls`.
    package let call: Int
    /// What differs, by its key in the file.
    package let place: String
    /// What was recorded.
    package let expected: String
    /// What came of the replay.
    package let actual: String

    /// All of it in a line.
    package var description: String {
      "calls[\(call)].\(place): expected \(expected), found \(actual)"
    }
  }

  /// Makes the same calls on a `PyTorchOptimizer`, and compares everything that was recorded: to
  /// the bit, NaN by class. `nil` if all of it is the same.
  package func replay() -> Difference? {
    guard let number = scalar.number(rounding) else {
      preconditionFailure("the reader refuses this rounding")
    }
    return replay(on: number)
  }

  private func replay<Number: RunNumber>(on _: Number.Type) -> Difference? {
    var replay = BehaviourReplay<Number>(self)
    return replay.run()
  }
}

private struct BehaviourReplay<Number: RunNumber> {
  private let behaviour: Behaviour
  private var optimizer: PyTorchOptimizer<Number>?
  /// What a group that is added takes where it says nothing.
  private var defaults = Hyperparameters()

  init(_ behaviour: Behaviour) { self.behaviour = behaviour }

  mutating func run() -> Behaviour.Difference? {
    for (index, call) in behaviour.calls.enumerated() {
      if let problem = misfit(call.kind) {
        return .init(
          call: index, place: problem, expected: "what fits the optimizer", actual: "not")
      }
      var (raised, returned): (Behaviour.Raised?, Double?)
      do {
        returned = try make(call.kind)
      } catch {
        raised = .init(type: error.pythonType, message: error.description)
      }
      var findings = Findings(call: index)
      findings.compare("raises", call.raises.map { "\($0)" }, raised.map { "\($0)" })
      findings.compare("returns", call.returns.map { "\($0)" }, returned.map { "\($0)" })
      findings.compare("after", call.after == nil ? nil : "seen", optimizer == nil ? nil : "seen")
      if let seen = call.after, let optimizer { compare(seen, optimizer, &findings) }
      if let first = findings.first { return first }
    }
    return nil
  }

  /// What in a call does not fit the optimizer: PyTorch cannot have been called so.
  private func misfit(_ kind: Behaviour.Kind) -> String? {
    guard let optimizer else {
      if case .makeOptimizer = kind { return nil }
      return "call"
    }
    switch kind {
    case .set(let group, _): return optimizer.groups.indices.contains(group) ? nil : "group"
    case .step(let gradients), .stepWithClosure(let gradients, _):
      let counts = optimizer.groups.flatMap(\.parameters).map(\.values.count)
      let fits =
        gradients.count == counts.count
        && zip(gradients, counts).allSatisfy { ($0?.count ?? $1) == $1 }
      return fits ? nil : "grads"
    case .makeOptimizer, .zeroGradients, .addGroup, .load: return nil
    }
  }

  /// Makes a call; what a closure returned.
  private mutating func make(_ kind: Behaviour.Kind) throws(PyTorchError) -> Double? {
    switch kind {
    case .makeOptimizer(let settings, let groups, let isList, let foreach):
      optimizer = nil
      defaults = settings.over(Hyperparameters())
      if isList {
        optimizer = try .init(groups.flatMap { parameters($0) }, defaults)
      } else {
        optimizer = try .init(groups: groups.map { group($0) }, defaults: defaults)
      }
      optimizer?.foreach = foreach
    case .set(let group, let settings):
      guard let before = optimizer?.groups[group].hyperparameters else { return nil }
      optimizer?.groups[group].hyperparameters = settings.over(before)
    case .step(let gradients):
      optimizer?.setGradients(gradients)
      try optimizer?.step()
    case .stepWithClosure(let gradients, let loss):
      return try optimizer?.step { optimizer in
        optimizer.setGradients(gradients)
        return loss
      }
    case .zeroGradients(let setToNone):
      optimizer?.zeroGradients(setToNone: setToNone)
    case .addGroup(let added):
      let added = group(added)
      optimizer?.groups.append(added)
    case .load(let dictionary):
      try optimizer?.load(dictionary.map { Number($0) })
    }
    return nil
  }

  private func group(_ group: Behaviour.Group) -> PyTorchOptimizer<Number>.Group {
    .init(parameters(group), group.settings.over(defaults))
  }

  private func parameters(_ group: Behaviour.Group) -> [PyTorchOptimizer<Number>.Parameter] {
    group.parameters.map {
      .init($0.values.map { Number($0) }, shape: $0.shape, isComplex: $0.isComplex)
    }
  }

  private func compare(
    _ seen: Behaviour.Seen, _ optimizer: PyTorchOptimizer<Number>, _ findings: inout Findings
  ) {
    let parameters = optimizer.groups.flatMap(\.parameters)
    findings.compare("params", seen.parameters, parameters.map { $0.values.map(\.double) })
    findings.compare("grads", seen.gradients, parameters.map { $0.gradient?.map(\.double) })
    let (expected, actual) = (seen.dictionary, optimizer.stateDictionary.map(\.double))
    findings.compare(
      "state_dict.state", "\(expected.state.keys.sorted())", "\(actual.state.keys.sorted())")
    for (id, state) in expected.state.sorted(by: { $0.key < $1.key }) {
      guard let found = actual.state[id] else { continue }
      let place = "state_dict.state.\(id)"
      findings.compare("\(place).step", "\(state.stepCount)", "\(found.stepCount)")
      findings.compare("\(place).square_avg", [state.squareAverage], [found.squareAverage])
      findings.compare("\(place).momentum_buffer", [state.momentumBuffer], [found.momentumBuffer])
      findings.compare("\(place).grad_avg", [state.gradientAverage], [found.gradientAverage])
    }
    findings.compare(
      "state_dict.param_groups", "\(expected.groups.map(\.parameters))",
      "\(actual.groups.map(\.parameters))")
    for (i, (group, found)) in zip(expected.groups, actual.groups).enumerated() {
      findings.compare(
        "state_dict.param_groups[\(i)]", "\(group.hyperparameters)", "\(found.hyperparameters)")
    }
  }
}

/// The first difference in one call.
private struct Findings {
  let call: Int
  private(set) var first: Behaviour.Difference?

  init(call: Int) { self.call = call }

  mutating func compare(_ place: String, _ expected: String?, _ actual: String?) {
    guard first == nil, expected != actual else { return }
    first = .init(
      call: call, place: place, expected: expected ?? "none", actual: actual ?? "none")
  }

  /// Compares arrays number by number, to the bit, NaN by class.
  mutating func compare(_ place: String, _ expected: [[Double]?], _ actual: [[Double]?]) {
    compare("\(place) (their number)", "\(expected.count)", "\(actual.count)")
    for (i, (e, a)) in zip(expected, actual).enumerated() {
      compare("\(place)[\(i)] (its length)", e.map { "\($0.count)" }, a.map { "\($0.count)" })
      guard let e, let a, first == nil else { continue }
      for (j, (x, y)) in zip(e, a).enumerated()
      where x.bitPattern != y.bitPattern && !(x.isNaN && y.isNaN) {
        return compare(
          "\(place)[\(i)][\(j)]", "\(decimal(x)) (\(hexadecimal(x)))",
          "\(decimal(y)) (\(hexadecimal(y)))")
      }
    }
  }
}

extension PyTorchOptimizer where Number: RunNumber {
  /// Sets every parameter's gradient, in the order of the groups.
  fileprivate mutating func setGradients(_ gradients: [[Double]?]) {
    var rest = gradients[...]
    for group in groups.indices {
      for i in groups[group].parameters.indices {
        groups[group].parameters[i].gradient = rest.popFirst()??.map { Number($0) }
      }
    }
  }
}
