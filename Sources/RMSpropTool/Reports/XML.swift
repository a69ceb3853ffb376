import Text

/// What JUnit's XML is made of.
enum XML {
  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  static func attributes(_ attributes: [(String, String)]) -> String {
    attributes.map { "\($0)=\"\(escaped($1))\"" }.joined(separator: " ")
  }

  /// The rest of a test case, of which `head` is begun, with what went wrong.
  static func testCase(
    _ head: String, _ element: String, _ type: String, _ message: String, _ text: String
  ) -> String {
    "\(head)><\(element) \(attributes([("type", type), ("message", message)]))>"
      + "\(escaped(text))</\(element)></testcase>\n"
  }

  /// Text with XML's special characters escaped; line ends in attributes survive as references.
  static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line).printable.reduce(into: "") { text, character in
        switch character {
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "&": text += "&amp;"
        case "\"": text += "&quot;"
        default: text.append(character)
        }
      }
    }.joined(separator: "&#10;")
  }
}
