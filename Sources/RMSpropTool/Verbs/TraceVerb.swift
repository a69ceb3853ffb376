import ArgumentParser
import GoldenTraces
import Runs

/// `rmsprop trace`: the trajectory of an implementation.
struct TraceVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Make a trajectory: parameters and state after every step.",
    discussion: """
      The gradients come from the command line, from a file or stdin (a line for each step), from \
      a trace, or from a model that is trained. As text, a row for each step and coordinate; as \
      JSON, a trace in the form rmsprop-trace/1. Steps are written as they are computed.

      \(NamedImplementation.help)

      Examples:
        rmsprop trace --params 0.5,-1.25 --gradient 0.1,-0.2 --gradient 0.3,0.4 --momentum 0.9
        rmsprop trace --params 1 --gradients gradients.txt --format json --output run.json
        rmsprop trace --model sigmoid --epochs 1000
        rmsprop trace recorded.json --implementation textbook-inside
        rmsprop trace recorded.json --implementation keras-3

      Exit codes: 0 the run is complete; 3 an input cannot be read, or the output cannot be \
      written; 64 the command line is wrong.
      """)

  @OptionGroup var options: RunOptions

  @Option(
    name: [.customLong("as"), .long],
    help: "What runs; by default what the trace says, batch for a model, else pytorch.",
    transform: NamedImplementation.init(parsing:))
  var implementation: NamedImplementation?

  @OptionGroup var output: OutputOptions

  func validate() throws { try options.checkSource() }

  func run() throws {
    try output.file.check()
    var (run, source) = try options.run(implementation)
    var progress = Progress(total: source.count, isWanted: output.file.leavesTerminalFree)
    try output.file.stream { write in
      var form: any TrajectoryForm =
        switch output.format {
        case .text: TrajectoryTable(run)
        case .json: TraceWriter(run.settings, implementation: run.implementation)
        }
      try write(form.head)
      while let step = try source.next(run.parameters, run.settings.run.scalar) {
        let (inputs, results) = run.advance(step)
        try write(form.line(inputs, results))
        progress.advance()
      }
      try write(form.tail)
    }
    progress.clear()
  }
}
