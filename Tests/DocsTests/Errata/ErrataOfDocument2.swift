import Foundation
import NumberSystems
import RMSprop
import TestSupport
import Testing

/// The errata of the ApX page.
enum ErrataOfDocument2 {
  static let all = [
    Erratum("2.1", copiedFormula),
    Erratum("2.2") { page in
      let textbook = try TextbookRMSprop(.withoutEpsilon, alpha: 0)
      let v = textbook.run(steps: 1) { _, _ in 3 }[0].v
      #expect(v == 3 * 3)
      page("square", v, .fixed(0))
      page("double", 3.0 * 2, .fixed(0))
    },
    Erratum("2.3") { page in
      let textbook = try TextbookRMSprop(.epsilonOutside, learningRate: 1)
      let run = textbook.run(steps: 1000) { _, _ in 1 }.map { $0.v.squareRoot() + 1e-8 }
      for steps in [1, 100, 1000] { page("after-\(steps)", run[steps - 1], .significant(3)) }
    },
    Erratum("2.4") { page in
      let right = try PyTorchRMSprop(.init(learningRate: 0.001, alpha: 0.99))
      let wrong = try PyTorchRMSprop(.init(alpha: 0.001))
      for (name, method) in [("right", right), ("wrong", wrong)] {
        let run = method.run(steps: 50) { _, _ in 1.0 }.map { -$0.theta }
        page.row(name, ["1", "50"], [run[0], run[49]].map { "\($0, .significant(3))" })
      }
    },
    Erratum("2.5") { page in
      page("answer", try DocumentRecord.of("2.5-minus").exception)
      #expect(try DocumentRecord.of("2.5-epsilon").number("same") == 1e-8)
    },
    Erratum("2.6") { page in
      page("plain", count: try kept(.init()))
      page("momentum", count: try kept(.init(momentum: 0.9)))
      page("centered", count: try kept(.init(momentum: 0.9, centered: true)))
    },
    Erratum("2.7") { page in
      page("states", try DocumentRecord.of("2.7").number("states"), .fixed(0))
      let completed = try DocumentRecord.of("2.7-completed")
      let (longest, shortest) = (
        try completed.number("longest"), try completed.number("shortest")
      )
      let method = try PyTorchRMSprop(.init(learningRate: 0.001))
      let ours = method.run(steps: 1) { _, _ in 1.0 }[0].theta.magnitude
      #expect((longest - ours).magnitude < 1e-8 && (shortest - ours).magnitude < 1e-8)
      page("move", longest, .fixed(7))
      page("move-in-rates", longest / 0.001, .fixed(0))
    },
    Erratum("2.8") {
      $0("verdict", try DocumentRecord.of("2.8").raises == nil ? "accepts" : "refuses")
    },
    Erratum("2.9") { page in
      let record = try DocumentRecord.of("2.9")
      let ours = Hyperparameters()
      #expect(try record.number("lr") == ours.learningRate)
      #expect(try record.number("alpha") == ours.alpha)
      #expect(try record.number("eps") == ours.epsilon)
      page("rate", ours.learningRate, .shortest)
      page("ratio", Digits.word(Int((ours.learningRate / 0.001).rounded())))
    },
    Erratum("2.10", bound),
  ]

  /// What KaTeX leaves of the three readings, without and with its invisible spaces.
  @Sendable private static func copiedFormula(_ page: inout ComputedValues) throws {
    let texts = try DocumentRecord.all("formula").map(\.prints)
    #expect(texts.count == 3 && Set(texts).count == 3)
    let visible = Set(texts.map { $0.replacing("\u{200B}", with: "") })
    #expect(visible.count == 1)
    page("copied", visible.first!)
    for (index, text) in texts.enumerated() {
      page("spaces-\(index + 1)", count: text.unicodeScalars.count { $0 == "\u{200B}" })
    }
    for formula in [TextbookRMSprop.Formula.epsilonOutside, .epsilonInside, .withoutRoot] {
      page(printed: try TextbookRMSprop(formula).equations[1].inline)
    }
  }

  /// How many numbers a state holds for one parameter.
  private static func kept(_ hyperparameters: Hyperparameters) throws -> Int {
    var (theta, state): ([Double], OptimizerState<Double>?) = ([0], nil)
    try PyTorchRMSprop(hyperparameters).step(&theta, gradient: [1], state: &state)
    return [state?.squareAverage, state?.momentumBuffer, state?.gradientAverage]
      .reduce(0) { $0 + ($1?.count ?? 0) }
  }

  @Sendable private static func bound(_ page: inout ComputedValues) throws {
    let textbook = try TextbookRMSprop(.epsilonOutside, learningRate: 1)
    let random = Random(seed: 2)
    let gradients = (0..<20_000).map { _ in random.gaussian() * exp(2 * random.gaussian()) }
    let run = textbook.run(steps: gradients.count) { t, _ in gradients[t - 1] }
    let lengths = zip(run, run.dropFirst()).map { ($1.theta - $0.theta).magnitude }
    #expect(lengths.max()! <= 10 && lengths.max()! > 5)
    page("longest", 1 / (1 - 0.99).squareRoot(), .significant(3))
    let spike = textbook.run(steps: 101) { t, _ in t == 101 ? 1 : 0 }
    page("after-silence", spike[99].theta - spike[100].theta, .significant(3))
  }
}
