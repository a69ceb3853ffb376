import ArgumentParser
import GoldenTraces
import NumberSystems
import Runs
import Text

/// `rmsprop compare`: two implementations on one input.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run two implementations on one input and show where they first differ.",
    discussion: """
      Both take the same steps with the same hyperparameters, which are those of A if nothing is \
      said; a model gives each the gradients at its own parameters. What \
      differs first is shown by step, coordinate, quantity and equation; the figures at the end \
      are of the whole run. Where their types differ, both are compared in the narrower.

      \(NamedImplementation.help)

      Examples:
        rmsprop compare pytorch/fused pytorch/separate --params 1 --gradients gradients.txt
        rmsprop compare pytorch textbook-outside --params 1 --gradient 0.5 --gradient 0.25
        rmsprop compare pytorch/float64 pytorch/float32 recorded.json
        rmsprop compare keras-3 pytorch --params 1 --gradient 0.5 --gradient 0.25

      Exit codes: 0 all values are the same; 1 some differ, or there was nothing to compare; 3 an \
      input cannot be read, or the output cannot be written; 64 the command line is wrong.
      """)

  @Argument(help: "One implementation.", transform: NamedImplementation.init(parsing:))
  var a: NamedImplementation

  @Argument(help: "The other.", transform: NamedImplementation.init(parsing:))
  var b: NamedImplementation

  @OptionGroup var options: RunOptions

  @Option(help: "How exactly values must agree (bits or 1e-12).")
  var level = Level.bits

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if level == .bound || level == .root {
      throw ValidationError(
        "--level \(level.rawValue) judges traces and programs: see rmsprop verify.")
    }
  }

  func run() throws {
    try output.file.check()
    var (runA, source) = try options.run(a)
    var (runB, sourceB) = try options.run(b, after: a)
    let (scalarA, scalarB) = (runA.settings.run.scalar, runB.settings.run.scalar)
    // The types are listed from the widest to the narrowest.
    let narrow = Scalar.allCases.last { [scalarA, scalarB].contains($0) }!
    var comparison = Comparison(level, narrow)
    var equations: (a: Explanation, b: Explanation)?
    var progress = Progress(total: source.count)
    var steps = 0
    while let stepA = try source.next(runA.parameters, scalarA) {
      var stepB = stepA
      if options.model != nil { stepB = try sourceB.next(runB.parameters, scalarB)! }
      let (before, beforeB) = (runA, runB)
      let agreed = comparison.firstDivergence == nil
      comparison.compare(
        step: steps, expected: runA.advance(stepA).results, actual: runB.advance(stepB).results)
      if agreed, let first = comparison.firstDivergence {
        equations = Self.firstDifference(
          before.equations(of: stepA, coordinate: first.coordinate),
          beforeB.equations(of: stepB, coordinate: first.coordinate), as: narrow)
      }
      steps += 1
      progress.advance()
    }
    progress.clear()
    let finding = Difference(
      a: runA, b: runB, steps: steps, comparison: comparison, equations: equations)
    try output.file.write(output.format == .json ? finding.json : finding.text)
    if comparison.firstDivergence != nil || comparison.values == 0 {
      throw ExitCode(ExitStatus.diverges)
    }
  }

  /// The first equation of `a` whose left side `b` computes too, with another result.
  private static func firstDifference(
    _ a: [Explanation], _ b: [Explanation], as scalar: Scalar
  ) -> (a: Explanation, b: Explanation)? {
    func bits(_ explanation: Explanation) -> UInt64 {
      let value = explanation.value
      if value.isNaN { return Double.nan.bitPattern }
      return scalar.rounded(value).bitPattern
    }
    for ours in a {
      let theirs = b.first { $0.equation.symbol == ours.equation.symbol }
      if let theirs, bits(theirs) != bits(ours) { return (ours, theirs) }
    }
    return nil
  }
}

/// What `compare` found.
private struct Difference {
  let a, b: ImplementationRun
  let steps: Int
  let comparison: Comparison
  let equations: (a: Explanation, b: Explanation)?

  var text: String {
    let names = """
      A  \(a.name)
      B  \(b.name)

      """
    let figures = """
      \(steps) step\(steps == 1 ? "" : "s"), \(comparison.values) values: \
      worst \(ulps(comparison.maxUlps)), \
      error \(comparison.maxError.map { "\($0)" } ?? "not comparable")

      """
    guard let first = comparison.firstDivergence else {
      return names + (comparison.values == 0 ? "nothing was compared\n" : "the same\n") + figures
    }
    let equations = self.equations.map { a, b in
      "\n" + written("A", a, self.a.style) + written("B", b, self.b.style)
    }
    return names + """
      first difference: step \(first.step), coordinate \(first.coordinate) (both counted from 0), \
      \(first.quantity.rawValue)
        A  \(decimal(first.expected).padded(24)) \(hexadecimal(first.expected))
        B  \(decimal(first.actual).padded(24)) \(hexadecimal(first.actual))
        apart \(ulps(first.ulps))
      \(equations ?? "")
      \(figures)
      """
  }

  private func ulps(_ distance: UInt64?) -> String {
    distance.map { "\($0) ulp" + ($0 == 1 ? "" : "s") } ?? "not comparable"
  }

  private func written(
    _ name: String, _ explanation: Explanation, _ style: Symbolic.Style
  ) -> String {
    """
      \(name)  (\(explanation.equation.tag)) \(explanation.equation.text(style))
           = \(explanation.substituted.text(style))
           = \(explanation.text)

    """
  }

  var json: String {
    var difference = JSONValue.null
    if let first = comparison.firstDivergence {
      difference = .object([
        ("step", .count(first.step)),
        ("coordinate", .count(first.coordinate)),
        ("quantity", .string(first.quantity.rawValue)),
        ("a", .number(first.expected)), ("a_hex", .string(hexadecimal(first.expected))),
        ("b", .number(first.actual)), ("b_hex", .string(hexadecimal(first.actual))),
        ("ulps", .optional(first.ulps, JSONValue.integer)),
        ("error", .optional(first.error, JSONValue.number)),
        ("equation_a", .optional(equations) { $0.a.json(a.style) }),
        ("equation_b", .optional(equations) { $0.b.json(b.style) }),
      ])
    }
    return JSONValue.object([
      ("a", .string(a.name)), ("b", .string(b.name)),
      ("steps", .count(steps)), ("values", .count(comparison.values)),
      ("max_ulps", .optional(comparison.maxUlps, JSONValue.integer)),
      ("max_error", .optional(comparison.maxError, JSONValue.number)),
      ("first_difference", difference),
    ]).spread + "\n"
  }
}
