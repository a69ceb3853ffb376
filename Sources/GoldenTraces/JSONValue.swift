/// A value to be written as JSON, in the form that traces and reports have.
package indirect enum JSONValue {
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
  package var text: String { written(indent: nil) }

  /// The value in many lines: what is not an array of plain values is spread out.
  package var spread: String { written(indent: 0) }

  private var isPlain: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object: false
    default: true
    }
  }

  private func written(indent: Int?) -> String {
    switch self {
    case .null: return "null"
    case .bool(let value): return "\(value)"
    case .string(let text): return Self.quoted(text)
    case .integer(let value): return "\(value)"
    case .number(let value):
      if value.isNaN { return "\"NaN\"" }
      if value.isInfinite { return value > 0 ? "\"Infinity\"" : "\"-Infinity\"" }
      return "\(value)"
    case .array(let values):
      let inner = values.allSatisfy(\.isPlain) ? nil : indent
      return Self.enclosed("[", values.map { $0.written(indent: inner.map { $0 + 2 }) }, "]", inner)
    case .object(let members):
      let parts = members.map { key, value in
        "\(Self.quoted(key)): \(value.written(indent: indent.map { $0 + 2 }))"
      }
      return Self.enclosed("{", parts, "}", indent)
    }
  }

  private static func enclosed(
    _ open: String, _ parts: [String], _ close: String, _ indent: Int?
  ) -> String {
    guard let indent, !parts.isEmpty else { return open + parts.joined(separator: ", ") + close }
    let outer = "\n" + String(repeating: " ", count: indent)
    return open + parts.map { "\(outer)  \($0)" }.joined(separator: ",") + outer + close
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.reduce(into: "") { text, scalar in
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
    return "\"\(escaped)\""
  }
}
