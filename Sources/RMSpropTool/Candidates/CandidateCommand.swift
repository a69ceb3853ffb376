import ArgumentParser
import Candidates

/// The command that starts a candidate, as it was written and in words.
struct CandidateCommand {
  let line: String
  let words: [String]

  init(_ line: String) throws {
    self.line = line
    do { words = try shellWords(line) } catch { throw ValidationError("\(error)") }
  }
}

/// How long a candidate may take.
struct CandidateDeadlines: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long a case may take (default: 10).", valueName: "seconds"))
  var deadline: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long the start may take (default: 60).", valueName: "seconds"))
  var greetingDeadline: Double?

  func validate() throws {
    for (name, value) in [("deadline", deadline), ("greeting-deadline", greetingDeadline)] {
      if let value, !(value > 0 && value <= 86_400) {
        throw ValidationError("--\(name) must be above 0, and at most a day.")
      }
    }
  }

  /// Makes sure that no option for candidates was given without a candidate.
  func checkUnused() throws {
    guard deadline == nil && greetingDeadline == nil else {
      throw ValidationError("--deadline and --greeting-deadline belong to --candidate.")
    }
  }

  var limits: CandidateProgram.Limits {
    var limits = CandidateProgram.Limits()
    limits.answer = deadline.map { .seconds($0) } ?? limits.answer
    limits.greeting = greetingDeadline.map { .seconds($0) } ?? limits.greeting
    return limits
  }
}
