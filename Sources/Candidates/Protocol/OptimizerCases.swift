package import GoldenTraces
import RMSprop
package import Runs

extension OptimizerCase {
  /// The case that PyTorch's recorded behaviour makes, with what it left of each parameter; `nil`
  /// if the behaviour is not one run.
  package static func recorded(_ behaviour: Behaviour) -> (OptimizerCase, [Trace])? {
    guard let parts = behaviour.traces else { return nil }
    let parameters = parts.enumerated().map { i, part in Parameter("\(i)", part.trace.run) }
    return (
      OptimizerCase(behaviour.id, behaviour.about, parameters), parts.map(\.trace)
    )
  }

  /// The cases for a program that declares what it can do, in one type: those of which it supports
  /// something. `reference` makes the state that a run begins with.
  package static func all(
    _ declaration: Declaration, _ scalar: Scalar, by reference: some SteppedImplementation
  ) -> [OptimizerCase] {
    guard declaration.version2 else { return [] }
    var made = OptimizerCases(supports: declaration.supports, scalar)
    made.reference = declaration.reference
    made.isOfPyTorch = reference is BuiltIn
    var cases = made.ofSeveral
    if declaration.supports.contains(.initialState) { cases += made.resumed(by: reference) }
    if declaration.supports.contains(.saveAndLoad) { cases += made.saved }
    if declaration.supports.contains(.gradientsUntouched) {
      if cases.isEmpty { cases.append(made.alone) }
      for i in cases.indices { cases[i].asksGradients = true }
    }
    return cases
  }
}

/// What cases of whole optimizers are made of: small numbers that every type holds exactly.
private struct OptimizerCases {
  private let supports: Set<Feature>
  private let scalar: Scalar
  var reference = Reference.pytorch
  /// Whether PyTorch's formula is what judges.
  var isOfPyTorch = true
  private static let steps = 4

  init(supports: Set<Feature>, _ scalar: Scalar) {
    (self.supports, self.scalar) = (supports, scalar)
  }

  /// Whether all of the formula's state is kept.
  private var full: Hyperparameters {
    var h = Hyperparameters(learningRate: 0.0625, alpha: 0.75, epsilon: 0.0078125)
    if supports.contains(.momentum) { h.momentum = 0.5 }
    if supports.contains(.centered) { h.centered = true }
    if supports.contains(.weightDecay) { h.weightDecay = 0.125 }
    return h
  }

  private var other: Hyperparameters {
    var h = Hyperparameters(learningRate: 0.25, alpha: 0.5, epsilon: 0.125)
    if supports.contains(.momentum) { h.momentum = 0.25 }
    if supports.contains(.maximize) { h.maximize = true }
    return h
  }

  /// A parameter of `count` numbers, whose gradient is missing in the first `missing` steps.
  private func parameter(
    _ name: String?, _ count: Int, _ h: Hyperparameters, missing: Int = 0
  ) -> OptimizerCase.Parameter {
    // Different numbers for each parameter, without a zero.
    let salt = count * 5 + (name?.utf8.count ?? 0) * 3
    func number(_ k: Int) -> Double {
      let place = (k * 7 + salt) % 16
      return Double(place * 2 - 15) / 16
    }
    var run = Run(
      id: "optimizer", reference: reference, scalar: scalar, hyperparameters: h,
      parameters: (0..<count).map { number($0 + 3) })
    for t in 0..<Self.steps {
      let gradient = (0..<count).map { number($0 * 3 + t * 5 + 1) }
      run.append(StepInputs(gradient: t < missing ? nil : gradient))
    }
    return OptimizerCase.Parameter(name, run)
  }

  /// Two of them have the same length: state is not to be found by that.
  private var three: [OptimizerCase.Parameter] {
    [parameter("weight", 3, full), parameter("bias", 2, full), parameter("scale", 2, full)]
  }

  /// Several parameters.
  var ofSeveral: [OptimizerCase] {
    guard supports.contains(.tensors) else { return [] }
    let names = "optimizer/\(scalar.rawValue)"
    var cases = [
      OptimizerCase(
        "\(names)/three-parameters", "Each of several parameters moves as it would alone.", three),
      OptimizerCase(
        "\(names)/other-order", "The order of parameters does not matter.", three.reversed()),
      OptimizerCase(
        "\(names)/two-groups", "Each group has hyperparameters of its own.",
        [three[0], parameter("bias", 2, other), three[2]]),
    ]
    cases += changing
    guard supports.contains(.missingGradient) else { return cases }
    let missing = Self.steps
    cases += [
      OptimizerCase(
        "\(names)/without-gradient", "A parameter without a gradient stays as it is.",
        [three[0], parameter("bias", 2, full, missing: missing), three[2]]),
      OptimizerCase(
        "\(names)/late-gradient", "State begins with a parameter's own first gradient.",
        [parameter("weight", 3, full, missing: 2), three[1], three[2]]),
      OptimizerCase(
        "\(names)/late-gradient-last", "State is a parameter's own, though another's is there.",
        [three[0], three[1], parameter("scale", 2, full, missing: 2)]),
    ]
    return cases
  }

  /// Settings of one group that change, while the other's stay.
  private var changing: [OptimizerCase] {
    guard supports.contains(.hyperparameterSchedule) else { return [] }
    let names = "optimizer/\(scalar.rawValue)"
    var second = parameter("bias", 2, other)
    var change = HyperparameterChange(step: 1, alpha: 0.25, epsilon: 0.5)
    if supports.contains(.weightDecay) { change.weightDecay = 0.25 }
    if supports.contains(.momentum) { change.momentum = 0.75 }
    second.run.changes = [change]
    if supports.contains(.schedule) { second.run.steps[2].learningRate = 0.125 }
    var cases = [
      OptimizerCase(
        "\(names)/second-group-changes", "What changes in a group changes in no other.",
        [three[0], second, three[2]])
    ]
    // Others may lose it.
    guard supports.contains(.momentum), isOfPyTorch else { return cases }
    var resting = three[0]
    resting.run.changes = [
      HyperparameterChange(step: 1, momentum: 0), HyperparameterChange(step: 3, momentum: 0.5),
    ]
    cases.append(
      OptimizerCase(
        "\(names)/momentum-rests", "The buffer stays as it is while momentum is off.",
        [resting, three[1]]))
    return cases
  }

  private var some: [OptimizerCase.Parameter] {
    supports.contains(.tensors) ? three : [parameter(nil, 3, full)]
  }

  /// One parameter alone.
  var alone: OptimizerCase {
    OptimizerCase(
      "optimizer/\(scalar.rawValue)/gradients", "A step leaves the gradient as it was.",
      [parameter(nil, 3, full)])
  }

  /// A run that begins with state.
  func resumed(by implementation: some SteppedImplementation) -> [OptimizerCase] {
    let parameters = some.compactMap { parameter -> OptimizerCase.Parameter? in
      guard let before = try? implementation.results(of: parameter.run) else { return nil }
      var run = parameter.run
      let left = before[step: 1]
      run.parameters = Array(left[.parameters]!)
      run.initialState = InitialState(
        stepCount: 2, squareAverage: left[.squareAverage].map(Array.init) ?? [],
        gradientAverage: left[.gradientAverage].map(Array.init),
        momentumBuffer: left[.momentumBuffer].map(Array.init))
      return OptimizerCase.Parameter(parameter.name, run)
    }
    guard !parameters.isEmpty else { return [] }
    return [
      OptimizerCase(
        "optimizer/\(scalar.rawValue)/resumed", "A run goes on from the state that it is given.",
        parameters)
    ]
  }

  /// State that is saved in the middle, and goes on in a fresh process.
  var saved: [OptimizerCase] {
    let about =
      "State that was saved in the middle goes on in a fresh process as if nothing had happened."
    var cases = [OptimizerCase("optimizer/\(scalar.rawValue)/saved", about, some)]
    if supports.contains(.tensors) && supports.contains(.missingGradient) {
      cases.append(
        OptimizerCase(
          "optimizer/\(scalar.rawValue)/saved-before-its-first-gradient", about,
          [three[0], parameter("bias", 2, full, missing: 3), three[2]]))
    }
    // NaN, infinity, and a zero with a sign.
    var extreme = parameter(supports.contains(.tensors) ? "weight" : nil, 3, full)
    extreme.run.gradients.replaceSubrange(0..<3, with: [.nan, -0.0, .infinity])
    cases.append(OptimizerCase("optimizer/\(scalar.rawValue)/saved-extremes", about, [extreme]))
    for i in cases.indices { cases[i].saveAt = 1 }
    return cases
  }
}

extension OptimizerCase {
  /// The case that goes on from what was saved, with the parameters as they were then.
  package func goingOn(from answer: OptimizerAnswer) -> OptimizerCase? {
    guard let saveAt, let saved = answer.saved else { return nil }
    var rest = self
    rest.saveAt = nil
    rest.loaded = saved
    for i in parameters.indices {
      let run = parameters[i].run
      var after = run.emptied()
      after.parameters = answer.results[i][.parameters, step: saveAt].map(Array.init) ?? []
      for t in (saveAt + 1)..<run.steps.count { after.append(run[step: t]) }
      rest.parameters[i].run = after
    }
    return rest
  }

  private static func areSame(_ a: [Double]?, _ b: [Double]?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.count == b.count && zip(a, b).allSatisfy(isSame)
  }

  /// Whether two numbers are equal, or both NaN.
  private static func isSame(_ a: Double, _ b: Double) -> Bool { a == b || a.isNaN && b.isNaN }

  /// What is wrong with the gradients of an answer; `nil` if they are as they were given.
  package func problem(with answer: OptimizerAnswer) -> (parameter: Int, String)? {
    guard asksGradients else { return nil }
    for (i, parameter) in parameters.enumerated() {
      for t in parameter.run.steps.indices {
        let given = parameter.run[step: t].gradient.map(Array.init)
        let left = answer.gradients[i][t]
        if !Self.areSame(left, given) {
          let place = "steps[\(t)]" + (parameter.name == nil ? "" : ".tensors[\(i)]") + ".grads"
          guard let given, let left else {
            return (
              i,
              "\(place): expected \(given == nil ? "none" : "the gradient"), found "
                + (left == nil ? "none" : "one")
            )
          }
          let k = zip(given, left).enumerated().first { !Self.isSame($1.0, $1.1) }?.offset ?? 0
          return (
            i, "\(place)[\(k)]: the gradient was \(given[k]), and is \(left[k]) after the step"
          )
        }
      }
    }
    return nil
  }
}
