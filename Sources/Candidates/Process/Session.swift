import Runs
import Text

import Platform

/// One process of a candidate: what it was asked, and what it answered so far.
final class Session {
  private let process: CandidateProcess
  private(set) var declaration: Declaration?
  /// The cases that the process was given and has not answered, the oldest first.
  private var asked: [(index: Int, number: Int, question: Question)] = []
  private var number = 0
  /// When the wait for the next answer began.
  private var waitingSince = ContinuousClock.now

  init(_ command: [String], _ show: @escaping (ArraySlice<UInt8>) -> Void) throws(Fault) {
    process = try CandidateProcess(command, show: show)
    process.send(Message.start)
    process.write()
  }

  /// The indices of the cases without an answer, the oldest first.
  var pending: [Int] { asked.map(\.index) }

  /// The descriptors to poll: what the process writes, and its stdin while bytes are queued for it.
  var polled: [pollfd] {
    var polled: [pollfd] = []
    if process.input >= 0 && process.unsentCount > 0 && !process.isDeaf {
      polled.append(pollfd(fd: process.input, events: Int16(POLLOUT), revents: 0))
    }
    for end in [process.output, process.errors] where end >= 0 {
      polled.append(pollfd(fd: end, events: Int16(POLLIN), revents: 0))
    }
    return polled
  }

  /// Gives the process cases from the end of `queue`, so that it need not wait for the next one.
  func fill(from queue: inout [Int], _ questions: [Question], ahead: Int) {
    guard declaration != nil else { return }
    while asked.count < ahead, process.unsentCount < 1 << 18, let index = queue.popLast() {
      number += 1
      if asked.isEmpty { waitingSince = .now }
      asked.append((index, number, questions[index]))
      process.send(questions[index].message(number))
    }
    process.write()
  }

  /// Writes what the process takes, and reads what it wrote: `answer` is called for each answer.
  ///
  /// - Throws: `Fault`, if the process will answer nothing more.
  func pump(
    _ limits: CandidateProgram.Limits, _ answer: (Int, Reply) -> Void
  ) throws(Fault) {
    process.write()
    process.readErrors()
    // Asked before reading, so that everything written before the end is read.
    let hasEnded = process.hasEnded()
    var hasMore = true
    while hasMore {
      hasMore = process.read()
      while let line = process.line() { try take(line, answer) }
      guard !process.isFlooding else {
        throw fault(.malformed, "a line of more than \(CandidateProcess.maximumLine >> 20) MB")
      }
    }
    // Processes that the candidate started may keep its output open.
    if hasEnded || process.output < 0 || process.isDeaf, declaration == nil || !asked.isEmpty {
      throw gone()
    }
    let limit = declaration == nil ? limits.greeting : limits.answer
    if declaration == nil || !asked.isEmpty, ContinuousClock.now - waitingSince > limit {
      let what = declaration == nil ? "no greeting" : "no answer"
      let hint = asked.count > 1 ? "; does it flush its output after each line?" : ""
      throw fault(.hang, "\(what) within \(limit.components.seconds) s\(hint)")
    }
  }

  private func take(_ line: [UInt8], _ answer: (Int, Reply) -> Void) throws(Fault) {
    guard declaration != nil else {
      declaration = try Declaration(line)
      return
    }
    guard let oldest = asked.first else {
      throw fault(.malformed, "a line that nothing asked for: \(excerpt(line))")
    }
    var isOurs = false
    do {
      let given = try Reply(line, to: oldest.number, oldest.question, isOurs: &isOurs)
      asked.removeFirst()
      waitingSince = .now
      answer(oldest.index, given)
    } catch {
      guard isOurs else { throw error }
      asked.removeFirst()
      waitingSince = .now
      answer(oldest.index, .fault(error))
    }
  }

  private func fault(_ kind: Fault.Kind, _ message: String) -> Fault {
    Fault(declaration == nil ? .start : kind, message)
  }

  /// The fault of a process that closed its output or its input.
  private func gone() -> Fault {
    let start = ContinuousClock.now
    while !process.hasEnded() && ContinuousClock.now - start < .seconds(1) { usleep(1000) }
    process.readErrors()
    let end =
      process.ending.map { "ended with \($0)" }
      ?? (process.isDeaf ? "closed its input" : "closed its output")
    let said = String(decoding: process.errorTail, as: UTF8.self)
      .split(whereSeparator: \.isNewline).suffix(5).map { "\n    \(String($0).printable)" }
    let tail = said.isEmpty ? "" : "; the end of its stderr:\(said.joined())"
    return fault(.crash, "\(end)\(tail)")
  }

  /// Asks the process to end by itself.
  func stop() {
    if asked.isEmpty {
      process.send(Message.stop)
      process.write()
    }
    process.closeInput()
  }

  /// Whether the process has ended. What it still writes is read and ignored.
  func hasEnded() -> Bool {
    _ = process.read()
    process.readErrors()
    return process.hasEnded()
  }

  /// Kills the process, and everything that it started.
  func end() { process.end() }
}
