import Dialects
import GoldenTraces
import NumberSystems
import RMSprop
import Runs
import TestSupport
import Testing

/// What the PyTorch page says of one step, in numbers.
enum PyTorchClaims {
  static let page = Claims(
    "docs/3-pytorch.md",
    given: "2.13.0 0.5 0.7 1.5 0.9 0.99 0.1 0.01 0.001 1e-8 1e-12 1e20 1e-170 1e200 16 754 4000 ½"
  ) { page in
    try constants(&page)
    try roundings(&page)
    try stockRoots(&page)
    try halves(&page)
    try centered(&page)
    try scatters(&page)
    try guards(&page)
    try momentum(&page)
    try decay(&page)
    try missing(&page)
    try specialValues(&page)
    try programs(&page)
    try slips(&page)
  }

  private static func constants(_ page: inout ComputedValues) throws {
    page("complement", Double(Float(1 - 0.99)), .significant(1))
    page("complement-of-rounded", Double(1 - Float(0.99)), .significant(6))
    let large = try PyTorchRMSprop().run(steps: 1) { _, _ in Float(1e20) }[0].v
    page("large-v", Double(large), .significant(1))
    page("large-square", Float(1e20) * Float(1e20) == .infinity ? "infinite" : "finite")
  }

  /// The parameters of a trace after every step, step by step.
  private static func parameters(_ file: String) throws -> (steps: Int, numbers: [Double]) {
    let trace = try TraceFolder.golden().trace(file)
    return (trace.run.steps.count, trace.results.parameters)
  }

  private static func roundings(_ page: inout ComputedValues) throws {
    for scalar in ["float64", "float32"] {
      let fused = try parameters("pytorch/fused/\(scalar)/long-run.json")
      let separate = try parameters("pytorch/separate/\(scalar)/long-run.json")
      if scalar == "float64" { page("long-run-steps", count: fused.steps) }
      let differ = zip(fused.numbers, separate.numbers).count { $0 != $1 }
      page("long-run-\(scalar)-differ", count: differ)
      page("long-run-\(scalar)-all", count: fused.numbers.count)
    }
  }

  private static func stockRoots(_ page: inout ComputedValues) throws {
    let folder = try TraceFolder.golden()
    let stock = try folder.files.filter { $0.hasPrefix("pytorch-stock/") }.map {
      try folder.trace($0).verify(at: .root, file: $0)
    }
    page("stock-neighbours", count: stock.compactMap(\.neighbouringRoots).reduce(0, +))
    for scalar in ["float64", "float32"] {
      let files = folder.files.filter { $0.hasPrefix("pytorch-stock/\(scalar)/") }
      let reports = try files.map { try folder.trace($0).verify(at: nil, file: $0) }
      let differ = try files.map { try differences(folder.trace($0)) }.reduce(0, +)
      page.row(
        "stock-\(scalar)", ["values", "differ", "ulps", "error"],
        [
          "\(count: reports.map(\.values).reduce(0, +))", "\(count: differ)",
          "\(reports.compactMap(\.maxUlps).max()!)",
          "\(reports.compactMap(\.maxError).max()!, .significant(2))",
        ])
    }
  }

  /// How many values a replay does not meet to the bit.
  private static func differences(_ trace: Trace) throws -> Int {
    let seen = try BuiltIn().results(of: trace.run)
    return Quantity.allCases.map { quantity in
      trace.run.steps.indices.map { t in
        zip(trace.results[quantity, step: t] ?? [], seen[quantity, step: t] ?? []).count {
          $0.ulpDistance(to: $1) != 0
        }
      }.reduce(0, +)
    }.reduce(0, +)
  }

  private static func halves(_ page: inout ComputedValues) throws {
    let zero = try half(Binary16.self, 0)
    let small = try half(Binary16.self, 0.001)
    page("half-epsilon", Double(Binary16.rounded(1e-8)), .fixed(0))
    page("half-zero-theta", word(zero.theta))
    page("half-small-v", small.v, .fixed(0))
    page("half-small-theta", word(small.theta))
    #expect(try [0, 0.001].allSatisfy { try half(BrainFloat16.self, $0).theta.isFinite })
  }

  private static func half<Format: HalfFormat>(
    _ format: Format.Type, _ gradient: Float
  ) throws -> (theta: Double, v: Double) {
    let g = (HalfPrecision(gradient) as HalfPrecision<Format>).stored
    let one: HalfPrecision<Format> = HalfPrecision(Float(1))
    let left = try PyTorchRMSprop().run(from: one, steps: 1) { _, _ in g }[0]
    return (Double(left.theta.value), Double(left.v.value))
  }

  private static func word(_ number: Double) -> String {
    number.isNaN
      ? "NaN" : number.isInfinite ? (number < 0 ? "−∞" : "∞") : "\(number, .significant(3))"
  }

  private static func centered(_ page: inout ComputedValues) throws {
    try birth(&page, "float32", 0.7 as Float) { Double($0) }
    try birth(&page, "float64", 0.1) { $0 }
    let last = try PyTorchRMSprop(Hyperparameters(alpha: 0.9, centered: true))
      .run(steps: 400) { _, _ in 0.1 }.map(\.theta).prefix { !$0.isNaN }.suffix(2)
    let move = last.last! - last.first!
    page("last-move", move, .significant(5))
    page("last-move-in-rates", count: Int((move.magnitude / 0.01).rounded()))
    // The rule: NaN exactly where the rounded v − m² is negative.
    let path = try PyTorchRMSprop(Hyperparameters(alpha: 0.9, centered: true))
      .run(steps: 400) { _, _ in Float(0.7) }
    let first = path.firstIndex { $0.v.addingProduct(-$0.m, $0.m) < 0 }!
    page("first-negative", count: first + 1)
    page("first-negative-from-0", count: first)
    #expect(path[first].theta.isNaN && !path[first - 1].theta.isNaN)
  }

  private static func scatters(_ page: inout ComputedValues) throws {
    for (scatter, name) in [(0.0, "none"), (1e-4, "0.0001"), (1e-3, "0.001"), (1e-2, "0.01")] {
      let cells = try [0.9, 0.99].flatMap { alpha in
        let (lost, first) = try scattered(scatter, alpha: alpha)
        return ["\(count: lost)", first.map { "\(count: $0)" } ?? "–"]
      }
      page.row(
        "scatter-\(name)", ["part", "lost-0.9", "first-0.9", "lost-0.99", "first-0.99"],
        [name] + cells)
    }
  }

  /// Of a thousand coordinates in float32, gradients from 0.001 to 1, how many end as NaN in 4000
  /// steps if the gradients scatter, as Gaussian numbers, by a part of their size; and the step at
  /// which the first does.
  private static func scattered(_ scatter: Double, alpha: Double) throws -> (Int, Int?) {
    let random = Random(seed: 7)
    let centered = try PyTorchRMSprop(Hyperparameters(alpha: alpha, centered: true))
    var (theta, state): ([Float], OptimizerState<Float>?) = (
      [Float](repeating: 0, count: 1000), nil
    )
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
    _ page: inout ComputedValues, _ scalar: String, _ gradient: Number,
    _ double: (Number) -> Double
  ) throws {
    func path(_ centered: Bool) throws -> [Double] {
      try PyTorchRMSprop(Hyperparameters(alpha: 0.9, centered: centered))
        .run(steps: 400) { _, _ in gradient }.map { double($0.theta) }
    }
    let (centered, plain) = (try path(true), try path(false))
    let first = centered.firstIndex { $0.isNaN }!
    let before = centered[first - 1]
    page.row(
      "birth-\(scalar)", ["gradient", "step", "theta", "plain"],
      [
        "\(double(gradient), .significant(1))", "\(first + 1)",
        "\(before, .significant(before.magnitude < 1000 ? 3 : 7))",
        "\(plain[first - 1], .significant(3))",
      ])
  }

  private static func guards(_ page: inout ComputedValues) throws {
    let choices = Catalogue.entries.filter { !$0.lacks.contains(.centered) }
      .map { ($0.title, $0.dialect(Dialect.Switches(centered: true)).centered) }
    #expect(!choices.contains { $0.1 == .clamp })
    page("centered-programs", count: choices.count)
    let guarded = choices.filter { $0.1 == .guard }.map(\.0)
    #expect(guarded.count == 1)
    page("guarded", guarded.joined(separator: ", "))
  }

  private static func momentum(_ page: inout ComputedValues) throws {
    let optimizer = try PyTorchRMSprop(
      Hyperparameters(learningRate: 0.1, alpha: 0.9, epsilon: 0, momentum: 0.9))
    let path = optimizer.run(steps: 4, rate: { $0 == 4 ? 0 : nil }) { _, _ in 1.0 }
    for (t, left) in path.prefix(3).enumerated() {
      page.row(
        "momentum-\(t + 1)", ["step", "v", "quotient", "b", "theta"],
        [
          "\(t + 1)", "\(left.v, .fixed(3))", "\(1 / left.v.squareRoot(), .fixed(6))",
          "\(left.b, .fixed(6))", "\(left.theta, .fixed(6))",
        ])
    }
    #expect(path[3].theta == path[2].theta && path[3].b > path[2].b)
    page("stopped-theta", path[3].theta, .fixed(6))

    for name in ["keras-3", "tensorflow-v1"] {
      let dialect = Catalogue.entry(name)?.dialect(Dialect.Switches(momentum: true))
      #expect(dialect?.learningRate == .inside)
    }
    let keras = Catalogue.entry("keras-3")!.dialect(Dialect.Switches(momentum: true))
    let seen = try keras.parameters(
      optimizer.hyperparameters, from: 0, gradients: [1, 1, 1, 1], rates: [0.1, 0.1, 0.1, 0])
    // The first three steps are the same.
    #expect(zip(path, seen).prefix(3).allSatisfy { ($0.theta - $1).magnitude < 1e-12 })
    page("keras-theta", seen[3], .fixed(6))
  }

  private static func decay(_ page: inout ComputedValues) throws {
    let h = Hyperparameters(weightDecay: 0.5, maximize: true)
    let v = try PyTorchRMSprop(h).run(from: 4, steps: 1) { _, _ in 3.0 }[0].v
    page("decayed-gradient", -(v / 0.01).squareRoot(), .fixed(0))
    let steps = try [0.5, 0.001].map { decay in
      let path = try PyTorchRMSprop(Hyperparameters(weightDecay: decay))
        .run(from: 4.0, steps: 1) { _, _ in 0 }
      return (4 - path[0].theta) / 0.01
    }
    page("decay-step", steps[0], .significant(3))
    #expect((steps[0] - steps[1]).magnitude < 0.001)
  }

  private static func missing(_ page: inout ComputedValues) throws {
    let optimizer = try PyTorchRMSprop(Hyperparameters(momentum: 0.9))
    let zero = optimizer.run(steps: 2) { t, _ in t == 1 ? 1.0 : 0 }
    let missing = optimizer.run(steps: 2) { t, _ in t == 1 ? 1.0 : nil }
    page("zero-gradient", zero[1].theta - zero[0].theta, .significant(3))
    page("missing-gradient", missing[1].theta - missing[0].theta, .fixed(0))
  }

  private static func specialValues(_ page: inout ComputedValues) throws {
    let defaults = Hyperparameters()
    let rows: [(String, Double, Hyperparameters)] = [
      ("0", 0, defaults), ("1e-170", 1e-170, defaults), ("1e200", 1e200, defaults),
      ("infinite", .infinity, defaults), ("NaN", .nan, defaults),
      ("epsilon-0", 0, Hyperparameters(epsilon: 0)), ("alpha-1", 1, Hyperparameters(alpha: 1)),
      ("alpha-1.5", 1, Hyperparameters(alpha: 1.5)),
    ]
    for (name, gradient, h) in rows {
      let path = try PyTorchRMSprop(h).run(from: 1.0, steps: 2) { t, _ in t == 1 ? gradient : 1 }
      page.row(
        "special-\(name)", ["v-1", "theta-1", "v-2", "theta-2"],
        path.flatMap { [$0.v, $0.theta] }.map(shown))
    }
  }

  private static func shown(_ number: Double) -> String {
    if !number.isFinite { return word(number) }
    if number == number.rounded() { return "\(number, .fixed(0))" }
    return "\(number, .significant(number.magnitude < 0.1 ? 1 : 3))"
  }

  private static func programs(_ page: inout ComputedValues) throws {
    for (document, rate) in [(0, 0.01), (2, 0.001)] {
      let path = try PyTorchRMSprop(Hyperparameters(learningRate: rate))
        .run(steps: 1) { _, _ in Float(0.3) }
      page("document-\(document)", Double(path[0].theta).magnitude, .significant(3))
    }
  }

  private static func slips(_ page: inout ComputedValues) throws {
    for slip in Slip.all {
      #expect(try slip.isCaught(), "\(slip.mistake) on \(slip.trace)")
      page("slip-\(slip.mistake)", slip.trace)
    }
  }
}
