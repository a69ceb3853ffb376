import Dialects
import Foundation
import GoldenTraces
import RMSpropLaws
import TestSupport

extension Claims {
  static let evidence = Claims(
    "docs/7-evidence.md",
    given: "2.13.0 1e-12 1e-5 128 16 32 60 1,000,000 20,000"
  ) {
    let golden = try Golden()
    for row in golden.sets { row }
    "longest goes on for \(count: golden.longest) steps"
    """
    \(count: golden.behaviours.count) recorded behaviours, with \
    \(count: golden.behaviours.reduce(0) { $0 + $1.calls.count }) calls between them
    """
    "\(count: try checkpoints(steps: 1_000_000)) files hold one of 1,000,000 steps each"
    let bounds = golden.bounds
    """
    \(count: bounds.passed) of \(count: bounds.traces) traces pass with \(count: bounds.values) \
    values judged
    """
    "the bound is \(bounds.medianBoundOverError ?? .nan, .significant(2)) times as wide (median)"
    """
    \(count: bounds.unjudged) values have bounds that leave less than half of the digits certain, \
    and \(count: bounds.inconclusive) traces no other value
    """
    let matrix = try Matrix()
    """
    \(count: matrix.mistakes) mistakes are known, each PyTorch's update with one line replaced; \
    \(count: matrix.origins) of them are what a real \
    program computes
    """
    "Each is killed, by \(count: matrix.fewestKillers) traces at least, and"
    "\(count: matrix.quick) traces are enough to kill them all"
    "Beside the mistakes stand \(count: matrix.equivalents) changes"
    "The bounds miss \(count: matrix.enclosed) of the mistakes"
    """
    \(count: matrix.kinds) kinds of program make \(count: matrix.pairs) pairs, and on each pair \
    some golden trace differs by \(matrix.margin, .significant(1)) or more
    """
    "\(count: Law.withoutOracle.count) such laws need no reference at all"
    """
    they catch \(count: try Matrix.lawKills()) of the \(count: matrix.mistakes) from parameters \
    alone
    """
    "\(count: FalseFriend.all.count) statements) has runs that refute each"
    """
    \(count: StatisticalLaw.all.count) statistical laws take \
    \(count: StatisticalLaw.gradients) gradients a claim
    """
    "in at most one run of \(count: Int((1 / StatisticalLaw.level).rounded()))"
    "The catalogue has \(count: Catalogue.entries.count) entries"
    let frameworks = try Repository.files(in: "Fixtures/frameworks", endingIn: ".json")
    """
    \(count: frameworks.count) recordings of \
    \(count: Set(frameworks.map { $0.split(separator: "/")[2] }).count) frameworks and versions
    """
    let adapters = try Repository.files(
      in: "docs/candidates", endingIn: ".py", ".c", ".cpp", ".rs", ".mjs"
    ).filter { !$0.hasSuffix("/rmsprop_candidate.py") }
    """
    \(count: adapters.count) programs in \
    \(count: Set(adapters.map { URL(filePath: $0).pathExtension }).count) languages speak
    """
  }

  /// How many files pin a run of so many steps.
  private static func checkpoints(steps: Int) throws -> Int {
    try Repository.files(in: "Fixtures/checkpoints", endingIn: ".json").count { file in
      let run = try Checkpoints(contentsOf: Repository.root.appending(path: file).path)
      return run.checkpoints.last?.step == steps
    }
  }
}

/// The golden traces, read and judged.
private struct Golden {
  var longest = 0
  let behaviours: [Behaviour]
  /// A row for each set: what is held to what, how many traces and values.
  var sets: [String] = []
  /// All of them at the level `bound`.
  let bounds: Report.Summary

  private static let sources: [(folder: String, words: String)] = [
    ("pytorch/fused", "PyTorch, fused"), ("pytorch/separate", "PyTorch, separate"),
    ("pytorch-stock", "PyTorch, untouched"), ("textbook", "exact textbook formulas"),
    ("batch", "exact batch program"),
  ]

  init() throws {
    let folder = try TraceFolder.golden()
    let traces = try folder.files.map { ($0, try folder.trace($0)) }
    longest = traces.map { $0.1.steps.count }.max() ?? 0
    behaviours = try folder.behaviours.map(folder.behaviour)
    bounds = Report.Summary(traces.map { $0.1.verify(at: .bound, file: $0.0) })
    for (name, words) in Self.sources {
      let set = traces.filter { $0.0.hasPrefix(name + "/") }.map(\.1)
      let levels = Set(set.compactMap(\.level?.rawValue)).sorted().joined(separator: ", ")
      let values = set.reduce(0) { sum, trace in
        sum
          + trace.steps.reduce(0) { sum, step in
            sum + Trace.Quantity.allCases.reduce(0) { $0 + (step.results[$1]?.count ?? 0) }
          }
      }
      sets.append(
        "| \(words) | `\(name)/` | \(levels) | \(count: set.count) | \(count: values) |")
    }
  }
}

/// What the recorded matrices say.
private struct Matrix {
  let mistakes, origins, equivalents, fewestKillers, enclosed, quick, kinds, pairs: Int
  let margin: Double

  init() throws {
    let json = try Self.json(KillMatrix.file)
    let mutants = json["mutants"] as? [[String: Any]] ?? []
    mistakes = mutants.count
    origins = mutants.count { $0["origin"] is String }
    equivalents = (json["equivalents"] as? [Any])?.count ?? 0
    fewestKillers = mutants.compactMap { ($0["killed_by"] as? [Int])?.count }.min() ?? 0
    enclosed = mutants.count { $0["out_of_bounds"] as? Int == 0 }
    quick = json["quick_is_smallest"] as? Bool == true ? (json["quick"] as? [Any])?.count ?? 0 : 0
    let dialects = json["dialects"] as? [[String: Any]] ?? []
    pairs = dialects.count
    kinds =
      Set(dialects.flatMap { [$0["a"] as? [String] ?? [], $0["b"] as? [String] ?? []] }).count
    margin = dialects.compactMap { $0["margin"] as? Double }.min() ?? 0
  }

  /// How many mistakes some law catches from parameters alone.
  static func lawKills() throws -> Int {
    let laws = try json(LawKills.file)["laws"] as? [[String: Any]] ?? []
    return Set(laws.flatMap { $0["kills"] as? [Int] ?? [] }).count
  }

  private static func json(_ file: String) throws -> [String: Any] {
    let data = Data(try Repository.text("Fixtures/\(file)").utf8)
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }
}
