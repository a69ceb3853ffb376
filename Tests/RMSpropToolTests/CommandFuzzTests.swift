import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import RMSpropTool

/// Command lines of verbs, options and values drawn at random, with damaged files among the inputs.
/// `RMSPROP_FUZZ` is the number of damaged files of each kind (`FuzzTests`); a tenth as many lines
/// are parsed here, and a fiftieth are run, as processes.
struct CommandFuzzTests {
  private static let parsed = Damage.count / 10
  private static let run = Damage.count / 50
  private static let seed: UInt = 55

  private static let verbs = ["verify", "trace", "compare", "explain", "plot"]
  private static let implementations = [
    "pytorch", "pytorch/separate", "pytorch/fused/float32", "pytorch/fused/float16",
    "textbook-none", "textbook-inside/float32", "batch", "batch/float16", "pytorch/", "keras", "",
  ]
  private static let numbers = [
    "0", "1", "-1", "0.5", "-0.0", "1e-8", "1e308", "1e999", "nan", "inf", "-inf", "0x1p-3", "2,3",
    "1,2,3", "", "x", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "5e-324",
    "1,", "none", "0.1 0.2", "\u{1B}[31m", "١", "1_000", "--lr",
  ]
  private static let words = [
    "text", "json", "xml", "bits", "1e-12", "exact", "sigmoid", "linear", "cubic", "*", "pytorch/*",
    "[", "--", "-", "-h", "--help", "--version", "--experimental-dump-help",
    "--generate-completion-script", "\u{FFFD}", "a b", "'",
  ]
  private static let ofVerify = ["--fixtures", "--level", "--only", "--format", "--output"]
  private static let ofRuns = [
    "--lr", "--alpha", "--eps", "--weight-decay", "--momentum", "--centered", "--no-centered",
    "--maximize", "--format", "--output",
  ]
  private static let others = [
    "--params", "--gradient", "--gradients", "--model", "--epochs", "--implementation", "--step",
    "--coordinate", "--help",
  ]

  /// What a careless user may type, often enough in a form that runs.
  private static func line(_ random: Random, _ files: [String]) -> [String] {
    let verb = random.element(of: random.integer(in: 0..<20) == 0 ? words : verbs)
    var line = [verb]
    func value(for option: String) -> String {
      if random.integer(in: 0..<8) == 0 { return random.element(of: numbers + words + files) }
      return switch option {
      case "--fixtures", "--gradients", "--output": random.element(of: files)
      case "--level", "--only", "--format", "--model": random.element(of: words)
      case "--implementation": random.element(of: implementations)
      case "--epochs", "--step", "--coordinate": String(random.integer(in: -2..<6))
      default: random.element(of: numbers)
      }
    }
    if verb == "compare" {
      line += [random.element(of: implementations), random.element(of: implementations)]
    }
    switch verb == "verify" ? 3 : random.integer(in: 0..<4) {
    case 0: line += ["--params", "1,2", "--gradient", "0.5,3", "--gradient", "0.1 -4"]
    case 1: line += ["--model", "sigmoid", "--epochs", "3"]
    case 2: line.append(random.element(of: files))
    default: break
    }
    let own = verb == "verify" ? ofVerify : ofRuns
    for _ in 0..<random.integer(in: 0..<4) {
      let option = random.element(of: random.integer(in: 0..<8) == 0 ? others : own)
      let isFlag = ["--centered", "--no-centered", "--maximize", "--help"].contains(option)
      line.append(option)
      if !isFlag { line.append(value(for: option)) }
    }
    if random.integer(in: 0..<10) == 0 { line.remove(at: random.integer(in: 0..<line.count)) }
    return line
  }

  /// A folder with what a command may meet; the names in it, and some that are not there.
  private func inputs(_ folder: TemporaryFolder, _ random: Random) throws -> [String] {
    let trace = try Repository.text("Fixtures/pytorch/fused/float64/basic-plain.json")
    try folder.write(trace, to: "good/trace.json")
    try folder.write("1 2\n# none\nnone\n3,4\n", to: "gradients.txt")
    try folder.write("1 2\n3\n", to: "ragged.txt")
    try folder.write("", to: "empty/empty.json")
    try folder.write("taken", to: "taken.txt")
    for i in 0..<6 {
      var text = Array(trace.utf8)
      let start = random.integer(in: 0..<text.count)
      text.removeSubrange(start..<min(text.count, start + 1 + random.integer(in: 0..<9)))
      try folder.write(String(decoding: text, as: UTF8.self), to: "damaged/\(i).json")
    }
    return [
      "good", "good/trace.json", "good/trace.json", "gradients.txt", "ragged.txt", "empty",
      "empty/empty.json", "damaged", "damaged/0.json", "damaged/3.json", "missing", "missing/x",
      "taken.txt", "new.txt", "/dev/null", ".", "",
    ]
  }

  @Test func `a command line is taken or refused as a usage error`() throws {
    let random = Random(seed: Self.seed)
    let files = try inputs(TemporaryFolder(), random)
    var (taken, refused) = (0, 0)
    for number in 0..<Self.parsed {
      let line = Self.line(random, files)
      do {
        _ = try RMSpropTool.parseAsRoot(line)
        taken += 1
      } catch is Failure {
        refused += 1
      } catch {
        let code = RMSpropTool.exitCode(for: error).rawValue
        #expect(code == 64 || code == 0, "seed \(Self.seed), number \(number): \(line)")
        #expect(!RMSpropTool.fullMessage(for: error).isEmpty)
        refused += 1
      }
    }
    print("fuzzed with seed \(Self.seed): \(taken) lines taken, \(refused) refused")
    #expect(taken > Self.parsed / 20 && refused > Self.parsed / 4, "\(taken), \(refused)")
  }

  @Test func `a command ends with a documented code, and nothing half done`() async throws {
    let random = Random(seed: Self.seed)
    let folder = try TemporaryFolder()
    let files = try inputs(folder, random)
    var codes: [Int32: Int] = [:]
    for number in 0..<Self.run {
      let line = Self.line(random, files)
      try folder.write("taken", to: "taken.txt")
      let outcome = try await Command.run(
        line, environment: ["RMSPROP_FIXTURES": "good"], in: folder.path, deadline: 60)
      let about: Comment = "number \(number): \(line): \(outcome)"
      let code = try #require(outcome.status, about)
      codes[code, default: 0] += 1
      try #require([0, 1, 3, 64].contains(code), about)
      if code == 0 { #expect(outcome.errors == "", about) }
      if code == 3 || code == 64 { #expect(outcome.errors != "", about) }
      if code == 64 { #expect(outcome.output == "", about) }
      // No control characters of the input reach the terminal.
      #expect(!(outcome.output + outcome.errors).contains("\u{1B}"), about)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(!names.contains { $0.hasSuffix(".tmp") }, about)
      if code == 64 || !line.contains("--output") {
        let kept = try String(contentsOfFile: "\(folder.path)/taken.txt", encoding: .utf8)
        #expect(kept == "taken", about)
      }
    }
    print("fuzzed: ran \(Self.run) command lines: exit codes \(codes)")
    #expect(codes[0] != nil && codes[3] != nil && codes[64] != nil)
  }
}
