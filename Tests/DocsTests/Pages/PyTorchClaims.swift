import Dialects
import GoldenTraces
import NumberSystems
import RMSprop
import TestSupport

extension Claims {
  /// What the PyTorch page says of one step.
  static let pytorch = Claims(
    "docs/3-pytorch.md",
    given: "2.13.0 0.5 0.7 0.9 0.99 0.1 0.01 0.001 1e-8 1e-12 1e20 1e-170 1e200 16 754 4000 ½"
  ) {
    try PyTorchClaims.constants()
    try PyTorchClaims.roundings()
    try PyTorchClaims.stockRoots()
    try PyTorchClaims.halves()
    try PyTorchClaims.centered()
    try PyTorchClaims.guards()
    try PyTorchClaims.momentum()
    try PyTorchClaims.decay()
    try PyTorchClaims.missing()
    try PyTorchClaims.specialValues()
    try PyTorchClaims.programs()
    try PyTorchClaims.slips()
  }
}

private enum PyTorchClaims {
  @ClaimsBuilder static func constants() throws -> [String] {
    let (right, wrong) = (Float(1 - 0.99), 1 - Float(0.99))
    "With float32 parameters and ρ = 0.99 that gives 1 − ρ = \(Double(right), .significant(1)). "
      + "A program that rounds ρ first and then subtracts has \(Double(wrong), .significant(6))"
    let large = try PyTorchRMSprop().run(steps: 1) { _, _ in Float(1e20) }[0].v
    "a gradient of 1e20 leaves v = \(Double(large), .significant(1)), while its square alone is "
      + "\(Float(1e20) * Float(1e20) == .infinity ? "infinite" : "finite")"
  }

  /// The parameters of a trace after every step, step by step.
  private static func parameters(_ file: String) throws -> (steps: Int, numbers: [Double]) {
    let trace = try TraceFolder.golden().trace(file)
    return (trace.steps.count, trace.steps.flatMap { $0.results[.parameters] ?? [] })
  }

  @ClaimsBuilder static func roundings() throws -> [String] {
    let counts = try ["float64", "float32"].map { scalar in
      let fused = try parameters("pytorch/fused/\(scalar)/long-run.json")
      let separate = try parameters("pytorch/separate/\(scalar)/long-run.json")
      let differ = zip(fused.numbers, separate.numbers).count { $0 != $1 }
      return (steps: fused.steps, all: fused.numbers.count, differ: differ)
    }
    "`long-run`, \(counts[0].steps) steps of three coordinates, \(counts[0].differ) of the "
      + "\(counts[0].all) float64 parameters differ, and \(counts[1].differ) of "
      + "\(counts[1].all) in float32"
  }

  @ClaimsBuilder static func stockRoots() throws -> [String] {
    let folder = try TraceFolder.golden()
    for scalar in ["float64", "float32"] {
      let files = folder.files.filter { $0.hasPrefix("pytorch-stock/\(scalar)/") }
      let reports = try files.map { try folder.trace($0).verify(at: nil, file: $0) }
      let differ = try files.map { try differences(folder.trace($0)) }.reduce(0, +)
      "| \(scalar) | \(count: reports.map(\.values).reduce(0, +)) | \(count: differ) "
        + "| \(reports.compactMap(\.maxUlps).max()!) ulps "
        + "| \(reports.compactMap(\.maxError).max()!, .significant(2)) |"
    }
  }

  /// How many values a replay does not meet to the bit.
  private static func differences(_ trace: Trace) throws -> Int {
    var replay = try trace.replay(.fused)
    return trace.steps.map { step in
      let seen = replay.advance(step)
      return Trace.Quantity.allCases.map { quantity in
        zip(step.results[quantity] ?? [], seen[quantity] ?? []).count {
          $0.ulpDistance(to: $1) != 0
        }
      }.reduce(0, +)
    }.reduce(0, +)
  }

  @ClaimsBuilder static func halves() throws -> [String] {
    let zero = try half(Binary16.self, 0)
    let small = try half(Binary16.self, 0.001)
    "In float16 the default 1e-8 becomes \(Binary16.rounded(1e-8) == 0 ? "0" : "?"). "
      + "A first gradient of 0 is then 0/0, \(word(zero.theta)), and a first gradient of 0.001, "
      + "whose weighted square is \(small.v == 0 ? "0" : "?") too, sends θ to \(word(small.theta))"
    let brain = try [0, 0.001].map { try half(BrainFloat16.self, $0).theta.isFinite }
    "In bfloat16, with float32's range, both leave θ \(brain == [true, true] ? "finite" : "?")"
  }

  private static func half<Format: HalfFormat>(
    _ format: Format.Type, _ gradient: Float
  ) throws -> (theta: Double, v: Double) {
    let g = HalfPrecision<Format>(gradient).stored
    let left = try PyTorchRMSprop().run(from: HalfPrecision<Format>(1), steps: 1) { _, _ in g }[0]
    return (Double(left.theta.value), Double(left.v.value))
  }

  static func word(_ number: Double) -> String {
    number.isNaN
      ? "NaN" : number.isInfinite ? (number < 0 ? "−∞" : "∞") : "\(number, .significant(3))"
  }

  @ClaimsBuilder static func centered() throws -> [String] {
    try birth("float32", 0.7 as Float) { Double($0) }
    try birth("float64", 0.1) { $0 }
    let last = try PyTorchRMSprop(Hyperparameters(alpha: 0.9, centered: true))
      .run(steps: 400) { _, _ in 0.1 }.map(\.theta).prefix { !$0.isNaN }.suffix(2)
    let move = last.last! - last.first!
    "In float64 the last step before NaN moves θ by \(move, .significant(5)), which is "
      + "\(count: Int((move.magnitude / 0.01).rounded())) times η"
    // The rule: NaN exactly where the rounded v − m² is negative.
    let path = try PyTorchRMSprop(Hyperparameters(alpha: 0.9, centered: true))
      .run(steps: 400) { _, _ in Float(0.7) }
    let first = path.firstIndex { $0.v.addingProduct(-$0.m, $0.m) < 0 }!
    "g = 0.7 and ρ = 0.9, step \(first + 1) (\(first) when counted from 0) is the first below zero"
    for (scatter, name) in [(0.0, "none"), (1e-4, "0.0001"), (1e-3, "0.001"), (1e-2, "0.01")] {
      let cells = try [0.9, 0.99].map { alpha in
        let (lost, first) = try scattered(scatter, alpha: alpha)
        return "\(count: lost) | \(first.map { "\(count: $0)" } ?? "–")"
      }
      "| \(name) | \(cells.joined(separator: " | ")) |"
    }
    "θ becomes NaN exactly where the rounded v − m² is "
      + "\(path[first].theta.isNaN && !path[first - 1].theta.isNaN ? "negative" : "?")"
  }

  /// Of a thousand coordinates in float32, gradients from 0.001 to 1, how many end as NaN in 4000
  /// steps if the gradients scatter, as Gaussian numbers, by a part of their size; and the step at
  /// which the first does.
  private static func scattered(_ scatter: Double, alpha: Double) throws -> (Int, Int?) {
    let random = Random(seed: 7)
    let centered = try PyTorchRMSprop(Hyperparameters(alpha: alpha, centered: true))
    var (theta, state): ([Float], State<Float>?) = ([Float](repeating: 0, count: 1000), nil)
    var first: Int?
    for step in 1...4000 {
      let gradients = theta.indices.map { i in
        Float(Double(i + 1) / 1000 * (1 + random.gaussian(sigma: scatter)))
      }
      centered.step(&theta, gradient: gradients, state: &state)
      if first == nil && theta.contains(where: \.isNaN) { first = step }
    }
    return (theta.count(where: \.isNaN), first)
  }

  private static func birth<Number: Arithmetic>(
    _ scalar: String, _ gradient: Number, _ double: (Number) -> Double
  ) throws -> String {
    func path(_ centered: Bool) throws -> [Double] {
      try PyTorchRMSprop(Hyperparameters(alpha: 0.9, centered: centered))
        .run(steps: 400) { _, _ in gradient }.map { double($0.theta) }
    }
    let (centered, plain) = (try path(true), try path(false))
    let first = centered.firstIndex { $0.isNaN }!
    let before = centered[first - 1]
    return "| \(scalar) | \(double(gradient), .significant(1)) | 0.9 | step \(first + 1) "
      + "| \(before, .significant(before.magnitude < 1000 ? 3 : 7)) "
      + "| \(plain[first - 1], .significant(3)) |"
  }

  @ClaimsBuilder static func guards() throws -> [String] {
    let choices = Catalogue.entries.filter { !$0.lacks.contains(.centered) }
      .map { ($0.title, $0.dialect(Dialect.Switches(centered: true)).centered) }
    let (clamped, guarded) = (
      choices.filter { $0.1 == .clamp }, choices.filter { $0.1 == .guard }.map(\.0)
    )
    "\(clamped.isEmpty ? "None" : "Some") of the catalogue's \(choices.count) programs that can be "
      + "centered clamps the variance at 0. One, \(guarded.joined(separator: ", ")), leaves"
  }

  @ClaimsBuilder static func momentum() throws -> [String] {
    let optimizer = try PyTorchRMSprop(
      Hyperparameters(learningRate: 0.1, alpha: 0.9, epsilon: 0, momentum: 0.9))
    let path = optimizer.run(steps: 4, rate: { $0 == 4 ? 0 : nil }) { _, _ in 1.0 }
    for (t, left) in path.prefix(3).enumerated() {
      "| \(t + 1) | \(left.v, .fixed(3)) | \(1 / left.v.squareRoot(), .fixed(6)) "
        + "| \(left.b, .fixed(6)) | \(left.theta, .fixed(6)) |"
    }
    let stays = path[3].theta == path[2].theta && path[3].b > path[2].b
    "set η to 0 after the third step, and θ \(stays ? "stays" : "moves") at "
      + "\(path[3].theta, .fixed(6)), while b goes on to grow"

    let inside = ["keras-3", "tensorflow-v1"].map {
      Catalogue.entry($0)?.dialect(Dialect.Switches(momentum: true)).learningRate == .inside
    }
    "In Keras 3 and TensorFlow 1 the rate is "
      + "\(inside == [true, true] ? "inside" : "outside") the buffer"
    let keras = Catalogue.entry("keras-3")!.dialect(Dialect.Switches(momentum: true))
    var it = Dialect.Coordinate(0.0)
    let seen = [0.1, 0.1, 0.1, 0].map { rate in
      keras.update(
        &it, 1, Dialect.coefficients(optimizer.hyperparameters, learningRate: rate),
        Dialect.Switches(momentum: true))
      return it.theta
    }
    let same = zip(path, seen).prefix(3).allSatisfy { ($0.theta - $1).magnitude < 1e-12 }
    "the first three steps are \(same ? "the same" : "others"), but at η = 0 the old steps roll "
      + "on: the next takes θ to \(seen[3], .fixed(6))"
  }

  @ClaimsBuilder static func decay() throws -> [String] {
    let h = Hyperparameters(weightDecay: 0.5, maximize: true)
    let v = try PyTorchRMSprop(h).run(from: 4, steps: 1) { _, _ in 3.0 }[0].v
    "and the gradient 3 of a function to be maximized, g'' = −3 + 2 = "
      + "\(-(v / 0.01).squareRoot(), .fixed(0))"
    let steps = try [0.5, 0.001].map { decay in
      let path = try PyTorchRMSprop(Hyperparameters(weightDecay: decay))
        .run(from: 4.0, steps: 1) { _, _ in 0 }
      return (4 - path[0].theta) / 0.01
    }
    "the step is \((steps[0] - steps[1]).magnitude < 0.001 ? steps[0] : .nan, .significant(3)) η "
      + "for λ = 0.5 and for λ = 0.001"
  }

  @ClaimsBuilder static func missing() throws -> [String] {
    let optimizer = try PyTorchRMSprop(Hyperparameters(momentum: 0.9))
    let zero = optimizer.run(steps: 2) { t, _ in t == 1 ? 1.0 : 0 }
    let missing = optimizer.run(steps: 2) { t, _ in t == 1 ? 1.0 : nil }
    "after one gradient of 1 with μ = 0.9, a gradient of 0 moves θ by "
      + "\(zero[1].theta - zero[0].theta, .significant(3)), and a missing one by "
      + "\(missing[1].theta - missing[0].theta, .fixed(0))"
  }

  @ClaimsBuilder static func specialValues() throws -> [String] {
    let defaults = Hyperparameters()
    let rows: [(String, Double, Hyperparameters)] = [
      ("0", 0, defaults), ("1e-170", 1e-170, defaults), ("1e200", 1e200, defaults),
      ("±∞", .infinity, defaults), ("NaN", .nan, defaults),
      ("0 at ε = 0", 0, Hyperparameters(epsilon: 0)), ("1 at ρ = 1", 1, Hyperparameters(alpha: 1)),
      ("1 at ρ = 1.5", 1, Hyperparameters(alpha: 1.5)),
    ]
    for (name, gradient, h) in rows {
      let path = try PyTorchRMSprop(h).run(from: 1.0, steps: 2) { t, _ in t == 1 ? gradient : 1 }
      let cells = path.flatMap { [$0.v, $0.theta] }.map(shown)
      "| \(name) | \(cells.joined(separator: " | ")) |"
    }
  }

  private static func shown(_ number: Double) -> String {
    if !number.isFinite { return word(number) }
    if number == number.rounded() { return "\(number, .fixed(0))" }
    return "\(number, .significant(number.magnitude < 0.1 ? 1 : 3))"
  }

  @ClaimsBuilder static func programs() throws -> [String] {
    let firsts = try [0.01, 0.001].map { rate in
      let path = try PyTorchRMSprop(Hyperparameters(learningRate: rate))
        .run(steps: 1) { _, _ in Float(0.3) }
      return Double(path[0].theta).magnitude
    }
    "moves every parameter that has a gradient by \(firsts[0], .significant(3)), ten times its rate"
    "makes a first step of \(firsts[1], .significant(3))"
  }

  @ClaimsBuilder static func slips() throws -> [String] {
    for slip in Slip.all { "| \(slip.tag) | \(slip.text) | \(try slip.killer()) |" }
  }
}

/// A mistake of a port, and a trace that catches it.
private struct Slip {
  let tag, text, mutant, trace: String

  init(_ tag: String, _ text: String, _ mutant: String, _ trace: String) {
    (self.tag, self.text, self.mutant, self.trace) = (tag, text, mutant, trace)
  }

  static let all = [
    Slip("P1", "decay before the sign", "decay-negated-by-maximize", "maximize-weight-decay"),
    Slip("P2", "decay after the averages", "decay-after-averages", "basic-weight-decay"),
    Slip("P2", "decay of θ itself, as in AdamW", "decay-decoupled", "basic-weight-decay"),
    Slip("P3", "v starts at 1", "square-average-starts-at-one", "basic-first-step"),
    Slip("P4", "1 − ρ formed in float32", "complement-in-float32", "basic-plain"),
    Slip("P4", "g² before its weight", "square-before-weight", "overflow"),
    Slip("P4", "v + (1 − ρ)(g² − v)", "square-average-by-difference", "overflow"),
    Slip("P4", "v divided by 1 − ρᵗ, as in Adam", "square-average-corrected", "basic-plain"),
    Slip("P5", "ρ m + (1 − ρ) g, no lerp", "mean-by-products", "constant-1e-3-centered"),
    Slip("P6", "m of the step before", "mean-stale", "basic-centered"),
    Slip("P6", "max(v − m², 0)", "variance-clamped", "constant-gradient-alpha-0.9"),
    Slip("P7", "a root of fewer digits", "root-in-float32", "basic-plain"),
    Slip("P8", "ε under the root", "epsilon-inside", "basic-plain"),
    Slip("P8", "an ε of 0 replaced by a default", "epsilon-or-default", "basic-first-step"),
    Slip("P10", "(1 − μ) g / r", "momentum-damped", "basic-momentum"),
    Slip("P10", "the rate in the buffer", "rate-in-buffer", "rate-schedule-momentum"),
    Slip("P11", "Nesterov's step", "momentum-of-nesterov", "basic-momentum"),
    Slip("P12", "the rate read once", "rate-read-once", "basic-schedule"),
    Slip("all", "a missing gradient as 0", "missing-gradient-as-zero", "basic-missing-gradient"),
    Slip("all", "NaN in a gradient as 0", "nan-gradient-zeroed", "nan-gradient"),
    Slip("all", "subnormal numbers as 0", "flush-to-zero", "subnormal-gradient"),
    Slip("all", "a vector's last elements left out", "tail-forgotten", "basic-plain"),
  ]

  /// The trace, if the mistake, run on it, leaves the level 1e-12.
  func killer() throws -> String {
    let trace = try TraceFolder.golden().trace("pytorch/fused/float64/\(self.trace).json")
    guard let mutant = Mutant.all.first(where: { $0.name == mutant }) else { return "no \(mutant)" }
    var run = MutantRun(mutant, of: trace)
    for step in trace.steps {
      let (expected, seen) = (step.results[.parameters] ?? [], run.advance(step)[.parameters] ?? [])
      let isCaught = zip(expected, seen).contains { e, a in
        !(e == a || e.isNaN && a.isNaN || (e - a).magnitude <= 1e-12 * max(e.magnitude, 1))
      }
      if isCaught { return "`\(self.trace)`" }
    }
    return "not `\(self.trace)`"
  }
}
