import Dialects
import RMSprop

/// What the page of dialects says in numbers.
enum DialectsClaims {
  static let page = Claims("docs/dialects.md", given: "1e-3 0.9 1e-7 1e-4 0.99") { page in
    let all = Catalogue.entries
    let plain = all.map { $0.dialect(Dialect.Switches()) }
    page("programs", count: all.count)
    page("kinds", count: kinds)
    page("outside", count: plain.count { $0.epsilon == .outside })
    page("inside", count: plain.count { $0.epsilon == .inside })
    page("first-steps", try firstSteps(), .significant(4))
    page("begin-with-1", count: plain.count { $0.initialSquareAverage == .one })
    page("alpha-0.9", count: all.count { $0.defaults.alpha == 0.9 })
    page("alpha-0.99", count: all.count { $0.defaults.alpha == 0.99 })
    let epsilons = all.compactMap(\.defaults.epsilon).sorted()
    page("least-epsilon", CatalogueEntry.Defaults.written(epsilons.first!))
    page("largest-epsilon", CatalogueEntry.Defaults.written(epsilons.last!))
    for pair in SharedName.all {
      page.row(
        "\(pair.first)-\(pair.second)",
        ["first", "second", "plain", "momentum", "decay", "centered"],
        pair.titles + (try pair.ratios()))
    }
    let large = try ["keras-1.0.3", "keras-0.1"].map {
      try SharedName.steps(Catalogue.entry($0)!.dialect(Dialect.Switches()), gradient: 1)
    }
    let changes = zip(large[0], large[1]).map { (1 - $1 / $0).magnitude }
    page("large-gradient", changes.max()!, .significant(2))
    page(printed: Catalogue.markdown)
  }

  /// How many programs there are of which no two compute the same, whatever is switched on.
  private static var kinds: Int {
    Set(
      Catalogue.entries.map { entry in
        (0..<8).map {
          entry.dialect(
            Dialect.Switches(
              momentum: $0 & 1 != 0, centered: $0 & 2 != 0, weightDecay: $0 & 4 != 0))
        }
      }
    ).count
  }

  /// The first step with ε outside, over that with ε inside, where the gradient is next to nothing.
  private static func firstSteps() throws -> Double {
    let lengths = try [Dialect.Epsilon.outside, .inside].map { place -> Double in
      let h = Hyperparameters(learningRate: 1e-3, alpha: 0.9, epsilon: 1e-7)
      return try Dialect(epsilon: place).parameters(
        h, from: 0, gradients: [1e-15], rates: [1e-3])[0]
    }
    return lengths[0] / lengths[1]
  }
}
