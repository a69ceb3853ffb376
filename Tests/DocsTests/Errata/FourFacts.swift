import RMSprop
import Testing

/// The four facts at the head of the errata.
enum FourFacts {
  /// Document 1's program never converges.
  static func never(_ page: inout ComputedValues) throws {
    let recorded = try Document1Runs.recorded()
    let (closest, cycle) = (recorded.limit.closest, recorded.limit.cycle)
    page("never-closest", closest.distance.max()!, .significant(2))
    page("never-closest-epoch", count: closest.epoch)
    // The rate is seen as a step over its gradient, where v is nothing beside ε.
    let method = try BatchRMSprop()
    var (theta, state): ([Double], OptimizerState<Double>?) = ([0], nil)
    method.step(&theta, gradients: [[1e-12]], state: &state)
    page("never-rate", -theta[0] / 1e-12, .significant(4))
    for (name, point) in zip(["one", "other"], cycle) {
      page("never-\(name)-w", point[0], .fixed(6))
      page("never-\(name)-b", point[1], .fixed(6))
    }
    let apart = (0..<2).map { Digits.significant(4).written(cycle[1][$0] - cycle[0][$0]) }
    #expect(cycle.count == 2 && apart[0] == apart[1])
    page("never-apart", apart[0])

    let run = Document1Runs.run(1000, method)
    let gaps = zip(run, recorded.steps).map { ours, exact in
      zip(ours, exact.params).map { ($0 - $1).magnitude }.max()!
    }
    // Other machines' exp may round otherwise: a bound, not a value.
    page("never-error", gaps.max()! < 1e-13 ? 1e-13 : .nan, .significant(1))
    page("never-exact-epochs", count: gaps.count)
    let later = zip(run[closest.epoch - 1], closest.params).map { ($0 - $1).magnitude }.max()!
    page("never-later", later > 1e-6 ? 1e-6 : .nan, .significant(1))
    let last = run.suffix(2).sorted { $0[0] < $1[0] }
    for (point, exact) in zip(last, cycle) {
      for i in 0..<2 { #expect((point[i] - exact[i]).magnitude < 1e-6) }
    }
  }

  /// Document 2's formula cannot be recovered.
  static func unrecoverable(_ page: inout ComputedValues) throws {
    for formula in [TextbookRMSprop.Formula.epsilonOutside, .epsilonInside, .withoutRoot] {
      let textbook = try TextbookRMSprop(formula, learningRate: 1)
      for (name, gradient) in [("1", 1), ("0.001", 1e-3), ("1e-6", 1e-6)] {
        page("reading-\(formula)-\(name)", textbook.firstStep(gradient), .significant(3))
      }
    }
  }

  /// PyTorch's centered form can give NaN on a constant gradient.
  static func centered(_ page: inout ComputedValues) throws {
    let record = try DocumentRecord.of("0.13")
    let single = firstNaN(Float(0.7))
    #expect(try Double(single ?? 0) == record.number("single"))
    page("centered-float32", count: single ?? 0)
    let double = firstNaN(0.1)
    #expect(try Double(double ?? 0) == record.number("double"))
    page("centered-float64", count: double ?? 0)
    #expect(record.isMissing("another") && firstNaN(0.7) == nil)
    let constants = (1...100).map { Double($0) / 100 }
    page("centered-first", constants[0], .fixed(2))
    page("centered-second", constants[1], .fixed(2))
    page("centered-last", constants[99], .fixed(2))
    page("centered-float32-count", count: constants.count { firstNaN(Float($0)) != nil })
    page("centered-float64-count", count: constants.count { firstNaN($0) != nil })
  }

  /// The first of 1000 steps after which a parameter is NaN, centered at ρ = 0.9.
  static func firstNaN<Number: Arithmetic & BinaryFloatingPoint>(_ gradient: Number) -> Int? {
    let method = PyTorchRMSprop(unchecked: .init(alpha: 0.9, centered: true))
    return method.run(steps: 1000) { _, _ in gradient }.firstIndex { $0.theta.isNaN }.map { $0 + 1 }
  }

  /// Which method is the fastest depends on the rate, and on when one looks.
  static func faster(_ page: inout ComputedValues) throws {
    let steps = [20, 200, 2000]
    let eta = 0.4
    let methods: [(String, [Double])] = [
      ("descent", try ValleyRuns.descent(2000, learningRate: eta)),
      ("adaGrad-0.4", try ValleyRuns.adaGrad(2000, learningRate: eta).f),
      ("adaGrad-1", try ValleyRuns.adaGrad(2000, learningRate: 1).f),
      ("rmsprop-0.9", try ValleyRuns.rmsprop(2000, learningRate: eta, alpha: 0.9)),
      ("rmsprop-0.99", try ValleyRuns.rmsprop(2000, learningRate: eta, alpha: 0.99)),
    ]
    for count in steps { page("valley-steps-\(count)", "\(count)") }
    for (name, f) in methods {
      page.row(
        "valley-\(name)", steps.map { "\($0)" },
        steps.map { "\(f[$0 - 1], .significant(2))" })
    }
    let floor = methods[3].1.last!
    let predicted = 2 * (eta / 2) * (eta / 2) + 0.1 * (eta / 2) * (eta / 2)
    #expect((floor - predicted).magnitude < 1e-6)
    page("valley-floor", predicted, .significant(2))
  }
}
