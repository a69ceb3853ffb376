import ArgumentParser
import GoldenTraces
import NumberSystems
import Runs
import Text

/// `rmsprop compare`: two implementations, programs or recordings on one input.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run two implementations on one input and show where they first differ.",
    discussion: """
      Both take the same steps with the same hyperparameters, which are those of A if nothing is \
      said; a model gives each the gradients at its own parameters. What \
      differs first is shown by step, coordinate, quantity and equation; the figures at the end \
      are of the whole run. Where their types differ, both are compared in the narrower.

      \(NamedImplementation.help) \(ComparedSide.help)

      Examples:
        rmsprop compare pytorch/fused pytorch/separate --params 1 --gradients gradients.txt
        rmsprop compare pytorch textbook-outside --params 1 --gradient 0.5 --gradient 0.25
        rmsprop compare pytorch/float64 pytorch/float32 recorded.json
        rmsprop compare keras-3 pytorch --params 1 --gradient 0.5 --gradient 0.25
        rmsprop compare 'python3 my_candidate.py' pytorch --params 1,2 --gradients gradients.csv
        rmsprop compare recorded.json optax:epsilon=outside

      Exit codes: 0 all values are the same; 1 some differ, or there was nothing to compare; 2 a \
      program failed; 3 an input cannot be read, or the output cannot be written; 64 the command \
      line is wrong.
      """)

  @Argument(help: "One implementation.", transform: ComparedSide.init(parsing:))
  var a: ComparedSide

  @Argument(help: "The other.", transform: ComparedSide.init(parsing:))
  var b: ComparedSide

  @OptionGroup var options: RunOptions

  @Option(help: "How exactly values must agree (bits or 1e-12).")
  var level = Level.bits

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if level == .bound || level == .root {
      throw ValidationError(
        "--level \(level.rawValue) judges traces and programs: see rmsprop verify.")
    }
    guard recording == nil else {
      guard options.sources == 0, options.params == nil else {
        throw ValidationError("The recording has steps and params of its own.")
      }
      return
    }
    try options.checkSource()
    if options.model != nil, a.implementation == nil || b.implementation == nil {
      throw ValidationError(
        "--model gives gradients at a run's own parameters: name two implementations.")
    }
  }

  /// The first recording that is named, whose inputs both take.
  private var recording: String? {
    for case .recording(let file) in [a, b] { return file }
    return nil
  }

  func run() throws {
    try output.file.check()
    var (runA, runB, source, sourceB) = try runs()
    let (scalarA, scalarB) = (runA.scalar, runB.scalar)
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
        step: steps, expected: runA.take(stepA), actual: runB.take(stepB))
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

  /// Both runs before their first step, and the steps of each.
  private func runs() throws -> (
    any ComparedRun, any ComparedRun, StepSource, StepSource
  ) {
    if let a = a.implementation, let b = b.implementation {
      let (runA, source) = try options.run(a)
      let (runB, sourceB) = try options.run(b, after: a)
      return (runA, runB, source, sourceB)
    }
    // A program answers a whole run: its steps must be known.
    var options = options
    options.trace = recording ?? options.trace
    let first = a.implementation ?? b.implementation
    var given = try options.given(first)
    // What a formula is named to compute in, the other computes in, too.
    let scalar = [a, b].lazy.compactMap { $0.implementation?.scalar }.first
    var run = given.run.emptied(scalar: scalar)
    var source = given.source
    while let step = try source.next(run.parameters, run.scalar) { run.append(step) }
    given.run = run
    func compared(_ side: ComparedSide) throws -> any ComparedRun {
      switch side {
      case .implementation(let named):
        return try ImplementationRun(
          run, by: named, rounding: given.rounding, about: given.about)
      case .candidate(let command): return try KnownRun(asking: command, run)
      case .recording(let file):
        let trace: Trace
        do { trace = try Trace(contentsOf: file) } catch { throw Failure.input("\(error)") }
        guard trace.run.coordinates == run.coordinates, trace.run.steps.count == run.steps.count
        else { throw Failure.input("\(file): is of another size than \(recording!)".printable) }
        return KnownRun(file.printable, trace.run, trace.results)
      }
    }
    let steps = StepSource.recorded(run.steps.indices.map { run[step: $0] }[...])
    return (try compared(a), try compared(b), steps, steps)
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
  let a, b: any ComparedRun
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
