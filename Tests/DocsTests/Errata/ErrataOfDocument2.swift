import Foundation
import NumberSystems
import RMSprop
import TestSupport
import Testing

extension Erratum {
  /// The ApX page's.
  static let ofDocument2 = [
    Erratum("2.1") { try copiedFormula() },
    Erratum("2.2") {
      let textbook = try TextbookRMSprop(.withoutEpsilon, alpha: 0)
      let v = textbook.run(steps: 1) { _, _ in 3 }[0].v
      #expect(v == 3 * 3)
      "a gradient of 3 enters the average as \(v, .fixed(0)), not as 3 · 2 = \(3.0 * 2, .fixed(0))"
    },
    Erratum("2.3") {
      let textbook = try TextbookRMSprop(.epsilonOutside, learningRate: 1)
      let run = textbook.run(steps: 1000) { _, _ in 1 }.map { $0.v.squareRoot() + 1e-8 }
      "√S + ε is \(run[0], .significant(3)) after one of them, \(run[99], .significant(3)) after "
        + "100 and \(run[999], .significant(3)) after 1000"
    },
    Erratum("2.4") {
      let right = try PyTorchRMSprop(.init(learningRate: 0.001, alpha: 0.99))
      let wrong = try PyTorchRMSprop(.init(alpha: 0.001))
      let runs = [right, wrong].map { $0.run(steps: 50) { _, _ in 1.0 }.map { -$0.theta } }
      for (call, run) in zip(["lr=0.001, alpha=0.99", "alpha=0.001"], runs) {
        "| `\(call)` | \(run[0], .significant(3)) | \(run[49], .significant(3)) |"
      }
    },
    Erratum("2.5") {
      try DocumentRecord.of("2.5-minus").exception
      #expect(try DocumentRecord.of("2.5-epsilon").number("same") == 1e-8)
    },
    Erratum("2.6") {
      "keeps \(count: try kept(.init())) more for each parameter, "
        + "\(count: try kept(.init(momentum: 0.9))) with momentum, "
        + "\(count: try kept(.init(momentum: 0.9, centered: true))) with momentum and centered"
    },
    Erratum("2.7") {
      "the optimizer holds \(try DocumentRecord.of("2.7").number("states"), .fixed(0)) states"
      let completed = try DocumentRecord.of("2.7-completed")
      let (longest, shortest) = (
        try completed.number("longest"), try completed.number("shortest")
      )
      let method = try PyTorchRMSprop(.init(learningRate: 0.001))
      let ours = method.run(steps: 1) { _, _ in 1.0 }[0].theta.magnitude
      #expect((longest - ours).magnitude < 1e-8 && (shortest - ours).magnitude < 1e-8)
      "its eleven parameters move by \(longest, .fixed(7)), "
        + "which is \(longest / 0.001, .fixed(0)) η"
    },
    Erratum("2.8") {
      let record = try DocumentRecord.of("2.8")
      "Python \(record.raises == nil ? "accepts" : "refuses") a call without it"
    },
    Erratum("2.9") {
      let record = try DocumentRecord.of("2.9")
      let ours = Hyperparameters()
      #expect(try record.number("lr") == ours.learningRate)
      #expect(try record.number("alpha") == ours.alpha)
      #expect(try record.number("eps") == ours.epsilon)
      "PyTorch's rate is \(ours.learningRate, .shortest) where none is given, "
        + "ten times the document's"
    },
    Erratum("2.10") { try bound() },
  ]

  /// What KaTeX leaves of the three readings, without and with its invisible spaces.
  @ClaimsBuilder private static func copiedFormula() throws -> [String] {
    let texts = try DocumentRecord.all("formula").map(\.prints)
    #expect(texts.count == 3 && Set(texts).count == 3)
    let visible = Set(texts.map { $0.replacing("\u{200B}", with: "") })
    #expect(visible.count == 1)
    "`\(visible.first!)`"
    let spaces = texts.map { text in text.unicodeScalars.count { $0 == "\u{200B}" } }
    "\(count: spaces[0]), \(count: spaces[1]) and \(count: spaces[2]) of them"
    for formula in [TextbookRMSprop.Formula.epsilonOutside, .epsilonInside, .withoutRoot] {
      let root = try TextbookRMSprop(formula).equations[1]
      "$\(root.symbol) = \(root.formula.inlineLaTeX)$"
    }
  }

  /// How many numbers a state holds for one parameter.
  private static func kept(_ hyperparameters: Hyperparameters) throws -> Int {
    var (theta, state): ([Double], State<Double>?) = ([0], nil)
    try PyTorchRMSprop(hyperparameters).step(&theta, gradient: [1], state: &state)
    return [state?.squareAverage, state?.momentumBuffer, state?.gradientAverage]
      .reduce(0) { $0 + ($1?.count ?? 0) }
  }

  @ClaimsBuilder private static func bound() throws -> [String] {
    let textbook = try TextbookRMSprop(.epsilonOutside, learningRate: 1)
    let random = Random(seed: 2)
    let gradients = (0..<20_000).map { _ in random.gaussian() * exp(2 * random.gaussian()) }
    let run = textbook.run(steps: gradients.count) { t, _ in gradients[t - 1] }
    let lengths = zip(run, run.dropFirst()).map { ($1.theta - $0.theta).magnitude }
    #expect(lengths.max()! <= 10 && lengths.max()! > 5)
    let spike = textbook.run(steps: 101) { t, _ in t == 101 ? 1 : 0 }
    "no step is longer than η / √(1 − ρ), \(1 / (1 - 0.99).squareRoot(), .significant(3)) η at "
      + "ρ = 0.99"
    "a gradient of 1 after 100 of 0 moves θ by "
      + "\(spike[99].theta - spike[100].theta, .significant(3)) η"
  }
}
