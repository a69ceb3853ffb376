import ArgumentParser
import Dialects
import GoldenTraces
import Mistakes
import RMSpropLaws
import Synchronization
import Text

/// `rmsprop mutants`: which trace tells which mistake.
struct Mutants: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which golden trace catches which mistake, and tells which dialects apart.",
    discussion: """
      Runs every known mistake on the golden traces. A trace kills a mistake if the parameters \
      leave the level 1e-12. Also: which mistakes no trace can tell from PyTorch, and why; as few \
      traces as kill all the others (`verify --profile quick`); and for every pair of dialects in \
      the catalogue the trace on which they part most.

      With --laws: which law of `rmsprop check` catches which mistake, without any reference, from \
      parameters alone and with state.

      With --rare: programs that are wrong where a condition holds that is seldom met, and how \
      many golden traces, drawn cases and laws catch each.

      Exit codes: 0 every mistake is killed, by two traces at least; 1 one is not, or --check \
      finds another matrix; 3 an input cannot be read, or the output cannot be written; 64 the \
      command line is wrong.
      """)

  @Option(help: ArgumentHelp("Ask the traces in this folder.", valueName: "folder"))
  var fixtures: String?

  @Flag(help: "Put the mistakes to the laws, not to the traces.")
  var laws = false

  @Flag(help: "Put programs that are seldom wrong to verify's cases and to the laws.")
  var rare = false

  @Flag(help: "Compare with the folder's file, as JSON: kill-matrix, law-kills or rare-kills.")
  var check = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.file.check()
    if laws { return try runLaws() }
    if rare { return try runRare() }
    let path = try FixturesFolder.path(fixtures)
    let committed = check ? try contents(of: "\(path)/\(KillMatrix.file)") : nil
    let matrix: KillMatrix
    var progress: Progress?
    do {
      let folder = try TraceFolder(path)
      progress = Progress(
        total: KillMatrix.files(folder).count, isWanted: output.file.leavesTerminalFree)
      matrix = try KillMatrix(folder) { progress?.advance() }
    } catch let error as InputError {
      throw Failure.input("\(error)")
    }
    progress?.clear()
    if matrix.traces.isEmpty { throw Failure.nothing("\(path): no trace of pytorch/fused/float64") }
    try compare(matrix.json, with: committed, KillMatrix.file)
    try output.file.write(output.format == .json ? matrix.json : matrix.text)
    if !matrix.isComplete { throw ExitCode(ExitStatus.diverges) }
  }

  private func runLaws() throws {
    let committed =
      check ? try contents(of: "\(FixturesFolder.path(fixtures))/\(LawKills.file)") : nil
    let progress = Mutex(
      Progress(total: Law.withoutOracle.count, isWanted: output.file.leavesTerminalFree))
    let kills = LawKills.measured { progress.withLock { $0.advance() } }
    progress.withLock { $0.clear() }
    try compare(kills.json, with: committed, LawKills.file)
    try output.file.write(output.format == .json ? kills.json : kills.text)
    if !kills.isComplete { throw ExitCode(ExitStatus.diverges) }
  }

  private func runRare() throws {
    let path = try FixturesFolder.path(fixtures)
    let committed = check ? try contents(of: "\(path)/\(RareKills.file)") : nil
    let kills: RareKills
    do { kills = try RareKills.measured(try TraceFolder(path)) } catch let error as InputError {
      throw Failure.input("\(error)")
    }
    try compare(kills.json, with: committed, RareKills.file)
    try output.file.write(output.format == .json ? kills.json : kills.text)
    if !kills.passingAll.isEmpty { throw ExitCode(ExitStatus.diverges) }
  }

  /// Makes sure that what was committed, if it is asked for, is what was found.
  private func compare(_ json: String, with committed: [UInt8]?, _ file: String) throws {
    if let committed, committed != Array(json.utf8) {
      let options = "\(laws ? "--laws " : rare ? "--rare " : "")--format json"
      throw Failure.nothing("\(file): is not what `rmsprop mutants \(options)` prints")
    }
  }

  private func contents(of file: String) throws -> [UInt8] {
    do { return try readFile(file) } catch { throw Failure.input("\(error)") }
  }
}

extension KillMatrix {
  fileprivate var text: String {
    let mistakes = rows.filter(\.mistake.isMistake)
    let equivalents = rows.filter { !$0.mistake.isMistake }
    let widest = rows.map(\.mistake.name.count).max() ?? 0
    var lines = ["mistake".padded(widest + 2) + "killed by  out of bounds  what is wrong"]
    for row in mistakes.sorted(by: { $0.killers.count < $1.killers.count }) {
      lines.append(
        row.mistake.name.padded(widest + 2) + "\(row.killers.count)".leftPadded(9)
          + "\(row.outOfBounds)".leftPadded(15) + "  \(row.mistake.mistake)")
    }
    let survivors = mistakes.count { $0.killers.isEmpty }
    let least = mistakes.map(\.killers.count).min() ?? 0
    lines += [
      "",
      "\(mistakes.count) mistakes, \(traces.count) traces: \(mistakes.count - survivors) killed, "
        + "each by \(least) traces at least",
      "\(equivalents.count) changes that are not mistakes:",
    ]
    lines += equivalents.map {
      "  \($0.mistake.name): \($0.mistake.mistake) \($0.mistake.proof ?? "")"
    }
    let proof = quickIsSmallest ? "no fewer do" : "fewer may do"
    lines += ["", "\(quick.count) traces kill them all; \(proof):"] + quick.map { "  \($0)" }
    let parted = pairs.filter { $0.trace != nil }
    lines += ["", "\(pairs.count) pairs of dialects, \(parted.count) told apart"]
    if let closest = parted.min(by: { $0.margin < $1.margin }) {
      lines.append(
        "  the closest: \(closest.a[0]) and \(closest.b[0]), \(closest.margin) apart in "
          + "\(closest.trace ?? "")")
    }
    lines += pairs.filter { $0.trace == nil }.map {
      "  not told apart: \($0.a[0]) and \($0.b[0])"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension RareKills {
  fileprivate var text: String {
    let widest = rows.map(\.name.count).max() ?? 0
    var lines = ["program".padded(widest + 2) + "golden  drawn  laws  what is wrong"]
    lines += rows.map { row in
      row.name.padded(widest + 2) + "\(row.golden)".leftPadded(6) + "\(row.drawn)".leftPadded(7)
        + "\(row.laws)".leftPadded(6) + "  \(row.mistake)"
    }
    let caught = rows.count - passingVerify.count
    lines += [
      "",
      "\(rows.count) programs: \(caught) fail verify, \(rows.count - passingAll.count) fail "
        + "verify or check",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}

extension LawKills {
  fileprivate var text: String {
    let widest = rows.map(\.law.count).max() ?? 0
    var lines = ["law".padded(widest + 2) + "catches  with state  what is true"]
    for row in rows {
      let statement = Law.named(row.law)?.statement ?? ""
      lines.append(
        row.law.padded(widest + 2) + "\(row.fromParameters.count)".leftPadded(7)
          + "\(row.fromParameters.count + row.fromState.count)".leftPadded(12)
          + "  \(statement)")
    }
    let mistakes = Mistake.all.count(where: \.isMistake)
    lines += [
      "",
      "\(mistakes) mistakes, \(rows.count) laws: \(killedFromParameters.count) caught from "
        + "parameters alone, \(killedWithState.count) with state",
    ]
    for (name, reason) in Self.beyondParameters.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(name), from parameters: \(reason)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
