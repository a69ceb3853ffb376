extension Catalogue {
  /// The catalogue as Markdown: what each choice is and how many make it, then a table and notes
  /// for each family. `docs/dialects.md` holds it.
  package static var markdown: String {
    "\n## The choices\n\n\(axes)\n## The programs\n\n"
      + families.map(\.markdown).joined(separator: "\n") + "\n"
  }

  /// Every choice, its formula, and how many programs make it.
  private static var axes: String {
    var lines = ["| axis | value | in words | formula | programs |", "|---|---|---|---|---|"]
    for axis in Dialect.Axis.allCases {
      for (i, value) in axis.choices.enumerated() {
        let count = entries.count { $0.has(value) }
        lines.append(
          "| \(i == 0 ? "`\(axis.rawValue)`" : "") | `\(value.name)` | \(value.words) "
            + "| \(value.formula ?? "") | \(count) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Catalogue.Family {
  fileprivate var markdown: String {
    var lines = ["### \(title)", ""] + about.wrapped(100) + [""]
    lines.append("| program | differs from PyTorch | has | η | ρ | ε | μ |")
    lines.append("|---|---|---|---|---|---|---|")
    lines += entries.map(\.row)
    lines.append("")
    lines += entries.flatMap(\.item)
    return lines.joined(separator: "\n") + "\n"
  }
}

extension CatalogueEntry {
  fileprivate var row: String {
    let words = differences.isEmpty ? "–" : differences.joined(separator: "; ")
    let cells =
      [title, words, abilities.isEmpty ? "–" : abilities.joined(separator: ", ")]
      + defaults.symbols.map { $0.value.map(Defaults.written) ?? "–" }
    return "| \(cells.joined(separator: " | ")) |"
  }

  fileprivate var item: [String] {
    let read = versions == Self.oneRevision ? "" : "; \(versions)"
    var parts = ["**\(title)** (`\(name)`\(read))."]
    if let note { parts.append(note) }
    if !options.isEmpty && arguments.isEmpty {
      let settings = options.map { "`\($0.setting)` (\($0.words))" }
      parts.append("Options: \(settings.joined(separator: ", ")).")
    }
    parts.append("Source: `\(source)`.")
    if !reports.isEmpty {
      parts.append("Reports: \(reports.map(Self.link).joined(separator: ", ")).")
    }
    return parts.joined(separator: " ").wrapped(98).enumerated().map { i, line in
      (i == 0 ? "* " : "  ") + line
    }
  }

  /// The versions of most entries; the page leaves them out, because the source names the revision.
  private static let oneRevision = "the revision that was read"

  /// A report as a link to its thread.
  private static func link(_ report: String) -> String {
    let parts = report.split(separator: "#")
    return "[\(report)](https://github.com/\(parts[0])/issues/\(parts[1]))"
  }
}

extension String {
  /// The text in lines of at most `width` characters, longer only where a single word is.
  fileprivate func wrapped(_ width: Int) -> [String] {
    var lines: [String] = []
    for word in split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
