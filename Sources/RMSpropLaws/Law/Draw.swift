import Runs
import PropertyCheck
import RMSprop

/// Draws what a law is tried on. Telling values come first and are simplest: one coordinate, one
/// step, gradient 1, rate 1.
struct Draw {
  let source: Source
  let situation: Situation
  /// How many units in the last place the law allows.
  let ulps: Double

  var reference: Reference { situation.reference }
  var scalar: Scalar { situation.scalar }
  var isSingle: Bool { scalar == .float32 }

  func has(_ feature: Feature) -> Bool { situation.has(feature) }

  /// The longest run of which the last step can be seen alone: only a rate that changes hides the
  /// others.
  func quietSteps(_ count: Int) -> Int { has(.schedule) ? count : 1 }

  // MARK: Hyperparameters

  /// Where in the space of hyperparameters each dimension lies, for even coverage.
  private enum Dimension: Int { case rate, alpha, epsilon, decay, momentum }

  private func uniform(_ dimension: Dimension) -> Double {
    source.uniform(quasi: dimension.rawValue)
  }

  /// A whole number, 0 first, then 1, −1, 2, …
  func integer(around magnitude: Int) -> Int {
    let choice = source.integer(in: 0...2 * magnitude)
    return choice % 2 == 0 ? -(choice / 2) : (choice + 1) / 2
  }

  /// 2^k, |k| ≤ `magnitude`; 1 is simplest.
  func powerOfTwo(_ magnitude: Int) -> Double { exp2(integer(around: magnitude)) }

  /// A rate above 0.
  func rate() -> Double {
    if source.boolean() { return 2 * (1 - uniform(.rate)) * powerOfTwo(6) }
    return source.element(of: [1, 0.5, 0.01, 0.001, 0.1, 3])
  }

  /// An α in `range`.
  func alpha(_ range: ClosedRange<Double> = 0...1) -> Double {
    let telling = [0.75, 0.5, 0.9, 0.99, 0, 0.25, 0.999, 1].filter(range.contains)
    if telling.isEmpty || source.boolean() {
      let low = max(range.lowerBound, 0.0625)
      return low + (range.upperBound - low) * uniform(.alpha)
    }
    return source.element(of: telling)
  }

  /// An ε above 0. Gradients are around 1: many are comparable to them.
  func epsilon() -> Double {
    if source.boolean() { return (1 - uniform(.epsilon)) * powerOfTwo(8) }
    return source.element(of: [1, 1e-8, 0.5, 0.25, 1e-3, 1e-5])
  }

  /// An ε above 0, or 0 where that is all the formula has.
  func epsilonOfFormula() -> Double { reference == .textbookNone ? 0 : epsilon() }

  /// A λ above 0.
  func decay() -> Double {
    if source.boolean() { return (1 - uniform(.decay)) * powerOfTwo(4) }
    return source.element(of: [1, 0.5, 0.01, 0.25])
  }

  /// A μ above 0.
  func momentum(upTo bound: Double = 1) -> Double {
    let telling = [0.5, 0.9, 1, 0.99, 0.25].filter { $0 <= bound }
    if source.boolean() { return (1 - uniform(.momentum)) * bound }
    return source.element(of: telling)
  }

  /// Hyperparameters of the formula with any of the `options` that the implementation supports.
  func hyperparameters(
    _ options: Set<Feature> = [], alpha range: ClosedRange<Double> = 0...1,
    epsilon: Double? = nil
  ) -> Hyperparameters {
    var h = Hyperparameters(
      learningRate: rate(), alpha: alpha(range), epsilon: epsilon ?? epsilonOfFormula())
    func wants(_ option: Feature) -> Bool {
      options.contains(option) && has(option) && source.boolean()
    }
    if wants(.momentum) { h.momentum = momentum() }
    if wants(.centered) { h.centered = true }
    if wants(.weightDecay) { h.weightDecay = decay() }
    if wants(.maximize) { h.maximize = true }
    return h
  }

  // MARK: Gradients

  /// What gradients may be.
  enum Gradients {
    /// Of about the size 1 to 2^±12, zeros among them; their squares neither overflow nor vanish.
    case ordinary
    /// Ordinary gradients without zeros.
    case nonzero
    /// Ordinary gradients, and huge, tiny, infinite ones and NaN.
    case wild
    /// Whole numbers, so that sums are exact.
    case whole
  }

  /// One gradient of a column whose gradients are of about the size `scale`, after `last`.
  func gradient(_ kind: Gradients, scale: Double, last: Double) -> Double {
    let choice = source.integer(in: 0...(kind == .wild ? 13 : 11))
    let number: Double
    switch choice {
    case 0: number = scale
    case 1: number = -scale
    case 2: number = Double(source.integer(in: 2...9)) * scale
    case 3: number = last
    case 4: number = -last
    case 5: number = kind == .nonzero ? scale * 0.5 : 0
    case 6: number = powerOfTwo(4) * scale
    case 12, 13: number = source.element(of: wild)
    default: number = source.gaussian(sigma: 1) * scale
    }
    if kind == .whole { return number.rounded() }
    let rounded = scalar.rounded(number)
    return rounded == 0 && kind == .nonzero ? scale : rounded
  }

  private var wild: [Double] {
    switch scalar {
    case .float64: Self.wildDoubles
    case .float32: Self.wildSingles
    case .float16, .bfloat16: Self.wildHalves
    }
  }

  private static let wildDoubles = [
    1e160, -1e200, 1e-170, 0x1p-1030, 0x1p-1074, .infinity, -.infinity, .nan, 1e30,
  ]
  private static let wildSingles = [
    0x1p70, -0x1p100, 0x1p-80, 0x1p-140, 0x1p-149, .infinity, -.infinity, .nan, 0x1p40,
  ]

  private static let wildHalves = [
    60000, -4096, 0x1p-10, 0x1p-14, 0x1p-24, .infinity, -.infinity, .nan, 512,
  ]

  /// The size of a column's gradients.
  func scale() -> Double {
    let most = scalar.hasSixteenBits ? 2 : isSingle ? 6 : 12
    return source.boolean(probability: 0.4) ? powerOfTwo(most) : 1
  }

  /// A parameter before the first step.
  func start() -> Double {
    if source.boolean() { return scalar.rounded(source.gaussian(sigma: 1)) }
    return source.element(of: [0, 1, -1, 0.5, 2])
  }

  /// A run with these hyperparameters, drawn column by column: a parameter and all its gradients.
  /// Columns that end early go on with 0, or, where gradients are not 0, with the last one.
  func run(
    _ h: Hyperparameters, columns: ClosedRange<Int> = 1...4, steps: ClosedRange<Int> = 1...5,
    points: Int = 1, _ kind: Gradients = .ordinary
  ) throws(Discard) -> Run {
    let all = try source.array(columns) { (source) throws(Discard) in
      let (start, scale) = (start(), scale())
      var last = scale
      let gradients = try source.array(steps.lowerBound * points...steps.upperBound * points) {
        (_) throws(Discard) in
        last = gradient(kind, scale: kind == .whole ? 1 : scale, last: last)
        return last
      }
      return (start: start, gradients: gradients)
    }
    // Closures, because paths into a tuple are evaluated at run time, a tenth of all that is drawn.
    let longest = all.map { $0.gradients.count }.max() ?? 0
    let rows = (longest + points - 1) / points * points
    let gradients = (0..<rows).flatMap { row in
      all.map { column in
        row < column.gradients.count
          ? column.gradients[row] : kind == .nonzero ? column.gradients.last ?? 1 : 0
      }
    }
    return Run(
      reference: reference, scalar: scalar, hyperparameters: h, parameters: all.map { $0.start },
      gradients: gradients, points: points)
  }

  /// What the built-in implementation of the formula makes of a run, with the declared rounding or
  /// `fused`.
  func reference(_ run: Run) throws(Discard) -> Results {
    let capabilities = situation.capabilities
    let reference = BuiltIn(capabilities.rounding ?? .fused, capabilities.execution)
    let run = run.with(capabilities.mixedScalars[scalar])
    guard let results = try? reference.results(of: run) else {
      throw source.discard("no reference")
    }
    return results
  }

  /// A run in which every gradient of a column has the same magnitude, and the signs are any.
  func constantRun(
    _ h: Hyperparameters, columns: ClosedRange<Int> = 1...3, steps: Int, signs: Bool = false
  ) throws(Discard) -> Run {
    let all = try source.array(columns) { (source) throws(Discard) in
      let (start, scale) = (start(), scale())
      let size = gradient(.nonzero, scale: scale, last: scale)
      let signs = (0..<steps).map { _ in signs && source.boolean() ? -1.0 : 1 }
      return (start: start, gradients: signs.map { $0 * size })
    }
    return Run(
      reference: reference, scalar: scalar, hyperparameters: h, parameters: all.map { $0.start },
      gradients: (0..<steps).flatMap { t in all.map { $0.gradients[t] } })
  }

  /// An order of `count` things.
  func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in order.indices.dropLast() {
      order.swapAt(i, i + source.integer(in: 0...count - 1 - i))
    }
    return order
  }
}

/// 2^k.
func exp2(_ k: Int) -> Double { Double(sign: .plus, exponent: k, significand: 1) }
