import ArgumentParser
import GoldenTraces
import NumberSystems
import Runs
import Text

/// `rmsprop explain`: one step with its numbers.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show one step of one coordinate, equation by equation, with its numbers.",
    discussion: """
      Runs to the step, then prints each equation as the code states it, with numbers for the \
      symbols, and its result. fma(a, b, c) is a × b + c, rounded once.

      \(NamedImplementation.help)

      Examples:
        rmsprop explain --params 1 --gradient 0.5 --gradient 0.25 --step 1
        rmsprop explain recorded.json --step 3 --coordinate 17
        rmsprop explain --model sigmoid --step 5

      Exit codes: 0 the step is shown; 3 an input cannot be read, has no such step or coordinate, \
      or the output cannot be written; 64 the command line is wrong.
      """)

  @OptionGroup var options: RunOptions

  @Option(
    name: [.customLong("as"), .long],
    help: "What runs; by default what the trace says, batch for a model, else pytorch.",
    transform: NamedImplementation.init(parsing:))
  var implementation: NamedImplementation?

  @Option(parsing: .unconditional, help: "The step, counted from 0.")
  var step = 0

  @Option(parsing: .unconditional, help: "The coordinate, counted from 0.")
  var coordinate = 0

  @OptionGroup var output: OutputOptions

  func validate() throws { try options.checkSource() }

  func run() throws {
    try output.file.check()
    var (run, source) = try options.run(implementation)
    guard run.statesEquations else {
      throw Failure.input("\(run.name): a mistake states no equations to show")
    }
    let count = run.parameters.count
    guard (0..<count).contains(coordinate) else {
      throw Failure.input("--coordinate \(coordinate): there are \(count), counted from 0")
    }
    guard step >= 0 else { throw Failure.input("--step \(step): steps are counted from 0") }
    var taken = 0
    while let next = try source.next(run.parameters, run.settings.run.scalar) {
      if taken == step {
        let equations = run.equations(of: next, coordinate: coordinate)
        return try output.file.write(
          output.format == .json ? json(run, equations) : text(run, equations))
      }
      _ = run.advance(next)
      taken += 1
    }
    throw Failure.input("--step \(step): there are \(taken), counted from 0")
  }

  private func text(_ run: ImplementationRun, _ equations: [Explanation]) -> String {
    let head = """
      \(run.name), step \(step), coordinate \(coordinate) (both counted from 0)

      """
    if equations.isEmpty { return head + "\nno gradient: nothing changes\n" }
    return head
      + equations.map { explanation in
        let equation = explanation.equation
        let left = "(\(equation.tag))".padded(6) + " " + Symbolic.symbol(equation.symbol).text()
        let indent = String(repeating: " ", count: left.count)
        return """

          \(left) = \(equation.formula.text(run.style))
          \(indent) = \(explanation.substituted.text(run.style))
          \(indent) = \(explanation.text)   \(hexadecimal(explanation.value))

          """
      }.joined()
  }

  private func json(_ run: ImplementationRun, _ equations: [Explanation]) -> String {
    JSONValue.object([
      ("implementation", .string(run.name)),
      ("step", .count(step)),
      ("coordinate", .count(coordinate)),
      ("equations", .array(equations.map { $0.json(run.style) })),
    ]).spread + "\n"
  }
}
