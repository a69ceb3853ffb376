import RMSprop
package import Runs

/// Finds which trace tells which dialects of the catalogue apart.
package struct PairSeparation {
  /// The programs in groups that compute the same, whatever is switched on.
  private let groups: [(names: [String], entry: CatalogueEntry)]
  /// For each pair, the greatest margin so far, and its trace.
  private var best: [[(margin: Double, trace: String)?]]

  package init() {
    var groups: [(names: [String], entry: CatalogueEntry)] = []
    var places: [[Dialect]: Int] = [:]
    for entry in Catalogue.entries {
      let choices = Dialect.Switches.all.map(entry.dialect)
      if let place = places[choices] {
        groups[place].names.append(entry.name)
      } else {
        places[choices] = groups.count
        groups.append(([entry.name], entry))
      }
    }
    self.groups = groups
    best = groups.map { _ in groups.map { _ in nil } }
  }

  /// Runs every dialect on a run's inputs.
  package mutating func add(_ run: Run, _ results: Results) {
    let observed = Observations<Double>(run, results)
    let effective = EffectiveHyperparameters(run.hyperparameters)
    let settings = StepCoefficients(effective, observed)
    let runs = groups.map { group in
      let dialect = group.entry.dialect(effective.switches)
        .ascending(run.hyperparameters.maximize)
      return observed.plain(dialect, settings).parameters
    }
    for a in runs.indices {
      for b in runs.indices.dropFirst(a + 1) {
        let margin = Self.margin(runs[a], runs[b])
        if margin > best[a][b]?.margin ?? 0 { best[a][b] = (margin, run.id) }
      }
    }
  }

  /// The largest difference of finite parameters, relative to the scale of the level `1e-12`; 2,
  /// which no finite ones reach, where NaN meets a number.
  private static func margin(_ a: [Double], _ b: [Double]) -> Double {
    var margin = 0.0
    var isNaN = false
    for (x, y) in zip(a, b) {
      isNaN = isNaN || x.isNaN != y.isNaN
      let difference = (x - y).magnitude / max(x.magnitude, y.magnitude, 1)
      if difference.isFinite && difference > margin { margin = difference }
    }
    return margin > 1e-12 ? margin : isNaN ? 2 : 0
  }

  /// Every pair, with the trace on which it parts most.
  package var pairs: [DialectPair] {
    groups.indices.flatMap { a in
      groups.indices.dropFirst(a + 1).map { b in
        let found = best[a][b].flatMap { $0.margin > 1e-12 ? $0 : nil }
        return DialectPair(
          a: groups[a].names, b: groups[b].names, trace: found?.trace, margin: found?.margin ?? 0)
      }
    }
  }
}

/// Two dialects of the catalogue, and what tells them apart.
package struct DialectPair: Sendable {
  /// The programs that compute each; at least one.
  package let a, b: [String]
  /// The trace on which they part most; `nil` if they part on none.
  package let trace: String?
  /// How far the parameters are apart there, relative to the scale of the level `1e-12`.
  package let margin: Double
}

extension Dialect.Switches {
  /// Every combination of switches.
  static let all: [Dialect.Switches] = (0..<8).map {
    Dialect.Switches(momentum: $0 & 1 != 0, centered: $0 & 2 != 0, weightDecay: $0 & 4 != 0)
  }
}
