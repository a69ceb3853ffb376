extension Catalogue {
  /// What programs compute with several of their options, or with a number of their caller's, and
  /// the catalogue has no entry for; v begins with one of the numbers where an option says so.
  static func combinations(starts: [Double]) -> [CatalogueEntry] {
    starts.isEmpty ? withoutStarts : entries.flatMap { $0.combinations(starts) }
  }

  private static let withoutStarts = entries.flatMap { $0.combinations([]) }
}

extension CatalogueEntry {
  /// This program with every combination of its options that has no entry of its own; none of an
  /// entry that has options already.
  fileprivate func combinations(_ starts: [Double]) -> [CatalogueEntry] {
    if options.isEmpty || !arguments.isEmpty { return [] }
    let known = Catalogue.entries.filter { $0.program == program }.map(\.arguments)
    return options.reduce([[]]) { combinations, option in
      let arguments = option.arguments(starts)
      return combinations + combinations.flatMap { given in arguments.map { given + [$0] } }
    }
    .filter { !known.contains($0) }.map { with($0) }
  }
}

extension CatalogueOption {
  /// The option with each value that is not its standard one, of numbers those given.
  fileprivate func arguments(_ starts: [Double]) -> [Argument] {
    switch other {
    case .value(let value, let choices): [Argument(name: name, value: value, choices: choices)]
    case .start: starts.compactMap(argument(start:))
    }
  }
}
