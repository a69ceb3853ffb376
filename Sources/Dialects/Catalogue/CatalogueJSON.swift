import Runs
import Text

extension Catalogue {
  /// The catalogue as JSON, a line for each program.
  package static var json: String {
    let lines = families.flatMap { family in
      family.entries.map { $0.json(in: family).text }
    }
    return """
      {
      "format": "rmsprop-dialects/1",
      "dialects": [
      \(lines.joined(separator: ",\n"))
      ]
      }

      """
  }
}

extension CatalogueEntry {
  fileprivate func json(in family: Catalogue.Family) -> JSONValue {
    func axes(_ switches: Dialect.Switches) -> JSONValue {
      let dialect = dialect(switches)
      // Whether a run ascends is its caller's choice, not a program's.
      return .object(
        Dialect.Axis.allCases.filter { $0 != .maximize }.map {
          ($0.rawValue, .string(dialect[$0].name))
        })
    }
    return .object([
      ("name", .string(name)), ("title", .string(title)), ("family", .string(family.title)),
      ("versions", .string(versions)),
      (
        "defaults",
        .object(
          zip(["lr", "alpha", "eps", "momentum"], defaults.symbols).map { key, value in
            (key, .optional(value.value, JSONValue.number))
          })
      ),
      ("axes", axes(Dialect.Switches())),
      ("axes_with_momentum", axes(Dialect.Switches(momentum: true))),
      ("axes_when_centered", axes(Dialect.Switches(centered: true))),
      ("differences", .array(differences.map(JSONValue.string))),
      ("lacks", .array(Feature.ofPrograms.filter(lacks.contains).map { .string($0.rawValue) })),
      (
        "traits",
        .array(Trait.allCases.filter(traits.contains).map { .string($0.rawValue) })
      ),
      ("options", .array(arguments.isEmpty ? options.map(\.json) : [])),
      ("note", .optional(note, JSONValue.string)), ("source", .string(source)),
      ("reports", .array(reports.map(JSONValue.string))),
    ])
  }
}

extension CatalogueOption {
  /// The option; the axes are those on which its other value chooses, with `null` for the number
  /// that is given.
  fileprivate var json: JSONValue {
    let (value, axes): (JSONValue, [(String, JSONValue)]) =
      switch other {
      case .value(let value, let choices):
        (.string(value), choices.map { ($0.axis.rawValue, .string($0.name)) })
      case .start: (.null, [(Dialect.Axis.initialSquareAverage.rawValue, .null)])
      }
    return .object([
      ("name", .string(name)), ("default", .string(standard)), ("value", value),
      ("axes", .object(axes)),
    ])
  }
}
