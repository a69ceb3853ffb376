import Dialects
import Foundation
import GoldenTraces
import Mistakes
import RMSpropLaws
import TestSupport

/// What the recorded matrices say.
struct MatrixFacts {
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

  /// How many programs are seldom wrong; how many of them golden traces catch, and `verify`.
  static func rareKills() throws -> (all: Int, golden: Int, verify: Int) {
    let rows = try json(RareKills.file)["programs"] as? [[String: Any]] ?? []
    func count(_ keys: String...) -> Int {
      rows.count { row in keys.contains { row[$0] as? Int ?? 0 > 0 } }
    }
    return (rows.count, count("golden_traces"), count("golden_traces", "drawn_cases"))
  }

  private static func json(_ file: String) throws -> [String: Any] {
    let data = Data(try Repository.text("Fixtures/\(file)").utf8)
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }
}
