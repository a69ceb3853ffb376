import ArgumentParser
import Dialects
import Runs
import Text

/// `rmsprop dialects`: the catalogue.
struct DialectsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dialects",
    abstract: "List the programs that are called RMSprop, and where each differs from PyTorch.",
    discussion: """
      Without a name, every program of the catalogue, a line each. With names, all that is known \
      of these: defaults, source, what users reported.

      Examples:
        rmsprop dialects
        rmsprop dialects keras-3 tensorflow-v1
        rmsprop dialects --format json

      Exit codes: 0 done; 3 the output cannot be written; 64 the command line is wrong.
      """)

  /// The form of the list.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    /// The generated part of `docs/dialects.md`.
    case markdown
  }

  @Argument(
    help: ArgumentHelp("Programs, by their names in reports; as text only.", valueName: "name"))
  var names: [String] = []

  @Option(help: "For a person, for a program, or for a page (text, json or markdown).")
  var format = Format.text

  @OptionGroup var output: OutputFile

  func validate() throws {
    for name in names where Catalogue.entry(name) == nil {
      throw ValidationError(
        "No program of the catalogue is named '\(name.printable)'; see rmsprop dialects.")
    }
    if !names.isEmpty && format != .text {
      throw ValidationError("Names are for --format text; the other forms list every program.")
    }
  }

  func run() throws {
    try output.check()
    switch format {
    case .json: try output.write(Catalogue.json)
    case .markdown: try output.write(Catalogue.markdown)
    case .text where names.isEmpty: try output.write(Self.list)
    case .text:
      let entries = names.compactMap(Catalogue.entry)
      try output.write(entries.map(\.description).joined(separator: "\n"))
    }
  }

  /// Every program with its differences, by family.
  private static var list: String {
    let widest = Catalogue.entries.map(\.name.count).max() ?? 0
    let families = Catalogue.families.map { family in
      "\(family.title)\n"
        + family.entries.map { entry in
          "  \(entry.name.padded(widest + 2))\(entry.inShort)\n"
        }.joined()
    }
    return families.joined(separator: "\n")
  }
}

extension CatalogueEntry {
  /// The program's differences from PyTorch in a line.
  fileprivate var inShort: String {
    differences.isEmpty ? "as PyTorch" : differences.joined(separator: "; ")
  }

  /// All that is known of the program.
  fileprivate var description: String {
    let values = defaults.symbols.map { "\($0.symbol) \($0.value.map(Defaults.written) ?? "–")" }
    let missing = Feature.ofPrograms.filter(lacks.contains).map(\.words)
    var lines = [
      "\(title) (\(name))",
      "  versions  \(versions)",
      "  computes  \(inShort)",
      "  defaults  \(values.joined(separator: ", "))",
    ]
    if !missing.isEmpty { lines.append("  lacks     \(missing.joined(separator: ", "))") }
    let besides = Trait.allCases.filter(traits.contains).map(\.words)
    if !besides.isEmpty { lines.append("  besides   \(besides.joined(separator: ", "))") }
    let settings = arguments.isEmpty ? options.map { "\($0.setting): \($0.words)" } : []
    if !settings.isEmpty { lines.append("  options   \(settings.joined(separator: "; "))") }
    if let note { lines.append("  note      \(note)") }
    lines.append("  source    \(source)")
    if !reports.isEmpty { lines.append("  reports   \(reports.joined(separator: ", "))") }
    return lines.joined(separator: "\n") + "\n"
  }
}
