import PropertyCheck
import RMSpropLaws
import Runs
import Text

/// What was found of the statistical laws, for one subject.
struct StatisticalFinding {
  /// The name of the subject; empty if only one subject is checked.
  let subject: String
  let report: StatisticalReport

  /// Puts the statistical laws to a subject.
  init(_ implementation: any Implementation, named name: String, seed: UInt64) {
    self.subject = name
    report = StatisticalLaw.check(implementation, seed: seed)
  }

  /// The finding for a person: every claim, with what its test would see.
  var lines: [String] {
    let lines = report.description.split(separator: "\n").map { String($0).printable }
    return (subject.isEmpty ? [] : ["statistics (\(subject)):"]) + lines
  }

  var json: JSONValue {
    .object([
      ("of", .string(subject)), ("holds", .bool(report.holds)), ("level", .number(report.level)),
      (
        "claims",
        .array(
          report.results.map { result in
            .object([
              ("law", .string(result.law)), ("situation", .string(result.situation)),
              ("by", .string(result.source)), ("rejected", .bool(result.isRejected)),
              ("p", .number(result.claim.pValue)), ("seen", .string(result.statistic)),
              ("sees", .optional(result.claim.alternative, JSONValue.string)),
              ("power", .optional(result.claim.power, JSONValue.number)),
            ])
          })
      ),
    ])
  }
}
