import Runs
package import Text

extension Catalogue {
  /// A program by its name, with options of its own or other choices on some axes after a colon:
  /// `keras-3`, `optax:eps_in_sqrt=False,initial_scale=0.5`, `optax:epsilon=outside`.
  ///
  /// - Throws: `InputError`, which calls the name `place`, if there is no such program, option,
  ///   axis or choice.
  package static func program(
    _ text: String, place: String
  ) throws(InputError) -> DialectImplementation {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let entry = entry(name) else {
      throw problem(
        place, "no program of the catalogue (rmsprop dialects) is named \"\(name.prefix(40))\"",
        name, entries.map(\.name))
    }
    guard parts.count == 2 else { return DialectImplementation(entry) }
    var arguments = entry.arguments
    var choices: [Dialect.Choice] = []
    for setting in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      let sides = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let (key, value) = (String(sides[0]), String(sides[sides.count - 1]))
      let isOnAxis = Dialect.Axis(rawValue: key)?.choice(named: value) != nil
      if !isOnAxis, let option = entry.options.first(where: { $0.name == key }) {
        arguments.removeAll { $0.name == key }
        arguments += try argument(option, value, place)
      } else {
        choices.append(try choice(key, value, of: entry, place))
      }
    }
    let chosen =
      arguments == entry.arguments
      ? entry : (self.entry(entry.program) ?? entry).with(entry.ordered(arguments))
    return DialectImplementation(chosen.choosing(choices, named: text))
  }

  /// An option of a program with the value that is given; empty if that is its standard one.
  private static func argument(
    _ option: CatalogueOption, _ value: String, _ place: String
  ) throws(InputError) -> [CatalogueOption.Argument] {
    if value == option.standard { return [] }
    guard let argument = option.argument(value) else {
      throw problem(
        place, "expected \(option.name)=value (\(option.values)), found \"\(value.prefix(40))\"",
        value, option.names)
    }
    return argument.value == option.standard ? [] : [argument]
  }

  /// The choice of a value on an axis, both by name.
  private static func choice(
    _ key: String, _ value: String, of entry: CatalogueEntry, _ place: String
  ) throws(InputError) -> Dialect.Choice {
    let axes = Dialect.Axis.allCases.map(\.rawValue)
    guard let axis = Dialect.Axis(rawValue: key) else {
      let options = entry.options.map(\.name)
      let own = options.isEmpty ? "" : "an option (\(options.joined(separator: ", "))) or "
      throw problem(
        place,
        "expected \(own)an axis (\(axes.joined(separator: ", "))), found \"\(key.prefix(40))\"",
        key, options + axes)
    }
    guard let choice = axis.choice(named: value) else {
      let names = axis.choices.map(\.name)
      throw problem(
        place,
        "expected \(key)=value (\(names.joined(separator: ", "))), found \"\(value.prefix(40))\"",
        value, names)
    }
    return choice
  }

  /// What is wrong, with the name that may have been meant.
  private static func problem(
    _ place: String, _ problem: String, _ word: String, _ known: [String]
  ) -> InputError {
    let near = nearest(to: word, among: known)
    return InputError(
      file: place, place: "", problem: problem + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
  }
}
