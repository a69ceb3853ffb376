extension String {
  /// The text with control and format characters (such as those that turn the direction of
  /// writing) and line ends spelled out, so that a file's words cannot steer a terminal.
  package var printable: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        text += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
