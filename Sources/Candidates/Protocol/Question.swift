package import Runs
import Text

/// What a program is asked, a line each.
enum Question {
  /// A run.
  case run(Run)
  /// A whole optimizer's run, in protocol version 2.
  case optimizer(OptimizerCase)

  /// The message that asks it.
  func message(_ number: Int) -> [UInt8] {
    switch self {
    case .run(let run): Message.run(number, run)
    case .optimizer(let asked): Message.optimizer(number, asked)
    }
  }
}

/// What came back of a question.
package enum Reply: Sendable {
  case run(Answer)
  /// A whole optimizer's run, or why it was not made.
  case optimizer(Result<OptimizerAnswer, Skip>)
  /// The program failed.
  case fault(Fault)
}

extension Reply {
  /// Reads a line as the reply to the question with a number.
  ///
  /// - Throws: `Fault`, if it is an error reply, or not an answer at all. `isOurs` says whether the
  ///   line at least answers this question, so that the next line can answer the next.
  init(
    _ line: [UInt8], to number: Int, _ question: Question, isOurs: inout Bool
  ) throws(Fault) {
    switch question {
    case .run(let run): self = .run(try Answer(line, to: number, run, isOurs: &isOurs))
    case .optimizer(let asked):
      self = .optimizer(try Self.optimizer(line, to: number, asked, isOurs: &isOurs))
    }
  }

  private static func optimizer(
    _ line: [UInt8], to number: Int, _ asked: OptimizerCase, isOurs: inout Bool
  ) throws(Fault) -> Result<OptimizerAnswer, Skip> {
    var (answer, saved): (OptimizerAnswer?, [UInt8]?)
    let given = try AnswerLine(line, to: number, isOurs: &isOurs) {
      (reader, key) throws(InputError) in
      switch key {
      case "steps": answer = try OptimizerAnswer.steps(&reader, of: asked)
      case "saved": saved = Array(try reader.raw())
      default: try reader.skip()
      }
    }
    if let skipped = given.skipped { return .failure(.said(skipped)) }
    guard var answer else {
      throw Fault(.malformed, "an answer without steps, skipped or error: \(excerpt(line))")
    }
    let steps = asked.parameters[0].run.steps.count
    guard answer.results[0].steps == steps else {
      throw Fault(.malformed, "expected \(steps) steps, found \(answer.results[0].steps)")
    }
    if asked.saveAt != nil && saved == nil {
      throw Fault(.malformed, "save_at asks for its state: the key \"saved\" is missing")
    }
    answer.saved = saved
    return .success(answer)
  }
}

/// A line that answers a question: its number, and whether there is something else than results.
struct AnswerLine {
  private(set) var skipped: String?

  /// Reads a line; `member` reads the values of keys that are not common to all answers.
  ///
  /// - Throws: `Fault`, as `Reply`.
  init(
    _ line: [UInt8], to number: Int, isOurs: inout Bool,
    _ member: (inout JSONReader, String) throws(InputError) -> Void
  ) throws(Fault) {
    isOurs = false
    var reader = JSONReader(line, file: "answer")
    var (sequence, skipped, problem): (Int?, String?, String?)
    do {
      try reader.object { (reader, key) throws(InputError) in
        switch key {
        case "seq": sequence = try reader.integer()
        case "skipped": skipped = try reader.string()
        case "error": problem = try reader.string()
        default: try member(&reader, key)
        }
      }
      try reader.end()
    } catch {
      isOurs = number == Self.number(line)
      throw Fault(.malformed, "\(error): \(excerpt(line))")
    }
    guard let sequence else { throw Fault(.malformed, "an answer without seq: \(excerpt(line))") }
    guard sequence == number else {
      throw Fault(.malformed, "expected the answer to seq \(number), found seq \(sequence)")
    }
    isOurs = true
    if let problem { throw Fault(.errorReply, problem.isEmpty ? "no reason given" : problem) }
    self.skipped = skipped
  }

  /// The number of the case that a line answers, whatever else is in it; `nil` if it names no case.
  private static func number(_ line: [UInt8]) -> Int? {
    var reader = JSONReader(line, file: "")
    var number: Int?
    try? reader.object { (reader, key) throws(InputError) in
      if key == "seq" { number = try reader.integer() } else { try reader.skip() }
    }
    return number
  }
}
