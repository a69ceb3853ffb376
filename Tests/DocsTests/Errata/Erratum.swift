import NumberSystems
import Testing

/// A point of `docs/errata.md`, and the run that shows it.
struct Erratum: Sendable, CustomTestStringConvertible {
  /// The document's number and the point's: `0.10`.
  let point: String
  /// Runs, and adds what the page says under the point's heading.
  let evidence: @Sendable (inout ComputedValues) throws -> Void

  var testDescription: String { point }

  init(
    _ point: String, _ evidence: @escaping @Sendable (_ page: inout ComputedValues) throws -> Void
  ) {
    self.point = point
    self.evidence = evidence
  }

  static let all = ErrataOfDocument0.all + ErrataOfDocument1.all + ErrataOfDocument2.all

  /// Adds what its evidence shows, under keys that begin with the point.
  func add(to values: inout ComputedValues) throws {
    values.prefix = point + "-"
    try evidence(&values)
    values.prefix = ""
  }
}

extension Equation {
  /// The equation for a line of prose: without spaces, of which GitHub would show the comma.
  var inline: String { "$\(symbol) = \(formula.latex().replacing(" \\, ", with: " "))$" }
}
