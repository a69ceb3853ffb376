import ArgumentParser
import Candidates
import Dialects
import GoldenTraces
import Runs
import Text

/// A candidate's process, asked what tells dialects apart.
struct CandidateIdentification {
  let command: CandidateCommand
  let limits: CandidateProgram.Limits

  func run(_ output: OutputOptions) throws {
    let report = try withCandidate(command, limits) { program, declaration, relay in
      // The type with most digits tells most.
      let scalar = Scalar.allCases.first(where: declaration.scalars.contains)!
      var questions = Questionnaire(scalar, for: declaration.capabilities)
      var refused: [(Run, String)] = []
      while var question = questions.next() {
        question.mixedScalars = declaration.mixedScalars[scalar]
        var answer: Answer?
        try program.make([question], oneByOne: true) { _, given in
          answer = given
          return true
        }
        switch answer {
        case .results(let results): questions.take(results, to: question)
        case .skipped(let reason): refused.append((question, "\(reason)"))
        case .fault(let fault) where fault.kind == .errorReply:
          refused.append((question, fault.message))
        case .fault(let fault): throw fault
        case nil: break
        }
      }
      relay.clear()
      return QuestionnaireReport(questions, declaration, line: command.line, refused)
    }
    try output.file.write(output.format == .json ? report.json.spread + "\n" : report.text)
    if report.isUnknown { throw ExitCode(ExitStatus.diverges) }
  }
}
