import RMSprop
package import Runs

/// Cases that nobody could prepare for, drawn from a seed. The same seed draws the same cases on
/// every machine: no function of a math library has a part in them.
///
/// They reach where golden traces do not: every size, late steps, many steps without a gradient, a
/// rate that changes in one of these, every magnitude, and all hyperparameters that PyTorch takes.
package struct FreshCases {
  /// How many there are.
  package static let count = 400
  /// The seed of the cases that belong to every verification of a program.
  package static let usualSeed: UInt64 = 1

  /// What they were drawn from.
  package let seed: UInt64
  private let reference: Reference
  private let scalars: [Scalar]
  private let features: Set<Feature>
  private let mixedScalars: [Scalar: Scalars]
  /// Whether numbers stay far from subnormal ones: of a program that flushes these, bounds do not
  /// hold every order of evaluation.
  private let avoidsSubnormals: Bool

  /// The cases for a program of a formula that computes in these types and has these features.
  ///
  /// - Precondition: there is a type.
  package init(
    seed: UInt64, reference: Reference = .pytorch, scalars: [Scalar], features: Set<Feature>,
    mixedScalars: [Scalar: Scalars] = [:], avoidsSubnormals: Bool = false
  ) {
    self.seed = seed
    self.reference = reference
    self.scalars = scalars
    self.features = features
    self.mixedScalars = mixedScalars
    self.avoidsSubnormals = avoidsSubnormals
  }

  /// The runs, in the order of their numbers.
  package var runs: [Run] { (0..<Self.count).map(run) }

  /// The case as a trace of what is right, and at level bits; `nil` where the reference does not
  /// have it.
  package func trace(_ run: Run, by reference: some SteppedImplementation) -> Trace? {
    var run = run
    run.mixedScalars = mixedScalars[run.scalar]
    guard let results = try? reference.results(of: run) else { return nil }
    var trace = try? Trace(run, results: results, about: about(run), level: .bits)
    trace?.isDrawn = true
    return trace
  }

  // MARK: One case

  /// What is asked of a program in a case.
  private enum Kind {
    case small, wide, long, gaps, extreme
    /// The kinds, as often as they are drawn.
    static let all: [Kind] = [
      .small, .wide, .extreme, .gaps, .small, .wide, .long, .extreme, .wide, .small,
    ]
  }

  private func run(_ index: Int) -> Run {
    var draw = Draw(seed: seed, index)
    let kind = Kind.all[index % Kind.all.count]
    let place = index % Kind.all.count
    let round = index / Kind.all.count
    let scalar = scalars[round % scalars.count]
    let (count, steps) = shape(kind, round / scalars.count, place, &draw)
    var run = Run(
      id: "fresh/\(seed)/\(scalar.rawValue)/\(index)", reference: reference,
      scalar: scalar, hyperparameters: hyperparameters(kind, &draw), parameters: [])
    run.parameters = (0..<count).map { _ in
      scalar.rounded(draw.number(exponents: kind == .extreme ? -20...20 : -3...2))
    }
    let gradients = Gradients(
      kind == .extreme, scalar, count, avoidsSubnormals: avoidsSubnormals, &draw)
    let missing = kind == .gaps ? draw.below(5) + 3 : kind == .small && draw.chance(4) ? 3 : 0
    let changes = draw.chance(kind == .gaps ? 1 : 3)
    for _ in 0..<steps {
      let isMissing = draw.chance(10, times: missing)
      // The rate changes in a step without a gradient as often as in others.
      // It may go back to what it was.
      let back = draw.chance(4) ? run.hyperparameters.learningRate : nil
      let rate = draw.chance(3) ? back ?? draw.number(exponents: -10...1).magnitude : nil
      let points = reference == .batch ? draw.below(4) : 1
      let rows = (0..<points).map { _ in (0..<count).map { gradients.draw($0, &draw) } }
      let lr = changes && features.contains(.schedule) ? rate : nil
      if reference == .batch {
        run.append(StepInputs(learningRate: lr, points: rows))
      } else {
        let gradient = isMissing && features.contains(.missingGradient) ? nil : rows[0]
        run.append(StepInputs(learningRate: lr, gradient: gradient))
      }
    }
    return run
  }

  /// Where blocks and vectors end.
  private static let edges = [16, 32, 64, 128, 256, 512, 1024, 2048].flatMap {
    [$0 - 1, $0, $0 + 1]
  }

  /// How many coordinates and steps, of a case that is number `place` of its round; each type has
  /// rounds of its own.
  private func shape(
    _ kind: Kind, _ round: Int, _ place: Int, _ draw: inout Draw
  ) -> (count: Int, steps: Int) {
    // More than a vector of any type, in many cases of few coordinates.
    let few = draw.chance(kind == .extreme ? 2 : 3) ? draw.below(20) + 33 : 0
    switch kind {
    case .small: return (few > 0 ? few : draw.below(12) + 1, draw.below(15) + 2)
    case .gaps: return (few > 0 ? few : draw.below(6) + 1, draw.below(30) + 10)
    case .extreme: return (few > 0 ? few : draw.below(8) + 1, draw.below(7) + 2)
    case .wide:
      if place == 1 && round % 5 == 4 { return (draw.below(12000) + 4100, 2) }
      let any = draw.chance(2) ? draw.below(90) + 10 : draw.below(1900) + 101
      let edge = Self.edges[(2 * round + place / 5) % Self.edges.count]
      return (place == 8 ? any : edge, draw.below(4) + 2)
    case .long:
      if few > 0 { return (few, draw.below(60) + 100) }
      let steps = round % 3 == 2 ? draw.below(4000) + 1000 : draw.below(500) + 100
      return (draw.below(3) + 1, steps)
    }
  }

  private func hyperparameters(
    _ kind: Kind, _ draw: inout Draw
  ) -> Hyperparameters {
    var h = Hyperparameters()
    h.learningRate =
      draw.chance(15)
      ? 0
      : draw.number(exponents: draw.chance(8) ? (avoidsSubnormals ? -20 : -60)...14 : -10...0)
        .magnitude
    h.alpha = alpha(kind, &draw)
    h.epsilon = draw.chance(10) ? 0 : draw.number(exponents: -30...0).magnitude
    h.weightDecay = draw.chance(2) ? draw.number(exponents: -14...6).magnitude : 0
    switch draw.below(10) {
    case 0...3: h.momentum = 0
    case 4...6: h.momentum = draw.unit()
    case 7: h.momentum = draw.number(exponents: -24 ... -10).magnitude
    case 8 where kind != .long: h.momentum = 1 + draw.unit() / 4
    default: h.momentum = 1 - draw.number(exponents: -10 ... -2).magnitude
    }
    h.centered = draw.chance(3)
    h.maximize = draw.chance(3)
    if !features.contains(.weightDecay) { h.weightDecay = 0 }
    if !features.contains(.momentum) { h.momentum = 0 }
    if !features.contains(.centered) { h.centered = false }
    if !features.contains(.maximize) { h.maximize = false }
    // There the sign of a zero depends on how PyTorch cuts numbers into vectors.
    if h.centered && h.alpha == 0 { h.alpha = 0.25 }
    return h
  }

  private func alpha(_ kind: Kind, _ draw: inout Draw) -> Double {
    switch draw.below(10) {
    case 0: 0
    case 1: 1
    case 2: draw.number(exponents: -20 ... -5).magnitude
    case 3 where kind != .long: 1 + draw.unit() / 2
    case 4...6: draw.unit()
    default: 1 - draw.number(exponents: -10 ... -2).magnitude
    }
  }

  private func about(_ run: Run) -> String {
    let h = run.hyperparameters
    let missing = run.steps.count { $0.rows == nil }
    let parts = [
      "\(run.coordinates) coordinates, \(run.steps.count) steps",
      missing > 0 ? "\(missing) without a gradient" : nil,
      h.centered ? "centered" : nil, h.momentum != 0 ? "momentum" : nil,
      h.weightDecay != 0 ? "weight decay" : nil, h.maximize ? "maximize" : nil,
    ]
    return "Drawn from seed \(seed): \(parts.compactMap(\.self).joined(separator: ", "))."
  }
}

/// The gradients of a case: of every coordinate another magnitude.
private struct Gradients {
  private let isExtreme: Bool
  private let hasZeros, isFinite: Bool
  private let scalar: Scalar
  private let exponents: [Int]

  init(
    _ isExtreme: Bool, _ scalar: Scalar, _ count: Int, avoidsSubnormals: Bool, _ draw: inout Draw
  ) {
    (self.isExtreme, self.scalar) = (isExtreme, scalar)
    hasZeros = draw.chance(2)
    isFinite = !isExtreme || !draw.chance(6)
    // From subnormal numbers to those whose square is beyond all.
    let reach =
      switch scalar {
      case .float64: (avoidsSubnormals ? -400 : -1060)...1010
      case .float32, .bfloat16: (avoidsSubnormals ? -40 : -140)...115
      case .float16: -20...10
      }
    let range = isExtreme ? reach : -4...4
    let middle = range.lowerBound + draw.below(range.count)
    // float16 holds no more than 65,504 and no square of less than a hundredth.
    let spread = scalar == .float16 ? 2 : 6
    // Every magnitude in one case, in every other of the extreme.
    let isMixed = isExtreme && draw.chance(2)
    exponents = (0..<count).map { _ in
      (isMixed ? range.lowerBound + draw.below(range.count) : middle)
        + draw.below(2 * spread) - spread
    }
  }

  func draw(_ i: Int, _ draw: inout Draw) -> Double {
    let number = draw.number(exponents: exponents[i] - 2...exponents[i] + 1)
    let dice = draw.below(60)
    if hasZeros && dice < 6 { return dice < 4 ? 0 : -0.0 }
    if !isFinite && dice > 56 { return dice == 57 ? .nan : dice == 58 ? .infinity : -.infinity }
    return scalar.rounded(number)
  }
}
