import Runs
package import Text

extension Catalogue {
  /// A program by its name, with other choices on some axes after a colon:
  /// `keras-3`, `optax:epsilon=outside,momentum=nesterov`.
  ///
  /// - Throws: `InputError`, which calls the name `place`, if there is no such program, axis or
  ///   choice.
  package static func program(
    _ text: String, place: String
  ) throws(InputError) -> DialectImplementation {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let entry = entry(name) else {
      let near = nearest(to: name, among: entries.map(\.name))
      throw InputError(
        file: place, place: "",
        problem: "no program of the catalogue (rmsprop dialects) is named \"\(name.prefix(40))\""
          + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
    }
    guard parts.count == 2 else { return DialectImplementation(entry) }
    var choices: [Dialect.Choice] = []
    for option in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      choices.append(try choice(String(option), place))
    }
    return DialectImplementation(entry.choosing(choices, named: text))
  }

  /// A choice in the form `axis=value`.
  private static func choice(
    _ text: String, _ place: String
  ) throws(InputError) -> Dialect.Choice {
    func problem(_ what: String, _ word: Substring, _ known: [String]) -> InputError {
      InputError(
        file: place, place: "",
        problem: "expected \(what) (\(known.joined(separator: ", "))), found \"\(word.prefix(40))\""
      )
    }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let axis = Dialect.Axis(rawValue: String(parts[0])) else {
      throw problem("an axis", parts[0], Dialect.Axis.allCases.map(\.rawValue))
    }
    let names = axis.choices.map(\.name)
    guard parts.count == 2, let index = names.firstIndex(of: String(parts[1])) else {
      throw problem("\(axis.rawValue)=value", parts.last!, names)
    }
    return axis.choices[index]
  }
}

extension CatalogueEntry {
  /// This program with other choices, which hold whatever is switched on.
  fileprivate func choosing(_ choices: [Dialect.Choice], named name: String) -> CatalogueEntry {
    let dialect = choices.reduce(dialect) { $0.with($1) }
    return CatalogueEntry(
      name, title, versions: versions, lr: defaults.learningRate, alpha: defaults.alpha,
      eps: defaults.epsilon, momentum: defaults.momentum, lacks: lacks, source: source,
      dialect: dialect,
      epsilonMoves: choices.contains { $0.axis == .epsilon } ? [:] : epsilonMoves, traits: traits)
  }
}
