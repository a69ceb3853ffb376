extension Catalogue {
  /// What programs compute with several of their options, or with a number of their caller's, and
  /// the catalogue has no entry for; v begins with one of the numbers where an option says so.
  static func combinations(starts: [Double]) -> [CatalogueEntry] {
    starts.isEmpty ? withoutStarts : entries.flatMap { $0.combinations(starts) }
  }

  private static let withoutStarts = entries.flatMap { $0.combinations([]) }

  /// The dialects, each once, of programs that let their caller say with which number v begins.
  static func startingAnywhere(_ switches: Dialect.Switches) -> [Dialect] {
    var seen: Set<Dialect> = []
    return (entries + withoutStarts).filter { $0.options.contains(where: \.isStart) }
      .map { $0.dialect(switches).with(.initialSquareAverage(.zero)) }
      .filter { seen.insert($0).inserted }
  }
}

extension [Dialect] {
  /// The numbers other than 0 with which v begins.
  var starts: [Double] {
    Set(compactMap { $0[.initialSquareAverage].start }).subtracting([0]).sorted()
  }
}

extension Dialect.Choice {
  /// The number with which v begins; `nil` for any other choice.
  var start: Double? {
    guard case .initialSquareAverage(.number(let start)) = self else { return nil }
    return start
  }
}

extension [CatalogueEntry] {
  /// The entries whose options are all needed: neither another of the list nor one of `others` is
  /// the same program with fewer of the same options.
  func needed(beside others: [CatalogueEntry]) -> [CatalogueEntry] {
    filter { entry in
      !(self + others).contains { other in
        other.program == entry.program && other.arguments.count < entry.arguments.count
          && other.arguments.allSatisfy(entry.arguments.contains)
      }
    }
  }
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
