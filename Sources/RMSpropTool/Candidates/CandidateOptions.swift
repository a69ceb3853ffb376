import ArgumentParser
import Candidates

/// How a candidate is given the golden traces.
struct CandidateOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "How many processes answer at the same time (default: 1).")
  var jobs: Int?

  @OptionGroup var deadlines: CandidateDeadlines

  @Flag(help: "Stop at the first failure.")
  var failFast = false

  @Flag(help: "Go on after three crashes or hangs in a row.")
  var keepGoing = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be 1 to 256.") }
  }

  /// Makes sure that no option for candidates was given without a candidate.
  func checkUnused() throws {
    try deadlines.checkUnused()
    guard jobs == nil && !failFast && !keepGoing else {
      throw ValidationError("--jobs, --fail-fast and --keep-going belong to --candidate.")
    }
  }

  var limits: CandidateProgram.Limits {
    var limits = deadlines.limits
    limits.jobs = jobs ?? limits.jobs
    limits.keepsGoing = keepGoing
    return limits
  }
}
