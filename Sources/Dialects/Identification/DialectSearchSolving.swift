import NumberSystems
import RMSprop
import Runs

/// Finds the one hyperparameter with which a dialect gives what was seen: from a single number of
/// the trace, and then all the others must agree.
extension DialectSearch {
  /// A hyperparameter that is solved for.
  private struct Unknown {
    let name: String
    let declared: Double
    /// The values between which the hyperparameter is searched, from low to high.
    let grid: [Double]
    /// How many steps with a gradient it takes to see the hyperparameter.
    let steps: Int
    /// Sets the hyperparameter to a value or to a bracket.
    let set: (inout EffectiveHyperparameters, EffectiveHyperparameters.Value) -> Void
    /// Sets what a dialect has in place of a hyperparameter.
    var choose: (inout Dialect, Double) -> Void = { _, _ in }
    /// A value that is tried first, and its name.
    var known: [(value: Double, reason: String)] = []
  }

  /// How many gradients a trace must have to say anything: a few numbers fit any dialect.
  static var leastEvidence: Int { 4 }

  /// How many gradients are not zero.
  var moves: Int {
    observed.steps.reduce(0) { count, step in
      count + (step.gradient?.count { !($0.lower == 0 && $0.upper == 0) } ?? 0)
    }
  }

  func solved(state: Bool) -> Found? {
    guard moves >= Self.leastEvidence else { return nil }
    for base in bases {
      let known = plausible(base)
      let others = Dialect.simple(base.switches).filter {
        $0.maximize == (declared.maximize ? .yes : .no)
      }
      for dialects in [known, others] {
        for unknown in unknowns(base) {
          for dialect in dialects {
            for bracket in brackets(of: unknown, dialect, base) {
              let found = confirmed(unknown, bracket, base, dialect, state: state)
              if let found { return self.found(with: found.effective, state: state) }
            }
          }
        }
      }
    }
    return nil
  }

  /// The number with which v begins, for a program that lets its caller say with which: solved for
  /// from a parameter after one of the first steps, and confirmed by all that was seen.
  func solvedStart(_ base: EffectiveHyperparameters, state: Bool) -> Double? {
    guard moves >= Self.leastEvidence else { return nil }
    // A parameter goes one way with it.
    let unknown = Unknown(
      name: "initial_square_avg", declared: 0, grid: (-8...4).map { Self.power10(Double($0)) },
      steps: 1, set: { _, _ in }
    ) { $0.initialSquareAverage = .number($1) }
    for dialect in Catalogue.startingAnywhere(base.switches) {
      for bracket in brackets(of: unknown, dialect, base) {
        let start = Self.simplest(from: bracket.lower, to: bracket.upper)
        let dialect = dialect.with(.initialSquareAverage(.number(start)))
        let found = found(with: base, state: state, among: [dialect])
        if let found, found.isForetold { return start }
      }
    }
    return nil
  }

  /// The hyperparameters beside the one that is solved for: the declared ones, and the same with
  /// the rate in float32, as Keras keeps it.
  private var bases: [EffectiveHyperparameters] {
    let base = EffectiveHyperparameters(declared)
    let (rate, single) = (declared.learningRate, Double(Float(declared.learningRate)))
    guard observed.run.scalar == .float64, rate != single else { return [base] }
    let finding = UndeclaredHyperparameter(
      name: "lr", declared: rate, effective: single, reason: "rounded to float32")
    return [base, base.changing(finding) { $0.rate = .inFloat32 }]
  }

  private func unknowns(_ base: EffectiveHyperparameters) -> [Unknown] {
    func powers(_ range: ClosedRange<Int>, _ perDecade: Int) -> [Double] {
      range.map { Self.power10(Double($0) / Double(perDecade)) }
    }
    var unknowns = [
      Unknown(name: "eps", declared: declared.epsilon, grid: powers(-80...8, 4), steps: 1) {
        $0.epsilon = $1
      },
      Unknown(
        name: "alpha", declared: declared.alpha,
        grid: powers(-72...0, 8).reversed().map { 1 - $0 }, steps: 1
      ) { $0.alpha = $1 },
      Unknown(name: "lr", declared: declared.learningRate, grid: powers(-48...48, 8), steps: 1) {
        $0.rate = .scaled($1)
      },
    ]
    if base.switches.momentum {
      let near = powers(-48 ... -1, 8)
      unknowns.append(
        Unknown(
          name: "momentum", declared: declared.momentum,
          grid: near + near.reversed().map { 1 - $0 }, steps: 2
        ) { $0.momentum = $1 })
    }
    if base.switches.weightDecay {
      unknowns.append(
        Unknown(
          name: "weight_decay", declared: declared.weightDecay, grid: powers(-32...8, 4), steps: 1
        ) { $0.weightDecay = $1 })
    }
    return unknowns
  }

  /// 10ˣ, near enough for a grid.
  private static func power10(_ x: Double) -> Double {
    let whole = x.rounded(.down)
    var power = 1.0
    for _ in 0..<Int(whole.magnitude) { power *= 10 }
    if whole < 0 { power = 1 / power }
    // The eighth root of ten.
    for _ in 0..<Int(((x - whole) * 8).rounded()) { power *= 1.333_521_432_163_324 }
    return power
  }

  /// The dialects worth solving for: the catalogue's, and PyTorch with one other choice.
  func plausible(_ base: EffectiveHyperparameters) -> [Dialect] {
    // ε may be what is missing.
    let axes = Set(exercised(base)).union([.epsilon])
    var seen: Set<[Dialect.Choice]> = []
    let programs = Catalogue.entries + Catalogue.combinations(starts: [])
    return (programs.map { $0.dialect(base.switches) } + Dialect.nearPyTorch).flatMap {
      dialect in [dialect, dialect.ascending(true)]
    }.filter { dialect in
      let isWanted = dialect.maximize == (declared.maximize ? .yes : .no)
      return isWanted && seen.insert(axes.map { dialect[$0] }).inserted
    }
  }

  /// Where a hyperparameter may lie for a dialect to give one number of the trace: for a few, each
  /// from the first steps of which it can be seen; the narrowest first.
  private func brackets(
    of unknown: Unknown, _ dialect: Dialect, _ base: EffectiveHyperparameters
  ) -> [EffectiveHyperparameters.Value] {
    let given = observed.steps.indices.filter { observed.steps[$0].gradient != nil }
    var brackets: [EffectiveHyperparameters.Value] = []
    for end in given.dropFirst(unknown.steps - 1).prefix(2) {
      guard let theta = observed.steps[end].theta else { continue }
      for i in observed.coordinates.prefix(3) where theta[i].isFinite {
        brackets += self.brackets(of: unknown, dialect, base, i, end, theta[i].double)
      }
    }
    return brackets.sorted { $0.relativeWidth < $1.relativeWidth }
  }

  /// The brackets of a hyperparameter with which one coordinate becomes what was seen after a step.
  private func brackets(
    of unknown: Unknown, _ dialect: Dialect, _ base: EffectiveHyperparameters, _ i: Int, _ end: Int,
    _ seen: Double
  ) -> [EffectiveHyperparameters.Value] {
    func off(_ value: Double) -> Double {
      var effective = base
      unknown.set(&effective, .init(value))
      var dialect = dialect
      unknown.choose(&dialect, value)
      return predicted(dialect, effective, i, end) - seen
    }
    let values = unknown.grid.map(off)
    return values.indices.dropLast().compactMap { k in
      guard values[k].isFinite, values[k + 1].isFinite, (values[k] < 0) != (values[k + 1] < 0)
      else { return nil }
      let root = Self.root(off, unknown.grid[k], unknown.grid[k + 1])
      let slope = (off(root * (1 + 1e-5)) - off(root * (1 - 1e-5))) / (2e-5 * root)
      let slack = 8 * Number(seen.magnitude).ulp.double / slope.magnitude
      let bracket = EffectiveHyperparameters.Value(from: root - slack, to: root + slack)
      return bracket.relativeWidth < 0.5 ? bracket : nil
    }
  }

  /// Where `off`, which changes its sign between `low` and `high`, is zero.
  private static func root(_ off: (Double) -> Double, _ low: Double, _ high: Double) -> Double {
    var (low, high) = (low, high)
    let isNegative = off(low) < 0
    for _ in 0..<60 {
      let middle = low / 2 + high / 2
      if (off(middle) < 0) == isNegative { low = middle } else { high = middle }
    }
    return low / 2 + high / 2
  }

  /// A parameter after a step, in plain arithmetic.
  private func predicted(
    _ dialect: Dialect, _ effective: EffectiveHyperparameters, _ i: Int, _ end: Int
  ) -> Double {
    var it = Dialect.Coordinate(observed.run.parameters[i])
    let h = Hyperparameters(
      alpha: effective.alpha.middle, epsilon: effective.epsilon.middle,
      weightDecay: effective.weightDecay.middle, momentum: effective.momentum.middle)
    _ = dialect.walk(
      &it, through: 0..<end + 1,
      { t in
        let rate = observed.steps[t].rate
        return Dialect.coefficients(
          h, learningRate: effective.rate.value(rate, before: rate).middle)
      }, effective.switches,
      gradient: { observed.steps[$0].gradient.map { $0[i].middle.double } },
      after: { _, _, _ in true })
    return it.theta
  }

  /// A dialect with a value in the bracket: the simplest number in it, or in a part of it that may
  /// hold what was used. A bracket is wide enough to hide a mistake; a number is not.
  private func confirmed(
    _ unknown: Unknown, _ bracket: EffectiveHyperparameters.Value,
    _ base: EffectiveHyperparameters, _ dialect: Dialect, state: Bool
  ) -> Found? {
    let scale = unknown.name == "lr" ? unknown.declared : 1
    func found(with value: EffectiveHyperparameters.Value) -> Found? {
      let finding = UndeclaredHyperparameter(
        name: unknown.name, declared: unknown.declared, effective: value.middle * scale,
        reason: "solved for: every other number agrees")
      let effective = base.changing(finding) { unknown.set(&$0, value) }
      return self.found(with: effective, state: state, among: [dialect])
    }
    // Nothing is averaged at ρ = 1: v says nothing then, and anything may fit.
    if unknown.name == "alpha" && bracket.upper >= 1 { return nil }
    var parts = [bracket]
    for _ in 0..<Self.mostParts {
      guard let part = parts.popLast() else { return nil }
      guard found(with: part) != nil else { continue }
      let simplest = Self.simplest(from: part.lower * scale, to: part.upper * scale) / scale
      if let found = found(with: .init(simplest)), found.isForetold { return found }
      guard part.relativeWidth > 4 * Number.ulpOfOne.double else { continue }
      parts.append(.init(from: part.middle, to: part.upper))
      parts.append(.init(from: part.lower, to: part.middle))
    }
    return nil
  }

  /// How often a bracket is halved at most.
  private static var mostParts: Int { 200 }

  /// The number of fewest decimal digits in a range.
  static func simplest(from low: Double, to high: Double) -> Double {
    let middle = low / 2 + high / 2
    guard middle != 0, middle.isFinite else { return middle }
    var unit = 1.0
    while unit * 10 <= middle.magnitude { unit *= 10 }
    while unit > middle.magnitude { unit /= 10 }
    var digits = 1.0
    for _ in 0..<17 {
      let rounded = (middle / unit * digits).rounded()
      // Dividing by a power of ten, which is exact, rounds once.
      let number = unit >= 1 ? rounded * unit / digits : rounded / (digits / unit).rounded()
      if number >= low && number <= high { return number }
      digits *= 10
    }
    return middle
  }
}

extension Dialect {
  /// Every way to place ε, buffer, rate and decay, as far as they are switched on: neither centered
  /// nor corrected for bias.
  static func simple(_ switches: Switches) -> [Dialect] {
    func all(_ axis: Axis, _ isOn: Bool = true) -> (Dialect) -> [Dialect] {
      { dialect in isOn ? axis.choices.map { dialect.with($0) } : [dialect] }
    }
    return [.zero, .one].map { Dialect(initialSquareAverage: $0) }
      .flatMap(all(.epsilon)).flatMap(all(.momentum, switches.momentum))
      .flatMap(all(.learningRate, switches.momentum))
      .flatMap(all(.weightDecay, switches.weightDecay)).flatMap(all(.maximize))
  }

  /// PyTorch, with one other choice on one axis.
  static let nearPyTorch: [Dialect] =
    [Dialect()]
    + [
      Axis.epsilon, .initialSquareAverage, .momentum, .learningRate, .weightDecay, .biasCorrection,
    ].flatMap { axis in axis.choices.map { Dialect().with($0) } }
}
