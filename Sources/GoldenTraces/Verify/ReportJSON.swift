import Runs
package import Text

extension Report {
  /// The report as JSON, in the form that `docs/reference/verify.md` describes: figures that
  /// do not exist are null.
  package var json: String { json(adding: []) }

  /// The report as JSON, with more members at the end.
  package func json(adding more: [(String, JSONValue)]) -> String {
    let members: [(String, JSONValue)] = [
      ("level", .optional(level) { .string($0.rawValue) }),
      ("conforms", .bool(conforms)),
      ("summary", summary.json),
      ("traces", .array(traces.map(\.json))),
      ("behaviours", .array(behaviours.map(\.json))),
    ]
    let candidate = subject.map { [("candidate", $0.json)] } ?? []
    let ending = ending.map { [("ending", JSONValue.string("\($0)"))] } ?? []
    return JSONValue.object(members + candidate + ending + more).spread + "\n"
  }
}

/// What the level `bound` adds: nothing at other levels.
private func bounds(
  _ unjudged: Int, _ maxBounds: Double?, _ median: Double?
) -> [(String, JSONValue)] {
  if unjudged == 0 && maxBounds == nil { return [] }
  return [
    ("unjudged", .count(unjudged)),
    ("max_bounds", .optional(maxBounds, JSONValue.number)),
    ("median_bound_over_error", .optional(median, JSONValue.number)),
  ]
}

extension Report.Summary {
  fileprivate var json: JSONValue {
    .object(
      [
        ("traces", .count(traces)),
        ("passed", .count(passed)),
        ("failed", .count(failed)),
        ("skipped", .count(skipped)),
        ("inconclusive", .count(inconclusive)),
        ("errors", .count(errors)),
        ("values", .count(values)),
        ("max_ulps", .optional(maxUlps, JSONValue.integer)),
        ("max_error", .optional(maxError, JSONValue.number)),
      ] + bounds(unjudged, maxBounds, medianBoundOverError))
  }
}

extension Report.Subject {
  fileprivate var json: JSONValue {
    .object([
      ("command", .string(command)),
      ("name", .optional(declaration?.name, JSONValue.string)),
      ("version", .optional(declaration?.version, JSONValue.string)),
      ("language", .optional(declaration?.language, JSONValue.string)),
      ("scalars", .array((declaration?.scalars ?? []).map { .string($0.rawValue) })),
      ("rounding", .string(declaration?.rounding?.rawValue ?? "unknown")),
      (
        "roundings_found",
        .object(found.map { ($0.rawValue, .array($1.roundings.map { .string($0.rawValue) })) })
      ),
      ("settings_found", .object(found.map { ($0.rawValue, .object($1[0].execution.all)) })),
      ("square_root", .string(declaration?.hasExactRoot ?? false ? "ieee" : "unknown")),
      ("reference", .string((declaration?.reference ?? .pytorch).rawValue)),
      (
        "supports",
        .array((declaration?.supports ?? []).map(\.rawValue).sorted().map(JSONValue.string))
      ),
    ])
  }
}

extension TraceReport {
  fileprivate var json: JSONValue {
    let (verdict, reason, divergence): (String, String?, Divergence?) =
      switch self.verdict {
      case .pass: ("pass", nil, nil)
      case .fail(let first): ("fail", nil, first)
      case .violated(let problem): ("fail", problem, nil)
      case .skipped(let reason): ("skipped", "\(reason)", nil)
      case .inconclusive(let reason): ("inconclusive", reason, nil)
      case .fault(let fault): ("error", fault.message, nil)
      case .error(let reason): ("error", reason, nil)
      }
    let fault: Fault.Kind? = if case .fault(let fault) = self.verdict { fault.kind } else { nil }
    return .object(
      [
        ("id", .string(id)),
        ("file", .string(file)),
        ("level", .optional(level) { .string($0.rawValue) }),
        ("verdict", .string(verdict)),
      ] + (reason.map { [("reason", .string($0))] } ?? [])
        + (fault.map { [("fault", .string($0.rawValue))] } ?? []) + [
          ("values", .count(values)),
          ("max_ulps", .optional(maxUlps, JSONValue.integer)),
          ("max_error", .optional(maxError, JSONValue.number)),
          ("first_divergence", .optional(divergence) { $0.json(equationsAtFault) }),
          ("resembles", .array(resembles.map(JSONValue.string))),
        ] + (axes.isEmpty ? [] : [("axes", .object(axes.map(\.json)))])
        + (neighbouringRoots.map { [("neighbouring_roots", .count($0))] } ?? [])
        + (passedOver.isEmpty
          ? [] : [("not_compared", .array(passedOver.map { .string($0.rawValue) }))])
        + (unknownHyperparameters.isEmpty
          ? [] : [("unknown_keys", .array(unknownHyperparameters.map { .string($0.key) }))])
        + (note.map { [("note", .string($0))] } ?? [])
        + (fitting.isEmpty
          ? [] : [("roundings", .array(fitting.roundings.map { .string($0.rawValue) }))])
        + (fitting.first?.unusualSettings ?? 0 == 0
          ? [] : [("settings", .object(fitting[0].execution.all))])
        + bounds(unjudged, maxBounds, tightness.median))
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
  fileprivate func json(_ equations: EquationsAtFault?) -> JSONValue {
    .object([
      ("step", .count(step)),
      ("coordinate", .count(coordinate)),
      ("quantity", .string(quantity.rawValue)),
      ("operation", .optional(equations) { .string($0.tags) }),
      ("expected", .number(expected)),
      ("expected_hex", .string(hexadecimal(expected))),
      ("actual", .number(actual)),
      ("actual_hex", .string(hexadecimal(actual))),
      ("ulps", .optional(ulps, JSONValue.integer)),
      ("error", .optional(error, JSONValue.number)),
    ])
  }
}

extension TraceReport.Axis {
  fileprivate var json: (String, JSONValue) { (name, .array(values.map(JSONValue.string))) }
}
