import Dialects
import Runs
import Text

/// What an identification found, for a person or a program.
struct IdentificationReport {
  let file: String
  /// What went in.
  let run: Run
  /// What was found.
  let found: Identification

  init(file: String, _ run: Run, _ found: Identification) {
    (self.file, self.run, self.found) = (file, run, found)
  }

  var id: String { run.id }

  var json: JSONValue {
    let axes = Dialect.Axis.allCases.map { axis in
      (axis.rawValue, JSONValue.array((found.axes[axis] ?? []).map { .string($0.name) }))
    }
    let matches = found.matches.map { match in
      JSONValue.object([
        ("dialect", .string(match.entry.name)),
        ("max_ulps", .optional(match.maxUlps, JSONValue.integer)),
        ("max_error", .optional(match.maxError, JSONValue.number)),
      ])
    }
    let findings = found.findings.map { finding in
      (
        finding.name,
        JSONValue.object([
          ("declared", .number(finding.declared)), ("effective", .number(finding.effective)),
          ("reason", .string(finding.reason)),
        ])
      )
    }
    return .object([
      ("id", .string(id)),
      ("file", .string(file)),
      ("verdict", .string(found.verdict.rawValue)),
      ("axes", .object(axes)),
      ("matches", .array(matches)),
      ("hyperparameters", .object(findings)),
      ("causes", .array(found.causes.map(\.json))),
      ("separating", .optional(found.separating) { $0.json }),
      ("notes", .array(found.notes.map(JSONValue.string))),
    ])
  }

  var text: String {
    var lines = ["\(id.printable): \(found.verdict.rawValue)"]
    for axis in Dialect.Axis.allCases {
      guard let values = found.axes[axis] else { continue }
      lines.append("  \(axis.rawValue.padded(20))\(values.map(\.name).joined(separator: " or "))")
    }
    lines += (sentences + found.notes).map { "  \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private var sentences: [String] {
    if found.verdict == .unknown {
      return ["No dialect of the catalogue's axes gives these values."]
    }
    if found.axes.isEmpty { return ["Nothing was seen that tells one RMSprop from another."] }
    var sentences: [String] = []
    if let names = Self.names(found.matches.map(\.entry)) {
      let peculiar = found.peculiarities(of: run)
      let how = peculiar.isEmpty ? "" : " (\(peculiar.joined(separator: ", ")))"
      sentences.append("You are running the RMSprop of \(names)\(how).")
      // Of several programs, some may have nothing to be noted.
      let remarks = Set(found.matches.compactMap(\.entry.note))
      if remarks.count == 1 { sentences += remarks }
    } else {
      sentences.append("No program of the catalogue computes this.")
    }
    sentences += found.causes.map(\.sentence) + found.changes
    sentences += found.findings.map { finding in
      "\(finding.name): \(finding.declared) is declared, \(finding.effective) is used: "
        + "\(finding.reason)."
    }
    if let probe = found.separating {
      sentences.append(
        "What is open would be told by \(probe.id): run it, or give your program to --candidate.")
    }
    return sentences
  }

  /// Programs in a sentence: the first few, PyTorch first.
  static func names(_ entries: [CatalogueEntry]) -> String? {
    guard let first = entries.first else { return nil }
    let shown = entries.prefix(4).map(\.title)
    let rest = entries.count - shown.count
    if shown.count == 1 { return first.title }
    return rest > 0
      ? shown.joined(separator: ", ") + " (and \(rest) more)"
      : shown.dropLast().joined(separator: ", ") + " and " + shown.last!
  }
}

extension Cause {
  fileprivate var json: JSONValue {
    let members: [(String, JSONValue)] =
      switch self {
      case .gradientsScaled(let factor): [("factor", .number(factor))]
      case .gradientsClipped(let measure, let limit):
        [("by", .string(measure == .value ? "value" : "norm")), ("at", .number(limit))]
      case .gradientsAccumulated(let calls, let accumulation):
        [("every", .integer(UInt64(calls))), ("by", .string(accumulation.rawValue))]
      case .subnormalsFlushed: []
      }
    return .object([("cause", .string(name))] + members)
  }
}
