import GoldenTraces
import NumberSystems
import RMSprop

/// Finds the one hyperparameter with which a dialect gives what was seen: from a single number of
/// the trace, and then all the others must agree.
extension Search {
  /// A hyperparameter that is solved for.
  private struct Unknown {
    let name: String
    let declared: Double
    /// Where it is looked for, from low to high.
    let grid: [Double]
    /// How many steps with a gradient it takes to see it.
    let steps: Int
    /// The hyperparameters, with this value or bracket of it.
    let set: (inout EffectiveHyperparameters, EffectiveHyperparameters.Value) -> Void
    /// A value that is tried first, and its name.
    var known: [(value: Double, reason: String)] = []
  }

  /// Too few numbers fit anything.
  private static var leastEvidence: Int { 4 }

  func solved(state: Bool) -> Found? {
    let seen = evidence.steps.reduce(0) { count, step in
      count + (step.gradient?.count { !($0.lower == 0 && $0.upper == 0) } ?? 0)
    }
    guard seen >= Self.leastEvidence else { return nil }
    for base in bases {
      for unknown in unknowns(base) {
        for dialect in plausible(base) {
          guard let bracket = bracket(of: unknown, dialect, base) else { continue }
          if let found = confirmed(unknown, bracket, base, state: state) { return found }
        }
      }
    }
    return nil
  }

  /// With which other values it is tried: the declared ones, and the rate in float32, as Keras
  /// keeps it.
  private var bases: [EffectiveHyperparameters] {
    let base = EffectiveHyperparameters(declared)
    let (rate, single) = (declared.learningRate, Double(Float(declared.learningRate)))
    guard evidence.trace.scalar == .float64, rate != single else { return [base] }
    let finding = Finding(
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

  /// The dialects that are worth it: the catalogue's, and PyTorch with one other choice.
  private func plausible(_ base: EffectiveHyperparameters) -> [Dialect] {
    // ε may be what is missing.
    let axes = Set(exercised(base)).union([.epsilon])
    var seen: Set<[String]> = []
    return (Catalogue.entries.map { $0.dialect(base.switches) } + Dialect.nearPyTorch).flatMap {
      dialect in [dialect, Dialect(dialect) { $0.maximize = .yes }]
    }.filter { dialect in
      let isWanted = dialect.maximize == (declared.maximize ? .yes : .no)
      return isWanted && seen.insert(axes.map { dialect[$0] }).inserted
    }
  }

  /// Where a hyperparameter must lie for a dialect to give one number of the trace: the narrowest
  /// of a few.
  private func bracket(
    of unknown: Unknown, _ dialect: Dialect, _ base: EffectiveHyperparameters
  ) -> EffectiveHyperparameters.Value? {
    let given = evidence.steps.indices.filter { evidence.steps[$0].gradient != nil }
    guard given.count >= unknown.steps else { return nil }
    let end = given[unknown.steps - 1]
    guard let theta = evidence.steps[end].theta else { return nil }
    var best: EffectiveHyperparameters.Value?
    for i in evidence.coordinates.prefix(3) {
      let seen = Double(theta[i])
      guard seen.isFinite else { continue }
      func off(_ value: Double) -> Double {
        var effective = base
        unknown.set(&effective, .init(value))
        return predicted(dialect, effective, i, end) - seen
      }
      var low = unknown.grid[0]
      var atLow = off(low)
      for next in unknown.grid.dropFirst() {
        let atNext = off(next)
        defer { (low, atLow) = (next, atNext) }
        guard atLow.isFinite, atNext.isFinite, (atLow < 0) != (atNext < 0) else { continue }
        let root = Self.root(off, low, next)
        let slope = (off(root * (1 + 1e-5)) - off(root * (1 - 1e-5))) / (2e-5 * root)
        let slack = 8 * Double(Number(seen.magnitude).ulp) / slope.magnitude
        let bracket = EffectiveHyperparameters.Value(from: root - slack, to: root + slack)
        guard slack.isFinite, slack < 1e-3 * root.magnitude else { continue }
        if best == nil || slack < (best!.upper - best!.lower) / 2 { best = bracket }
      }
    }
    return best
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
    var it = Dialect.Coordinate(evidence.trace.parameters[i])
    for t in 0...end {
      let step = evidence.steps[t]
      guard let gradient = step.gradient else { continue }
      let rate = effective.rate.value(step.rate, before: step.rate).middle
      let h = Hyperparameters(
        learningRate: rate, alpha: effective.alpha.middle, epsilon: effective.epsilon.middle,
        weightDecay: effective.weightDecay.middle, momentum: effective.momentum.middle)
      dialect.update(
        &it, Double(gradient[i].middle), Dialect.coefficients(h), effective.switches)
    }
    return it.theta
  }

  /// What fits with a value in the bracket: the simplest number in it, or one that is found by
  /// halving. A bracket is wide enough to hide a mistake; a number is not, and halving never loses
  /// the one that was used.
  private func confirmed(
    _ unknown: Unknown, _ bracket: EffectiveHyperparameters.Value,
    _ base: EffectiveHyperparameters, state: Bool
  ) -> Found? {
    let scale = unknown.name == "lr" ? unknown.declared : 1
    func found(with value: EffectiveHyperparameters.Value) -> Found? {
      let finding = Finding(
        name: unknown.name, declared: unknown.declared, effective: value.middle * scale,
        reason: "solved for: every other number agrees")
      let effective = base.changing(finding) { unknown.set(&$0, value) }
      return self.found(with: effective, state: state).flatMap { $0.isConfirmed ? $0 : nil }
    }
    // Nothing is averaged at ρ = 1: v says nothing then, and anything may fit.
    if unknown.name == "alpha" && bracket.upper >= 1 { return nil }
    let simplest = Self.simplest(from: bracket.lower * scale, to: bracket.upper * scale) / scale
    if let found = found(with: .init(simplest)) { return found }
    var bracket = bracket
    guard var last = found(with: bracket) else { return nil }
    let ulp = Double(Number.ulpOfOne)
    while bracket.upper - bracket.lower > 2 * ulp * bracket.middle.magnitude {
      let halves = [
        EffectiveHyperparameters.Value(from: bracket.lower, to: bracket.middle),
        EffectiveHyperparameters.Value(from: bracket.middle, to: bracket.upper),
      ]
      guard
        let (half, found) = halves.lazy.compactMap({ half in found(with: half).map { (half, $0) } })
          .first
      else { return nil }
      if half.upper - half.lower >= bracket.upper - bracket.lower { break }
      (bracket, last) = (half, found)
    }
    return last
  }

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
  /// PyTorch, with one other choice on one axis.
  static let nearPyTorch: [Dialect] =
    [Dialect()] + Epsilon.allCases.map { value in Dialect { $0.epsilon = value } }
    + InitialSquareAverage.allCases.map { value in Dialect { $0.initialSquareAverage = value } }
    + Momentum.allCases.map { value in Dialect { $0.momentum = value } }
    + LearningRate.allCases.map { value in Dialect { $0.learningRate = value } }
    + WeightDecay.allCases.map { value in Dialect { $0.weightDecay = value } }
    + BiasCorrection.allCases.map { value in Dialect { $0.biasCorrection = value } }
}
