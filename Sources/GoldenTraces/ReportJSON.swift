#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Report {
  /// The report as JSON, in the form that `docs/reference/verify.md` describes.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    var text = String(decoding: try encoder.encode(self), as: UTF8.self)
    // The encoder writes −0 as the whole number -0, whose sign most readers lose. Quotes in strings
    // are escaped, so that these are keys.
    for key in ["expected", "actual"] {
      text = text.replacing("\"\(key)\" : -0,", with: "\"\(key)\" : -0.0,")
    }
    return Data((text + "\n").utf8)
  }
}

// Figures that cannot be had are written as null, not left out: hence `encode` throughout, where
// synthesised code would write `encodeIfPresent`.

extension Report: Encodable {
  private enum Key: String, CodingKey { case level, conforms, summary, traces }

  /// Writes the report's keys.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(level, forKey: .level)
    try object.encode(conforms, forKey: .conforms)
    try object.encode(summary, forKey: .summary)
    try object.encode(traces, forKey: .traces)
  }
}

extension Report.Summary: Encodable {
  private enum Key: String, CodingKey {
    case traces, passed, failed, skipped, inconclusive, errors, values
    case maxUlps = "max_ulps"
    case maxError = "max_error"
  }

  /// Writes the summary's keys.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(traces, forKey: .traces)
    try object.encode(passed, forKey: .passed)
    try object.encode(failed, forKey: .failed)
    try object.encode(skipped, forKey: .skipped)
    try object.encode(0, forKey: .inconclusive)
    try object.encode(errors, forKey: .errors)
    try object.encode(values, forKey: .values)
    try object.encode(maxUlps, forKey: .maxUlps)
    try object.encode(maxError, forKey: .maxError)
  }
}

extension TraceReport: Encodable {
  private enum Key: String, CodingKey {
    case id, file, level, verdict, reason, values, resembles
    case maxUlps = "max_ulps"
    case maxError = "max_error"
    case firstDivergence = "first_divergence"
  }

  /// Writes the trace's keys.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(id, forKey: .id)
    try object.encode(file, forKey: .file)
    try object.encode(level, forKey: .level)
    try object.encode(values, forKey: .values)
    try object.encode(maxUlps, forKey: .maxUlps)
    try object.encode(maxError, forKey: .maxError)
    try object.encode([String](), forKey: .resembles)
    var divergence: Divergence?
    switch verdict {
    case .pass: try object.encode("pass", forKey: .verdict)
    case .fail(let first):
      try object.encode("fail", forKey: .verdict)
      divergence = first
    case .skipped(let reason):
      try object.encode("skipped", forKey: .verdict)
      try object.encode(reason, forKey: .reason)
    case .error(let reason):
      try object.encode("error", forKey: .verdict)
      try object.encode(reason, forKey: .reason)
    }
    try object.encode(divergence, forKey: .firstDivergence)
  }
}

extension Divergence: Encodable {
  private enum Key: String, CodingKey {
    case step, coordinate, quantity, operation, expected, actual, ulps, error
    case expectedHex = "expected_hex"
    case actualHex = "actual_hex"
  }

  /// Writes the divergence's keys.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(step, forKey: .step)
    try object.encode(coordinate, forKey: .coordinate)
    try object.encode(quantity.rawValue, forKey: .quantity)
    try object.encodeNil(forKey: .operation)
    try object.encode(expected, forKey: .expected)
    try object.encode(actual, forKey: .actual)
    try object.encode(hexadecimal(expected), forKey: .expectedHex)
    try object.encode(hexadecimal(actual), forKey: .actualHex)
    try object.encode(ulps, forKey: .ulps)
    try object.encode(error, forKey: .error)
  }
}

/// A number in C's hexadecimal form (`0x1.8p-3`), which shows every bit; NaN and infinities by
/// name.
public func hexadecimal(_ number: Double) -> String {
  guard !number.isNaN else { return "nan" }
  guard number.isFinite else { return "\(number)" }
  let sign = number.sign == .minus ? "-" : ""
  guard number != 0 else { return sign + "0x0p+0" }
  // A subnormal number's leading digit is 0, at the least exponent: as printf's %a has it.
  let exponent = number.isNormal ? Int(number.exponent) : -1022
  let digits = String(number.significandBitPattern, radix: 16)
  let padded = String(repeating: "0", count: 13 - digits.count) + digits
  let trimmed = padded.reversed().drop { $0 == "0" }.reversed()
  let fraction = trimmed.isEmpty ? "" : "." + String(trimmed)
  let plus = exponent < 0 ? "" : "+"
  return "\(sign)0x\(number.isNormal ? 1 : 0)\(fraction)p\(plus)\(exponent)"
}
