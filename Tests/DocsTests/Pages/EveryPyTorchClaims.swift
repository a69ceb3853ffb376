import GoldenTraces
import NumberSystems
import RMSprop
import Runs
import TestSupport

/// What the page of every PyTorch says in numbers, and its tables.
enum EveryPyTorchClaims {
  static let page = Claims(
    "docs/every-pytorch.md",
    given: """
      1.13.1 2.0.1 2.1 2.4.1 2.8 2.10.0 2.13.0 2.13 2.14 2.14.1 2.15.0 16 32 36 37 128 256 1e20 \
      0.1 0.99 1e-8 40,003 32,768
      """
  ) { page in
    page(printed: fullTable)
    page(printed: halfTable)
    try consequences(&page)
  }

  // MARK: Tables

  private static let tags = ["P2", "P4", "P5", "P5'", "P6", "P11", "P12"]

  /// The operations of each rounding in float64 and float32; a dot is as fused.
  private static var fullTable: String {
    typealias Sve = SeparateVariance<SeparateSquare<EagerOrder>>
    let columns: [(String, [String: String])] = [
      ("fused", equations(EagerOrder.self)),
      ("separate", equations(EagerOrder.self, rounding: Separate<Symbolic>.init)),
      ("compiled", equations(CompiledOrder.self)),
      ("compiled-foreach", equations(CompiledForeachOrder.self, rounding: Separate<Symbolic>.init)),
      ("compiled-tensor-lr", equations(CompiledTensorRateOrder.self)),
      ("sve256, in vectors", equations(Sve.self)),
      ("fused-before-2.1", equations(BeforeLerp<EagerOrder>.self)),
    ]
    return table(columns, tags)
  }

  /// The operations in 16 bits; S rounds to 16 bits.
  private static var halfTable: String {
    let columns: [(String, [String: String])] = [
      ("alone, in vectors", stored(EagerOrder.self)),
      ("alone, one by one", stored(StoredProducts<EagerOrder>.self)),
      ("foreach, in vectors", stored(StoredFactors<EagerOrder>.self)),
      ("foreach, one by one", stored(StoredProducts<StoredFactors<EagerOrder>>.self)),
      ("before 2.1, in vectors", stored(BeforeLerp<StoredFactors<EagerOrder>>.self)),
      (
        "before 2.1, one by one",
        stored(BeforeLerp<StoredProducts<StoredFactors<EagerOrder>>>.self)
      ),
    ]
    return table(columns, ["P2", "P3", "P5", "P8", "P9", "P11"])
  }

  private static func table(_ columns: [(String, [String: String])], _ tags: [String]) -> String {
    let first = columns[0].1
    let rows = tags.map { tag in
      let cells = columns.enumerated().map { index, column in
        guard let cell = column.1[tag] else { return "–" }
        return index > 0 && cell == first[tag] ? "·" : cell
      }
      return "| (\(tag)) | " + cells.joined(separator: " | ") + " |"
    }
    let head = "| | " + columns.map(\.0).joined(separator: " | ") + " |"
    let line = "|---|" + columns.map { _ in "---|" }.joined()
    return ([head, line] + rows).joined(separator: "\n")
  }

  /// The right side of each equation, by its tag.
  private static func equations<Order: EvaluationOrder>(_: Order.Type) -> [String: String] {
    equations { optimizer in
      optimizer.results(learningRate: nil) { Evaluated<Symbolic, Order>(.symbol($0.symbol)) }
        .map(\.value)
    }
  }

  private static func equations<Order: EvaluationOrder>(
    _: Order.Type, rounding: (Symbolic) -> Separate<Symbolic>
  ) -> [String: String] {
    equations { optimizer in
      optimizer.results(learningRate: nil) {
        Evaluated<Separate<Symbolic>, Order>(rounding(.symbol($0.symbol)))
      }
      .map(\.value.value)
    }
  }

  private static func stored<Order: EvaluationOrder>(_: Order.Type) -> [String: String] {
    equations { optimizer in
      optimizer.results(learningRate: nil) {
        Evaluated<StoredSymbolic, Order>(StoredSymbolic(.symbol($0.symbol)))
      }
      .map(\.value.value)
    }
  }

  private static func equations(
    _ results: (PyTorchRMSprop) -> [Symbolic]
  ) -> [String: String] {
    // Weight decay by itself, so that g is called g in the others.
    let settings = [
      Hyperparameters(centered: true), Hyperparameters(momentum: 0.9, centered: true),
      Hyperparameters(alpha: 0.4, centered: true), Hyperparameters(weightDecay: 0.1),
    ]
    var found: [String: String] = [:]
    for h in settings {
      for equation in Symbolic.equations(leadingTo: results(PyTorchRMSprop(unchecked: h))) {
        found[equation.tag] = found[equation.tag] ?? equation.formula.text(.rounding)
      }
    }
    return found
  }

  // MARK: What a user notices

  private static func consequences(_ page: inout ComputedValues) throws {
    func firstNaN(
      _ rounding: Rounding, _ scalar: Scalar, gradient: Double = 0.1, within most: Int
    ) throws -> Int? {
      let run = Run(
        scalar: scalar, hyperparameters: Hyperparameters(centered: true), parameters: [1])
      let inputs = StepInputs(gradient: [scalar.rounded(gradient)])
      var stepper = try BuiltIn(rounding).start(run)
      for t in 0..<most {
        stepper.step(inputs)
        if stepper.results[.parameters]!.first!.isNaN { return t + 1 }
      }
      return nil
    }
    let most = 4200
    page("nan-before", count: try firstNaN(.fusedBefore2_1, .float32, within: most) ?? -1)
    page("nan-searched", count: try firstNaN(.fused, .float32, within: most) ?? most)
    page("nan-double", count: try firstNaN(.fused, .float64, within: 4000) ?? -1)
    page("nan-compiled", count: try firstNaN(.compiled, .float64, within: 4000) ?? -1)

    func step(_ rounding: Rounding) throws -> (v: Double, theta: Double) {
      var run = Run(scalar: .float32, parameters: [0])
      run.append(StepInputs(gradient: [Scalar.float32.rounded(1e20)]))
      let results = try BuiltIn(rounding).results(of: run)
      return (results[.squareAverage, step: 0]!.first!, results.parameter(0, 0))
    }
    page("large-v", try step(.fused).v, .significant(1))
    page("large-step", try step(.fused).theta, .significant(1))
    page("large-v-compiled", try step(.compiled).v == .infinity ? "∞" : "finite")
    page("large-step-compiled", count: Int(try step(.compiled).theta.magnitude))

    func settled(foreach: Bool) throws -> Double {
      var run = Run(scalar: .bfloat16, parameters: [0])
      for _ in 0..<1200 { run.append(StepInputs(gradient: [1])) }
      let results = try BuiltIn(.fused, Execution(foreach: foreach)).results(of: run)
      return results[.squareAverage, step: 1199]!.first!
    }
    page("settled", try settled(foreach: false), .significant(3))
    page("settled-foreach", try settled(foreach: true), .significant(3))

    // Two threads share 40,003 numbers of bfloat16, of which 32 fill the vectors.
    let half = Run(scalar: .bfloat16, parameters: [Double](repeating: 1, count: 40003))
    let left = try oneByOne(half, threads: 2)
    page("chunk", count: left.lowerBound)
    page("part", count: left.upperBound)
    page("rest", count: half.coordinates - left.upperBound)

    let golden = try TraceFolder.golden()
    let placed = golden.files.filter { file in
      ["vectors-", "foreach-", "strided-", "permuted-", "arm-"].contains { file.contains("/\($0)") }
    }
    page("placed", count: placed.count)
    page("traces", count: golden.files.filter { $0.hasPrefix("pytorch/") }.count)
  }
}

extension EveryPyTorchClaims {
  /// The first numbers that are not computed in a vector: −0 and +0 part there, where ρ is 0.
  private static func oneByOne(_ run: Run, threads: Int) throws -> Range<Int> {
    var run = run
    run.hyperparameters = Hyperparameters(alpha: 0, centered: true)
    run.append(StepInputs(gradient: [Double](repeating: -0.0, count: run.coordinates)))
    let results = try BuiltIn(.fused, Execution(threads: threads)).results(of: run)
    let m = Array(results[.gradientAverage, step: 0] ?? [])
    let first = m.firstIndex { $0.sign == .plus } ?? 0
    return first..<(m[first...].firstIndex { $0.sign == .minus } ?? m.count)
  }
}

/// A formula that says where its parts are stored in 16 bits.
private struct StoredSymbolic: Arithmetic {
  let value: Symbolic

  init(_ value: Symbolic) { self.value = value }
  init(_ constant: Double, _ symbol: StaticString) { value = Symbolic(constant, symbol) }
  static func rounded(_ constant: Double) -> Double { constant }
  static func + (lhs: Self, rhs: Self) -> Self { Self(lhs.value + rhs.value) }
  static func - (lhs: Self, rhs: Self) -> Self { Self(lhs.value - rhs.value) }
  static func * (lhs: Self, rhs: Self) -> Self { Self(lhs.value * rhs.value) }
  static func / (lhs: Self, rhs: Self) -> Self { Self(lhs.value / rhs.value) }
  static prefix func - (operand: Self) -> Self { Self(-operand.value) }
  static func squareRoot(of radicand: Self) -> Self { Self(.squareRoot(radicand.value)) }
  func addingProduct(_ lhs: Self, _ rhs: Self) -> Self {
    Self(value.addingProduct(lhs.value, rhs.value))
  }
  var stored: Self {
    let text = value.text(.rounding)
    return Self(.symbol(text.hasPrefix("(") ? "S\(text)" : "S(\(text))"))
  }
  func named(_ tag: StaticString, _ symbol: StaticString) -> Self {
    Self(value.named(tag, symbol))
  }
}
