import GoldenTraces
import RMSprop

/// Which trace tells which dialects of the catalogue apart.
struct DialectSeparation {
  /// Programs that compute the same whatever is switched on.
  private let groups: [(names: [String], entry: CatalogueEntry)]
  /// For each pair, the greatest margin so far, and its trace.
  private var best: [[(margin: Double, trace: String)?]]

  init() {
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

  /// Runs every dialect on a trace's inputs.
  mutating func add(_ trace: Trace) {
    let evidence = Evidence<Double>(trace)
    let effective = EffectiveHyperparameters(trace.hyperparameters)
    let settings = Settings(effective, evidence)
    let maximize: Dialect.Maximize = trace.hyperparameters.maximize ? .yes : .no
    let runs = groups.map { group in
      let dialect = Dialect(group.entry.dialect(effective.switches)) { $0.maximize = maximize }
      return evidence.run(dialect, settings)
    }
    for a in runs.indices {
      for b in runs.indices.dropFirst(a + 1) {
        let margin = Self.margin(runs[a], runs[b])
        if margin > best[a][b]?.margin ?? 0 { best[a][b] = (margin, trace.id) }
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

  var pairs: [KillMatrix.Pair] {
    groups.indices.flatMap { a in
      groups.indices.dropFirst(a + 1).map { b in
        let found = best[a][b].flatMap { $0.margin > 1e-12 ? $0 : nil }
        return KillMatrix.Pair(
          a: groups[a].names, b: groups[b].names, trace: found?.trace, margin: found?.margin ?? 0)
      }
    }
  }
}

extension Dialect.Switches {
  /// Every combination.
  static let all: [Dialect.Switches] = (0..<8).map {
    Dialect.Switches(momentum: $0 & 1 != 0, centered: $0 & 2 != 0, weightDecay: $0 & 4 != 0)
  }
}

extension Evidence {
  /// Every parameter after every step, in plain arithmetic.
  func run(_ dialect: Dialect, _ settings: Settings<Number>) -> [Number] {
    let coefficients: [Dialect.Coefficients<Number>] = settings.coefficients.map { $0.middle() }
    var all: [Number] = []
    for i in trace.parameters.indices {
      var it = Dialect.Coordinate(Number(trace.parameters[i]))
      for (t, step) in steps.enumerated() {
        if let gradient = step.gradient {
          dialect.update(&it, gradient[i].middle, coefficients[t], settings.switches)
        }
        all.append(it.theta)
      }
    }
    return all
  }
}
