public import GoldenTraces

extension KillMatrix {
  /// The file in a folder of traces that holds its matrix.
  public static let file = "kill-matrix.mutants.json"

  /// The matrix as JSON, a line for each mistake and each pair.
  public var json: String {
    func lines(_ values: [JSONValue]) -> String {
      values.isEmpty ? "[]" : "[\n" + values.map(\.text).joined(separator: ",\n") + "\n]"
    }
    let mistakes = rows.filter { $0.mutant.equivalence == nil }.map { row in
      JSONValue.object([
        ("name", .string(row.mutant.name)),
        ("mistake", .string(row.mutant.mistake)),
        ("effect", .string(row.mutant.effect)),
        ("origin", .optional(row.mutant.origin, JSONValue.string)),
        ("out_of_bounds", .count(row.outOfBounds)),
        ("enclosed_because", .optional(row.mutant.enclosure, JSONValue.string)),
        ("killed_by", .array(row.killers.map(JSONValue.count))),
      ])
    }
    let equivalents = rows.filter { $0.mutant.equivalence != nil }.map { row in
      JSONValue.object([
        ("name", .string(row.mutant.name)),
        ("mistake", .string(row.mutant.mistake)),
        ("proof", .optional(row.mutant.equivalence, JSONValue.string)),
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
  /// - Throws: `TraceError`, if the folder has no matrix, or one that cannot be read.
  public static func quickCases(_ folder: TraceFolder) throws(TraceError) -> Set<String> {
    var reader = JSONReader(try readFile("\(folder.path)/\(file)"), file: "\(folder.path)/\(file)")
    var cases: Set<String> = []
    try reader.object { (reader, key) throws(TraceError) in
      if key == "quick" {
        let ids = try reader.values { (reader) throws(TraceError) in try reader.string() }
        cases = Set(ids.compactMap { $0.split(separator: "/").last.map(String.init) })
      } else {
        try reader.skip()
      }
    }
    return cases
  }
}
