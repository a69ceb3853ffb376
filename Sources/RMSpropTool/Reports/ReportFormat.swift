import ArgumentParser
import GoldenTraces
import Text

/// The form of `verify`'s report.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  /// JUnit's XML, which CI systems show.
  case junit
  /// Markdown, for a comment on a pull request.
  case markdown

  /// The report in this form. `known` is the file of known failures, and `surprises` what is not
  /// as it says.
  func write(
    _ report: Report, digests: String?, known: String?, _ surprises: [String]?
  ) -> String {
    switch self {
    case .text:
      TextReport(report, digests: digests).text + Self.lines(known, surprises)
    case .json:
      report.json(
        adding:
          surprises.map { [("surprises", .array($0.map(JSONValue.string)))] } ?? [])
    case .junit: JUnitReport(report).text
    case .markdown: MarkdownReport(report).text + Self.lines(known, surprises)
    }
  }

  private static func lines(_ known: String?, _ surprises: [String]?) -> String {
    guard let known, let surprises else { return "" }
    let lines = surprises.map { "surprise: \($0.printable)\n" }.joined()
    return "\n" + lines
      + (surprises.isEmpty
        ? "exactly the failures of \(known.printable)\n"
        : "not the failures of \(known.printable)\n")
  }
}
