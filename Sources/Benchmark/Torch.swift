import Foundation

/// Real torch, in a process that takes its turn when it is asked.
final class Torch {
  struct Turn: Decodable {
    /// Nanoseconds for an element and step.
    let eager: Double
    let compiled: Double?
    let about: String
  }

  private let process = Process()
  private let questions = Pipe()
  private let answers = Pipe()
  /// Which version of torch was measured, and what could not be measured.
  private(set) var about = "torch was not asked"

  init(python: String, script: String) throws {
    process.executableURL = URL(filePath: python)
    process.arguments = [script]
    process.standardInput = questions
    process.standardOutput = answers
    try process.run()
  }

  /// Lets torch take a turn; `nil` once its process has ended, as `about` then says.
  func turn(
    _ scalar: String, full: Bool, count: Int, threads: Int, _ memory: SharedMemory
  ) throws -> Turn? {
    guard process.isRunning else { return ended() }
    let kind = full ? "full" : "plain"
    let question = "\(scalar) \(kind) \(count) \(threads) \(memory.distance) \(memory.path)\n"
    try questions.fileHandleForWriting.write(contentsOf: Data(question.utf8))
    var answer = Data()
    while answer.last != UInt8(ascii: "\n") {
      let more = answers.fileHandleForReading.availableData
      if more.isEmpty { return ended() }
      answer += more
    }
    let turn = try JSONDecoder().decode(Turn.self, from: answer)
    about = turn.about
    return turn
  }

  private func ended() -> Turn? {
    process.waitUntilExit()
    about =
      "torch was not measured to the end: its process ended, status \(process.terminationStatus)"
    return nil
  }

  deinit {
    try? questions.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
