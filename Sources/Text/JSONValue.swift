/// A value to be written as JSON, in the form that traces and reports have.
package enum JSONValue {
  case null
  case bool(Bool)
  case string(String)
  case integer(UInt64)
  /// The shortest digits that read back as the same double; −0 as -0.0; NaN and ±∞, which JSON has
  /// not, as strings.
  case number(Double)
  case array([JSONValue])
  /// Keys and values, in this order.
  case object([(String, JSONValue)])

  /// A number of things.
  package static func count(_ count: Int) -> JSONValue { .integer(UInt64(count)) }

  /// Numbers, as an array.
  package static func numbers(_ numbers: [Double]) -> JSONValue {
    .array(numbers.map(JSONValue.number))
  }

  /// What may be missing: null then.
  package static func optional<Value>(_ value: Value?, _ write: (Value) -> JSONValue) -> JSONValue {
    value.map(write) ?? .null
  }

  /// The value in one line.
  package var text: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// The value in many lines: what is not an array of plain values is spread out.
  package var spread: String {
    var text = ""
    write(to: &text, indent: 0)
    return text
  }

  private var isPlain: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object: false
    default: true
    }
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .string(let string): Self.write(string, to: &text)
    case .integer(let value): text += "\(value)"
    case .number(let value):
      if value.isFinite {
        text += value.description
      } else {
        text += value.isNaN ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\""
      }
    case .array(let values):
      let inner = values.allSatisfy(\.isPlain) ? nil : indent
      Self.enclose("[", "]", values, &text, inner) { value, text in
        value.write(to: &text, indent: inner.map { $0 + 2 })
      }
    case .object(let members):
      Self.enclose("{", "}", members, &text, indent) { member, text in
        Self.write(member.0, to: &text)
        text += ": "
        member.1.write(to: &text, indent: indent.map { $0 + 2 })
      }
    }
  }

  private static func enclose<Part>(
    _ open: String, _ close: String, _ parts: [Part], _ text: inout String, _ indent: Int?,
    _ write: (Part, inout String) -> Void
  ) {
    let line = indent.map { "\n" + String(repeating: " ", count: $0) }
    text += open
    for (i, part) in parts.enumerated() {
      if i > 0 { text += line == nil ? ", " : "," }
      if let line { text += line + "  " }
      write(part, &text)
    }
    if let line, !parts.isEmpty { text += line }
    text += close
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    ) {
      text += string
    } else {
      for scalar in string.unicodeScalars {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\t": text += "\\t"
        case "\r": text += "\\r"
        case "\0"..<" ":
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
