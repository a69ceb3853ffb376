import NumberSystems
import RMSprop
import Runs

/// A number that a trace of float64 or float32 holds, and of which there are intervals.
protocol ObservedNumber: DialectNumber, IntervalNumber, RunNumber {
  /// What a number that is given may be taken for.
  static func given(_ number: Double) -> Interval<Self>
}

extension ObservedNumber {
  /// The number itself.
  static func given(_ number: Double) -> Interval<Self> { Interval(Self(number)) }
}

extension Double: ObservedNumber {}
extension Float: ObservedNumber {}
extension HalfPrecision: ObservedNumber {}

/// A recorded run as the search needs it: what each coordinate was given at each step, and what was
/// seen of it afterwards.
/// Why: docs/decisions.md, "A dialect is mathematics, and fits if intervals say so".
struct Observations<Number: ObservedNumber> {
  /// The recorded run: what went in.
  let run: Run
  /// The recorded results: what came out.
  let results: Results
  /// What each step was given, and what was seen after it.
  let steps: [Step]
  /// How many coordinates the run has.
  let count: Int
  private let contents: [Contents]
  /// Every gradient, step by step; the numbers of a step without a gradient do not matter.
  private let gradients: [Interval<Number>]
  /// What was seen of each quantity, step by step; empty for a quantity that was never seen.
  private let seen: (theta: [Number], v: [Number], m: [Number], b: [Number])
  /// The coordinates, first those of which the first step says most.
  let coordinates: [Int]
  /// The index of the first step with a gradient; `nil` if no step has one.
  let firstStep: Int?

  /// Whether a step has a gradient, and which quantities were seen after it.
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
    /// The gradient of each coordinate; `nil` in a step without a gradient.
    let gradient: [Interval<Number>]?
    /// The declared rate.
    let rate: Double
    let theta: [Number]?
    let v, m, b: [Number]?
  }

  /// What was recorded of a run, the gradients as `cause` changes them.
  init(_ run: Run, _ results: Results, cause: Cause? = nil) {
    self.run = run
    self.results = results
    let rates = run.rateOfEachStep
    let given = run.steps.indices.map { t -> [Interval<Number>]? in
      let inputs = run[step: t]
      switch inputs.gradient {
      case nil: return nil
      case let numbers? where run.reference != .batch: return numbers.map(Number.given)
      case _?:
        return run.parameters.indices.map { i in
          inputs.rows.reduce(Interval(0)) { $0 + .given($1[$1.startIndex + i]) }
        }
      }
    }
    let used = cause?.applied(to: given) ?? given
    let steps = run.steps.indices.map { t in
      func seen(_ quantity: Quantity) -> [Number]? {
        results[quantity, step: t]?.map { Number($0) }
      }
      return Step(
        gradient: used[t], rate: rates[t], theta: seen(.parameters), v: seen(.squareAverage),
        m: seen(.gradientAverage), b: seen(.momentumBuffer))
    }
    self.steps = steps
    contents = steps.map(Contents.init)
    let count = run.parameters.count
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
    let ranks = run.parameters.indices.map { i in
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

  /// How well a dialect fits.
  enum Fit {
    /// Something was seen that the dialect cannot give.
    case no
    /// All that was seen is possible, but the dialect foretold no step closely enough to be
    /// confirmed.
    case possible
    /// All that was seen is possible, and some parameter moved, or stayed, just as the dialect
    /// says.
    case confirmed
    /// All that was seen is possible, and most parameters moved just as the dialect says.
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

  /// How well everything that was seen fits a dialect, in any order of evaluation.
  func fit(
    _ dialect: Dialect, _ settings: StepCoefficients<Number>, _ scope: Scope = Scope()
  ) -> Fit {
    let switches = settings.switches
    let chosen = scope.firstStepOnly ? coordinates.prefix(1) : coordinates[...]
    let end = scope.firstStepOnly ? (firstStep.map { $0 + 1 } ?? 0) : steps.count
    var (moves, foretold, isConfirmed) = (0, 0, false)
    for i in chosen {
      var it = Dialect.Coordinate(Interval<Number>.given(run.parameters[i]))
      let isPossible = dialect.walk(
        &it, through: 0..<end, { settings.coefficients[$0] }, switches,
        gradient: { gradient(i, $0, settings) }
      ) { t, before, it in
        let (has, place) = (contents[t], t * count + i)
        if scope.firstStepOnly {
          // A NaN is passed over here: a dialect that is tried later may guard against it.
          guard has.contains(.theta), it.theta.knowledge != .nan else { return true }
          let theta = seen.theta[place]
          let isKept = it.theta.knowledge == .boundsOrNaN && before.theta.contains(theta)
          return it.theta.contains(theta) || isKept
        }
        if has.contains(.theta) {
          let theta = seen.theta[place]
          if !it.theta.contains(theta) { return false }
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
        guard scope.state, !it.isFresh else { return true }
        if has.contains(.v), !it.v.narrow(to: seen.v[place]) { return false }
        if switches.centered, has.contains(.m), !it.m.narrow(to: seen.m[place]) { return false }
        if switches.momentum, has.contains(.b), !it.b.narrow(to: seen.b[place]) { return false }
        return true
      }
      if !isPossible { return .no }
      if scope.mustForetell && 4 * foretold + 8 < moves { return .no }
    }
    if foretold > 0 && 2 * foretold >= moves { return .foretold }
    return isConfirmed || foretold > 0 ? .confirmed : .possible
  }

  /// The gradient of a coordinate at a step; `nil` if it is missing and not taken for zeros.
  @inline(__always)
  func gradient(
    _ coordinate: Int, _ step: Int, _ settings: StepCoefficients<Number>
  ) -> Interval<Number>? {
    if contents[step].contains(.gradient) { return gradients[step * count + coordinate] }
    return settings.missingIsZero ? Interval(0) : nil
  }
}

extension Interval where Number: ObservedNumber {
  /// What a number that is given may be taken for.
  static func given(_ number: Double) -> Interval { Number.given(number) }

  /// An interval around what was seen, which holds it also as a program may have rounded it before
  /// it computed on.
  init(seen: Number) {
    let slack = seen.isFinite ? Self.ulps * seen.ulp : 0
    self = seen.isNaN ? Interval(seen) : Interval(from: seen - slack, to: seen + slack)
  }

  /// Narrows the interval to what was seen; false, if the interval does not hold that.
  mutating func narrow(to seen: Number) -> Bool {
    guard contains(seen) else { return false }
    self = intersection(Interval(seen: seen))
    return true
  }

  /// Whether the interval is so wide that what was seen says more.
  var isVague: Bool {
    if knowledge != .bounds { return knowledge == .boundsOrNaN }
    return upper - lower > 64 * max(lower.magnitude, upper.magnitude).ulp
  }

  /// Whether a parameter's movement to `seen` was foretold: the bounds are far narrower than the
  /// movement.
  func foretells(_ seen: Number, after before: Interval) -> Bool {
    if knowledge == .nan { return true }
    return upper - lower <= (seen - before.middle).magnitude / 16
  }

  /// A number in the middle of the interval; NaN for an interval that is NaN.
  var middle: Number {
    knowledge == .nan ? .nan : lower == upper ? lower : lower / 2 + upper / 2
  }
}
