extension Report {
  /// The report as JSON, in the form that `docs/reference/verify.md` describes: figures that cannot
  /// be had are null.
  public var json: String {
    JSONValue.object([
      ("level", .optional(level) { .string($0.rawValue) }),
      ("conforms", .bool(conforms)),
      ("summary", summary.json),
      ("traces", .array(traces.map(\.json))),
      ("behaviours", .array(behaviours.map(\.json))),
    ]).spread + "\n"
  }
}

extension Report.Summary {
  fileprivate var json: JSONValue {
    .object([
      ("traces", .count(traces)),
      ("passed", .count(passed)),
      ("failed", .count(failed)),
      ("skipped", .count(skipped)),
      ("inconclusive", .count(0)),
      ("errors", .count(errors)),
      ("values", .count(values)),
      ("max_ulps", .optional(maxUlps, JSONValue.integer)),
      ("max_error", .optional(maxError, JSONValue.number)),
    ])
  }
}

extension TraceReport {
  fileprivate var json: JSONValue {
    let (verdict, reason, divergence): (String, String?, Divergence?) =
      switch self.verdict {
      case .pass: ("pass", nil, nil)
      case .fail(let first): ("fail", nil, first)
      case .skipped(let reason): ("skipped", reason, nil)
      case .error(let reason): ("error", reason, nil)
      }
    return .object(
      [
        ("id", .string(id)),
        ("file", .string(file)),
        ("level", .optional(level) { .string($0.rawValue) }),
        ("verdict", .string(verdict)),
      ] + (reason.map { [("reason", .string($0))] } ?? []) + [
        ("values", .count(values)),
        ("max_ulps", .optional(maxUlps, JSONValue.integer)),
        ("max_error", .optional(maxError, JSONValue.number)),
        ("first_divergence", .optional(divergence, \.json)),
        ("resembles", .array([])),
      ])
  }
}

extension BehaviourReport {
  fileprivate var json: JSONValue {
    .object([
      ("id", .string(id)),
      ("file", .string(file)),
      ("verdict", .string(difference == nil ? "pass" : "fail")),
      ("first_difference", .optional(difference) { .string("\($0)") }),
    ])
  }
}

extension Divergence {
  fileprivate var json: JSONValue {
    .object([
      ("step", .count(step)),
      ("coordinate", .count(coordinate)),
      ("quantity", .string(quantity.rawValue)),
      ("operation", .null),
      ("expected", .number(expected)),
      ("expected_hex", .string(hexadecimal(expected))),
      ("actual", .number(actual)),
      ("actual_hex", .string(hexadecimal(actual))),
      ("ulps", .optional(ulps, JSONValue.integer)),
      ("error", .optional(error, JSONValue.number)),
    ])
  }
}
