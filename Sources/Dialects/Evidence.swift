import GoldenTraces
import NumberSystems
import RMSprop

/// A number that a trace of float64 or float32 holds, and of which there are intervals.
protocol EvidenceNumber: DialectNumber, BinaryFloatingPoint {}
extension Double: EvidenceNumber {}
extension Float: EvidenceNumber {}

/// A trace as evidence: what each coordinate was given at each step, and what was seen of it.
struct Evidence<Number: EvidenceNumber> {
  /// The trace that it is.
  let trace: Trace
  /// The steps.
  let steps: [Step]
  /// How many coordinates there are.
  let count: Int
  private let contents: [Contents]
  /// Every gradient, step by step; what is in a step without one does not matter.
  private let gradients: [Interval<Number>]
  /// What was seen of each quantity, step by step; empty, if it never was.
  private let seen: (theta: [Number], v: [Number], m: [Number], b: [Number])
  /// The coordinates, first those of which the first step says most.
  let coordinates: [Int]
  /// The index of the first step with a gradient; `nil` if there is none.
  let firstStep: Int?

  /// What there is of a step.
  private struct Contents: OptionSet {
    let rawValue: UInt8
    static var gradient: Contents { Contents(rawValue: 1) }
    static var theta: Contents { Contents(rawValue: 2) }
    static var v: Contents { Contents(rawValue: 4) }
    static var m: Contents { Contents(rawValue: 8) }
    static var b: Contents { Contents(rawValue: 16) }

    init(rawValue: UInt8) { self.rawValue = rawValue }
    init(_ step: Step) {
      self = []
      if step.gradient != nil { insert(.gradient) }
      if step.theta != nil { insert(.theta) }
      if step.v != nil { insert(.v) }
      if step.m != nil { insert(.m) }
      if step.b != nil { insert(.b) }
    }
  }

  struct Step {
    /// One for each coordinate; `nil` where there is none.
    let gradient: [Interval<Number>]?
    /// The declared rate.
    let rate: Double
    let theta: [Number]?
    let v, m, b: [Number]?
  }

  init(_ trace: Trace) {
    self.trace = trace
    var rate = trace.hyperparameters.learningRate
    let steps = trace.steps.map { step in
      rate = step.learningRate ?? rate
      func seen(_ quantity: Trace.Quantity) -> [Number]? {
        step.results[quantity]?.map { Number($0) }
      }
      let gradient: [Interval<Number>]? =
        switch step.gradient {
        case .missing: nil
        case .single(let numbers): numbers.map { Interval(Number($0)) }
        case .points(let rows):
          trace.parameters.indices.map { i in
            rows.reduce(Interval(0)) { $0 + Interval(Number($1[i])) }
          }
        }
      return Step(
        gradient: gradient, rate: rate, theta: seen(.parameters), v: seen(.squareAverage),
        m: seen(.gradientAverage), b: seen(.momentumBuffer))
    }
    self.steps = steps
    contents = steps.map(Contents.init)
    let count = trace.parameters.count
    self.count = count
    let none = [Interval<Number>](repeating: .everything, count: count)
    gradients = steps.flatMap { $0.gradient ?? none }
    func flat(_ quantity: (Step) -> [Number]?) -> [Number] {
      if steps.allSatisfy({ quantity($0) == nil }) { return [] }
      let none = [Number](repeating: 0, count: count)
      return steps.flatMap { quantity($0) ?? none }
    }
    seen = (flat(\.theta), flat(\.v), flat(\.m), flat(\.b))
    let firstStep = steps.firstIndex { $0.gradient != nil }
    self.firstStep = firstStep
    let first = firstStep.flatMap { steps[$0].gradient } ?? []
    // A number first, then zero, then what is not finite.
    let ranks = trace.parameters.indices.map { i in
      guard i < first.count, first[i].knowledge == .bounds, first[i].lower.isFinite else {
        return 2
      }
      return first[i].lower == 0 && first[i].upper == 0 ? 1 : 0
    }
    coordinates = ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
  }

  /// Whether a gradient that is not zero was ever given.
  var movesAtAll: Bool {
    steps.contains { $0.gradient?.contains { !($0.lower == 0 && $0.upper == 0) } ?? false }
  }

  /// How a dialect fits.
  enum Fit {
    /// Something was seen that it cannot give.
    case no
    /// Nothing was, but of no step does it say enough to be confirmed by it.
    case possible
    /// And some parameter moved just as it says, or stayed.
    case confirmed
    /// And most did.
    case foretold
  }

  /// How much of a trace is looked at.
  struct Scope {
    /// Whether state is compared, or parameters alone.
    var state = true
    /// Whether the first step of one coordinate is enough.
    var firstStepOnly = false
    /// Whether only a dialect is wanted that foretells most of what was seen.
    var mustForetell = false
  }

  /// Whether everything seen is what a dialect can give, in some order of evaluation.
  func fit(
    _ dialect: Dialect, _ settings: Settings<Number>, _ scope: Scope = Scope()
  ) -> Fit {
    let switches = settings.switches
    let chosen = scope.firstStepOnly ? coordinates.prefix(1) : coordinates[...]
    let end = scope.firstStepOnly ? (firstStep.map { $0 + 1 } ?? 0) : steps.count
    var (moves, foretold, isConfirmed) = (0, 0, false)
    for i in chosen {
      var it = Dialect.Coordinate(Interval(Number(trace.parameters[i])))
      for t in 0..<end {
        let (has, place) = (contents[t], t * count + i)
        let before = it
        if has.contains(.gradient) {
          dialect.update(&it, gradients[place], settings.coefficients[t], switches)
        } else if settings.missingIsZero {
          dialect.update(&it, Interval(0), settings.coefficients[t], switches)
        }
        if scope.firstStepOnly {
          // What NaN there is may be guarded against by a dialect that is not tried yet.
          guard has.contains(.theta), it.theta.knowledge != .nan else { continue }
          let theta = seen.theta[place]
          let isKept = it.theta.knowledge == .boundsOrNaN && before.theta.contains(theta)
          if !it.theta.contains(theta) && !isKept { return .no }
          continue
        }
        if has.contains(.theta) {
          let theta = seen.theta[place]
          if !it.theta.contains(theta) { return .no }
          if !before.theta.contains(theta) {
            moves += 1
            if it.theta.foretells(theta, after: before.theta) { foretold += 1 }
          } else if has.contains(.gradient), !gradients[place].contains(0) {
            isConfirmed = isConfirmed || !it.theta.isVague
          }
          let gradient = has.contains(.gradient) ? gradients[place] : Interval(0)
          dialect.resume(
            &it, at: theta, gradient, after: before, settings.coefficients[t], switches)
        }
        guard scope.state, !it.isFresh else { continue }
        if has.contains(.v), !it.v.narrow(to: seen.v[place]) { return .no }
        if switches.centered, has.contains(.m), !it.m.narrow(to: seen.m[place]) { return .no }
        if switches.momentum, has.contains(.b), !it.b.narrow(to: seen.b[place]) { return .no }
      }
      if scope.mustForetell && 4 * foretold + 8 < moves { return .no }
    }
    if foretold > 0 && 2 * foretold >= moves { return .foretold }
    return isConfirmed || foretold > 0 ? .confirmed : .possible
  }

  /// What a dialect gives in plain arithmetic, beside what was seen.
  func compare(_ dialect: Dialect, _ settings: Settings<Number>, state: Bool) -> Comparison {
    var comparison = Comparison(.close, trace.scalar)
    let coefficients = settings.coefficients.map { $0.middle() }
    var all = trace.parameters.map { Dialect.Coordinate(Number($0)) }
    for (t, step) in steps.enumerated() {
      for i in all.indices {
        if let gradient = step.gradient {
          dialect.update(&all[i], gradient[i].middle, coefficients[t], settings.switches)
        } else if settings.missingIsZero {
          dialect.update(&all[i], 0, coefficients[t], settings.switches)
        }
      }
      var results = Trace.Results()
      results[.parameters] = all.map { Double($0.theta) }
      if state, !(all.first?.isFresh ?? true) {
        results[.squareAverage] = all.map { Double($0.v) }
        if settings.switches.centered { results[.gradientAverage] = all.map { Double($0.m) } }
        if settings.switches.momentum { results[.momentumBuffer] = all.map { Double($0.b) } }
      }
      comparison.compare(step: t, expected: trace.steps[t].results, actual: results)
    }
    return comparison
  }
}

extension Interval where Number: EvidenceNumber {
  /// What was seen, as one who computes on with it may have rounded it.
  init(seen: Number) {
    let slack = seen.isFinite ? Self.ulps * seen.ulp : 0
    self = seen.isNaN ? Interval(seen) : Interval(from: seen - slack, to: seen + slack)
  }

  /// Goes on from what was seen; false, if it could not be seen.
  mutating func narrow(to seen: Number) -> Bool {
    guard contains(seen) else { return false }
    self = intersection(Interval(seen: seen))
    return true
  }

  /// Whether it is so wide that what was seen says more.
  var isVague: Bool {
    if knowledge != .bounds { return knowledge == .boundsOrNaN }
    return upper - lower > 64 * max(lower.magnitude, upper.magnitude).ulp
  }

  /// Whether a parameter's movement to `seen` was foretold: the bounds are far narrower than it.
  func foretells(_ seen: Number, after before: Interval) -> Bool {
    if knowledge == .nan { return true }
    return upper - lower <= (seen - before.middle).magnitude / 16
  }

  /// A number in the middle; NaN, if there are no bounds.
  var middle: Number {
    knowledge == .nan ? .nan : lower == upper ? lower : lower / 2 + upper / 2
  }
}

extension Dialect.Coefficients {
  /// A number in the middle of each.
  func middle<Inner: EvidenceNumber>() -> Dialect.Coefficients<Inner>
  where Number == Interval<Inner> {
    Dialect.Coefficients<Inner>(
      learningRate: learningRate.middle, alpha: alpha.middle, oneMinusAlpha: oneMinusAlpha.middle,
      epsilon: epsilon.middle, weightDecay: weightDecay.middle, shrinkage: shrinkage.middle,
      momentum: momentum.middle)
  }
}
