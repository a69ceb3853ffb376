import Foundation
import RMSprop
import Testing

/// The four facts at the head of the errata.
enum FourFacts {
  /// Document 1's program never converges.
  @ClaimsBuilder static func never() throws -> [String] {
    let recorded = try Document1Runs.recorded()
    let (closest, cycle) = (recorded.limit.closest, recorded.limit.cycle)
    "within \(closest.distance.max()!, .significant(2)) of the best parameters, at epoch "
      + "\(count: closest.epoch)"
    // The rate is seen as a step over its gradient, where v is nothing beside ε.
    let method = try BatchRMSprop()
    var (theta, state): ([Double], State<Double>?) = ([0], nil)
    method.step(&theta, gradients: [[1e-12]], state: &state)
    "it tends to η / √ε = \(-theta[0] / 1e-12, .significant(4))"
    for point in cycle {
      "(\(point[0], .fixed(6)), \(point[1], .fixed(6)))"
    }
    "\(cycle[1][0] - cycle[0][0], .significant(4)) apart in each"
    "\(cycle[1][1] - cycle[0][1], .significant(4)) apart in each"

    let run = Document1Runs.run(1000, method)
    let gaps = zip(run, recorded.steps).map { ours, exact in
      zip(ours, exact.params).map { ($0 - $1).magnitude }.max()!
    }
    // Other machines' exp may round otherwise: a bound, not a value.
    "agrees with the exact one to \(gaps.max()! < 1e-13 ? 1e-13 : .nan, .significant(1)) for "
      + "\(count: gaps.count) epochs"
    let later = zip(run[closest.epoch - 1], closest.params).map { ($0 - $1).magnitude }.max()!
    "at epoch \(count: closest.epoch) it is more than "
      + "\(later > 1e-6 ? 1e-6 : .nan, .significant(1)) away"
    let last = run.suffix(2).sorted { $0[0] < $1[0] }
    for (point, exact) in zip(last, cycle) {
      for i in 0..<2 { #expect((point[i] - exact[i]).magnitude < 1e-6) }
    }
  }

  /// Document 2's formula cannot be recovered.
  @ClaimsBuilder static func unrecoverable() throws -> [String] {
    let names: [(TextbookRMSprop.Formula, String)] = [
      (.epsilonOutside, "root of S alone"), (.epsilonInside, "root of S + ε"),
      (.withoutRoot, "no root"),
    ]
    for (formula, name) in names {
      let steps = try [1, 1e-3, 1e-6].map {
        try TextbookRMSprop(formula, learningRate: 1).firstStep($0)
      }
      "| \(name) | \(steps[0], .significant(3)) | \(steps[1], .significant(3)) "
        + "| \(steps[2], .significant(3)) |"
    }
  }

  /// PyTorch's centered form can give NaN on a constant gradient.
  @ClaimsBuilder static func centered() throws -> [String] {
    let record = try DocumentRecord.of("0.13")
    let single = firstNaN(Float(0.7))
    #expect(try Double(single ?? 0) == record.number("single"))
    "0.7 in float32 the parameter becomes NaN at step \(count: single ?? 0)"
    let double = firstNaN(0.1)
    #expect(try Double(double ?? 0) == record.number("double"))
    "0.1 in float64 at step \(count: double ?? 0)"
    #expect(record.isMissing("another") && firstNaN(0.7) == nil)
    let constants = (1...100).map { Double($0) / 100 }
    "Of the constants 0.01, 0.02, …, 1.00, "
      + "\(count: constants.count { firstNaN(Float($0)) != nil }) end in NaN within 1000 steps in "
      + "float32 and \(count: constants.count { firstNaN($0) != nil }) in float64"
  }

  /// The first of 1000 steps after which a parameter is NaN, centered at ρ = 0.9.
  static func firstNaN<Number: Arithmetic & BinaryFloatingPoint>(_ gradient: Number) -> Int? {
    let method = PyTorchRMSprop(unchecked: .init(alpha: 0.9, centered: true))
    return method.run(steps: 1000) { _, _ in gradient }.firstIndex { $0.theta.isNaN }.map { $0 + 1 }
  }

  /// Which method is the fastest depends on the rate, and on when one looks.
  @ClaimsBuilder static func faster() throws -> [String] {
    let methods: [(String, [Double])] = [
      ("gradient descent, η = 0.4", try ValleyRuns.descent(2000, learningRate: 0.4)),
      ("AdaGrad, η = 0.4", try ValleyRuns.adaGrad(2000, learningRate: 0.4).f),
      ("AdaGrad, η = 1", try ValleyRuns.adaGrad(2000, learningRate: 1).f),
      ("RMSprop, η = 0.4, ρ = 0.9", try ValleyRuns.rmsprop(2000, learningRate: 0.4, alpha: 0.9)),
      ("RMSprop, η = 0.4, ρ = 0.99", try ValleyRuns.rmsprop(2000, learningRate: 0.4, alpha: 0.99)),
    ]
    "| method | 20 steps | 200 steps | 2000 steps |"
    for (name, f) in methods {
      let values = [20, 200, 2000].map { f[$0 - 1] }
      "| \(name) | \(values[0], .significant(2)) | \(values[1], .significant(2)) "
        + "| \(values[2], .significant(2)) |"
    }
    let (eta, floor) = (0.4, methods[3].1.last!)
    let predicted = 2 * (eta / 2) * (eta / 2) + 0.1 * (eta / 2) * (eta / 2)
    #expect((floor - predicted).magnitude < 1e-6)
    "2 (η/2)² + 0.1 (η/2)² = \(predicted, .significant(2))"
  }
}
