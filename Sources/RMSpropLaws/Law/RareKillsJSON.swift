import Text

extension RareKills {
  /// The file in the folder of fixtures that holds what was measured.
  package static let file = "rare-kills.mutants.json"

  /// The rows as JSON, a line for each program.
  package var json: String {
    let lines = rows.map { row in
      JSONValue.object([
        ("program", .string(row.name)), ("mistake", .string(row.mistake)),
        ("golden_traces", .count(row.golden)), ("drawn_cases", .count(row.drawn)),
        ("laws", .count(row.laws)),
      ]).text
    }
    return """
      {
      "format": "rmsprop-rare-kills/1",
      "programs": [
      \(lines.joined(separator: ",\n"))
      ]
      }

      """
  }
}
