import Dialects
package import GoldenTraces
package import Text

extension KillMatrix {
  /// The file in a folder of traces that holds its matrix.
  package static let file = "kill-matrix.mutants.json"

  /// The matrix as JSON, a line for each mistake and each pair.
  package var json: String {
    func lines(_ values: [JSONValue]) -> String {
      values.isEmpty ? "[]" : "[\n" + values.map(\.text).joined(separator: ",\n") + "\n]"
    }
    let mistakes = rows.filter(\.mistake.isMistake).map { row in
      JSONValue.object([
        ("name", .string(row.mistake.name)),
        ("mistake", .string(row.mistake.mistake)),
        ("effect", .string(row.mistake.effect ?? "")),
        ("origin", .optional(row.mistake.origin, JSONValue.string)),
        ("out_of_bounds", .count(row.outOfBounds)),
        ("enclosed_because", .optional(row.mistake.enclosure, JSONValue.string)),
        ("killed_by", .array(row.killers.map(JSONValue.count))),
      ])
    }
    let equivalents = rows.filter { !$0.mistake.isMistake }.map { row in
      JSONValue.object([
        ("name", .string(row.mistake.name)),
        ("mistake", .string(row.mistake.mistake)),
        ("proof", .optional(row.mistake.proof, JSONValue.string)),
      ])
    }
    let pairs = self.pairs.map { pair in
      JSONValue.object([
        ("a", .array(pair.a.map(JSONValue.string))), ("b", .array(pair.b.map(JSONValue.string))),
        ("trace", .optional(pair.trace, JSONValue.string)), ("margin", .number(pair.margin)),
      ])
    }
    return """
      {
      "format": "rmsprop-mutants/1",
      "traces": \(lines(traces.map(JSONValue.string))),
      "mutants": \(lines(mistakes)),
      "equivalents": \(lines(equivalents)),
      "quick": \(lines(quick.map(JSONValue.string))),
      "quick_is_smallest": \(quickIsSmallest),
      "dialects": \(lines(pairs))
      }

      """
  }

  /// The quick profile of a folder of traces: the names of the cases that kill every mistake.
  ///
  /// - Throws: `InputError`, if the folder has no matrix, or one that cannot be read.
  package static func quickCases(_ folder: TraceFolder) throws(InputError) -> Set<String> {
    var reader = JSONReader(try readFile("\(folder.path)/\(file)"), file: "\(folder.path)/\(file)")
    var cases: Set<String> = []
    try reader.object { (reader, key) throws(InputError) in
      if key == "quick" {
        let ids = try reader.values { (reader) throws(InputError) in try reader.string() }
        cases = Set(ids.compactMap { $0.split(separator: "/").last.map(String.init) })
      } else {
        try reader.skip()
      }
    }
    return cases
  }
}
