import Mistakes
import Runs
import Text

extension LawKills {
  /// The file in the folder of fixtures that holds what was measured.
  package static let file = "law-kills.mutants.json"

  /// Mistakes that no law can tell from parameters alone, and why.
  package static let beyondParameters = [
    "mean-by-products": """
    In exact terms m is the same, and its rounding errors are as small: parameters differ by no \
    more than another order of operations may. With state, `mean-between` sees it.
    """
  ]

  /// The rows as JSON, a line for each law; what it catches are indices into the file's `mutants`.
  package var json: String {
    func indices(_ names: [String]) -> JSONValue {
      .array(mistakes.indices.filter { names.contains(mistakes[$0]) }.map(JSONValue.count))
    }
    let lines = rows.map { row in
      JSONValue.object([
        ("law", .string(row.law)),
        ("kills", indices(row.fromParameters)),
        ("kills_with_state", indices(row.fromState)),
      ]).text
    }
    let beyond = Self.beyondParameters.sorted { $0.key < $1.key }.map { name, reason in
      JSONValue.object([("name", .string(name)), ("because", .string(reason))]).text
    }
    return """
      {
      "format": "rmsprop-law-kills/1",
      "mutants": [
      \(mistakes.map { JSONValue.string($0).text }.joined(separator: ",\n"))
      ],
      "laws": [
      \(lines.joined(separator: ",\n"))
      ],
      "beyond_parameters": [
      \(beyond.joined(separator: ",\n"))
      ]
      }

      """
  }
}
