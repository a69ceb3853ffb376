import RMSprop

extension Mistake {
  /// Programs that are right unless a condition holds that is seldom met: one of size, of the step,
  /// of settings, of magnitudes or of what went before, or two of these.
  ///
  /// Each is wrong in one of three ways: where the condition holds, the step is left out; or what
  /// was remembered is forgotten before it; or it is a millionth too short.
  package static let rare: [Mistake] =
    RareCondition.all.flatMap { $0.mistakes } + RareCondition.pairs.map(\.slower)
}

/// When a program is wrong.
struct RareCondition: Sendable {
  let name: String
  let words: String
  let holds: @Sendable (Mistake.WholeStep) -> Bool
  /// Whether a step that is left out or short there would change nothing.
  private(set) var concernsState = false

  init(_ name: String, _ words: String, _ holds: @escaping @Sendable (Mistake.WholeStep) -> Bool) {
    (self.name, self.words, self.holds) = (name, words, holds)
  }

  fileprivate var mistakes: [Mistake] {
    concernsState ? [forgetting] : [skipping, forgetting, slower]
  }

  private var ofState: RareCondition {
    var condition = self
    condition.concernsState = true
    return condition
  }

  private var skipping: Mistake {
    Mistake(
      "skips-\(name)", "A step is left out where \(words).", effect: "Nothing is learned there."
    ).after { if holds($0) { $0.restore($0.theta.indices) } }
  }

  private var forgetting: Mistake {
    Mistake(
      "forgets-\(name)", "State is lost where \(words).", effect: "Steps begin anew there."
    ).before { if holds($0) { $0.clearState() } }
  }

  fileprivate var slower: Mistake {
    Mistake(
      "slower-\(name)", "A step is a millionth too short where \(words).",
      effect: "Learning is slower there, so little that no curve shows it."
    ).after { step in
      guard holds(step) else { return }
      for i in step.theta.indices {
        step.theta[i] -= (step.theta[i] - step.old.theta[i]) * 0x1p-20
      }
    }
  }

  private static func both(_ a: String, _ b: String) -> RareCondition {
    let parts = [a, b].map { name in all.first { $0.name == name }! }
    return RareCondition("\(a)-and-\(b)", "\(parts[0].words) and \(parts[1].words)") { step in
      parts.allSatisfy { $0.holds(step) }
    }
  }
}

// MARK: The conditions

extension RareCondition {
  static let all = sizes + steps + settings + magnitudes + histories

  /// Two conditions at once.
  static let pairs = [
    both("n-from-65", "decay"), both("n-from-41-to-512", "centered"), both("n-from-65", "momentum"),
    both("n-not-of-8", "maximize"), both("n-from-513", "momentum"), both("n-odd", "decay"),
    both("from-step-13", "momentum"), both("from-step-100", "momentum"),
    both("from-step-13", "centered"),
    both("from-step-100", "centered"), both("after-4-missing", "momentum"),
    both("after-2-missing", "centered"),
    both("small-gradient", "momentum"), both("large-gradient", "centered"),
    both("small-gradient", "decay"), both("decay", "maximize"), both("centered", "maximize"),
    both("alpha-below-0.06", "momentum"), both("large-decay", "momentum"),
    both("no-epsilon", "momentum"), both("momentum-above-1", "centered"),
    both("zero-gradient", "decay"), both("small-momentum", "centered"),
  ]

  private static let sizes = [
    RareCondition("n-from-41-to-512", "there are 41 to 512 coordinates") {
      (41...512).contains($0.theta.count)
    },
    RareCondition("n-from-65", "there are 65 coordinates or more") { $0.theta.count >= 65 },
    RareCondition("n-from-513", "there are 513 coordinates or more") { $0.theta.count >= 513 },
    RareCondition("n-from-1026", "there are 1,026 coordinates or more") { $0.theta.count >= 1026 },
    RareCondition("n-from-4096", "there are 4,096 coordinates or more") { $0.theta.count >= 4096 },
    RareCondition("n-of-64", "coordinates are a multiple of 64") {
      $0.theta.count > 0 && $0.theta.count % 64 == 0
    },
    RareCondition("n-not-of-8", "there are more than 40, not a multiple of 8") {
      $0.theta.count > 40 && $0.theta.count % 8 != 0
    },
    RareCondition("n-odd", "there is an odd number of more than 40") {
      $0.theta.count > 40 && $0.theta.count % 2 == 1
    },
    RareCondition("n-256", "there are 256 coordinates") { $0.theta.count == 256 },
    RareCondition("n-1024", "there are 1,024 coordinates") { $0.theta.count == 1024 },
  ]

  private static let steps = [
    RareCondition("from-step-9", "nine steps were taken") { $0.index >= 9 },
    RareCondition("from-step-13", "13 steps were taken") { $0.index >= 13 },
    RareCondition("from-step-41", "41 steps were taken") { $0.index >= 41 },
    RareCondition("from-step-100", "100 steps were taken") { $0.index >= 100 },
    RareCondition("from-step-300", "300 steps were taken") { $0.index >= 300 },
    RareCondition("at-step-256", "256 steps were taken") { $0.index == 256 },
    RareCondition("from-step-1000", "1,000 steps were taken") { $0.index >= 1000 },
    RareCondition("at-step-12", "12 steps were taken, and then not again") { $0.index == 12 },
  ]

  private static let settings = [
    RareCondition("momentum", "there is momentum, and more than 20 coordinates") {
      $0.h.momentum > 0 && $0.theta.count > 20
    },
    RareCondition("centered", "it is centered, with more than 20 coordinates") {
      $0.h.centered && $0.theta.count > 20
    },
    RareCondition("decay", "there is weight decay, and more than 20 coordinates") {
      $0.h.weightDecay != 0 && $0.theta.count > 20
    },
    RareCondition("maximize", "it ascends, with more than 20 coordinates") {
      $0.h.maximize && $0.theta.count > 20
    },
    RareCondition("alpha-below-0.06", "0 < α < 0.06") { $0.h.alpha > 0 && $0.h.alpha < 0.06 },
    // v is negative there, and every step NaN.
    RareCondition("alpha-above-1", "α > 1") { $0.h.alpha > 1 }.ofState,
    RareCondition("alpha-near-1", "0.999 < α < 1") { $0.h.alpha > 0.999 && $0.h.alpha < 1 },
    RareCondition("small-momentum", "0 < μ < 0.001") { $0.h.momentum > 0 && $0.h.momentum < 1e-3 },
    RareCondition("momentum-above-1", "μ > 1") { $0.h.momentum > 1 },
    RareCondition("large-decay", "λ > 16") { $0.h.weightDecay > 16 },
    RareCondition("small-decay", "0 < λ < 0.001") {
      $0.h.weightDecay > 0 && $0.h.weightDecay < 1e-3
    },
    RareCondition("no-epsilon", "ε is 0, with more than four coordinates") {
      $0.h.epsilon == 0 && $0.theta.count > 4
    },
    RareCondition("large-epsilon", "ε > 0.3") { $0.h.epsilon > 0.3 },
    RareCondition("small-rate", "0 < η < 10⁻⁵") {
      $0.h.learningRate > 0 && $0.h.learningRate < 1e-5
    },
    RareCondition("large-rate", "η > 4") { $0.h.learningRate > 4 },
    RareCondition("all-options", "all options are on") {
      $0.h.centered && $0.h.maximize && $0.h.momentum > 0 && $0.h.weightDecay != 0
    },
  ]

  private static let magnitudes = [
    gradient("large-gradient", "10⁴⁰ < |g| < 10¹²⁰ somewhere") { (1e40...1e120).contains($0) },
    gradient("huge-gradient", "10¹⁵⁵ < |g| somewhere") { $0 > 1e155 && $0 < .infinity },
    gradient("small-gradient", "0 < |g| < 10⁻²⁰ somewhere") { $0 > 0 && $0 < 1e-20 },
    gradient("tiny-gradient", "0 < |g| < 10⁻¹⁶⁰ somewhere") { $0 > 0 && $0 < 1e-160 },
    gradient("mixed-gradients", "|g| > 30 somewhere, with more than four coordinates") {
      $0 > 30 && $0 < 1e9
    },
    gradient("zero-gradient", "g is 0 somewhere, after 12 steps", from: 12) { $0 == 0 },
    RareCondition("large-parameter", "|θ| > 10⁵ somewhere") { step in
      step.old.theta.contains { $0.magnitude > 1e5 && $0.magnitude < .infinity }
    },
    RareCondition("small-parameter", "0 < |θ| < 10⁻⁵ somewhere") { step in
      step.old.theta.contains { $0 != 0 && $0.magnitude < 1e-5 }
    },
  ]

  private static func gradient(
    _ name: String, _ words: String, from first: Int = 0,
    _ holds: @escaping @Sendable (Double) -> Bool
  ) -> RareCondition {
    RareCondition(name, words) { step in
      step.index >= first && step.gradient?.contains { holds($0.magnitude) } ?? false
    }
  }

  private static let histories = [
    RareCondition("after-2-missing", "two gradients or more were missing") {
      $0.gradient != nil && $0.missing >= 2
    },
    RareCondition("after-4-missing", "four gradients or more were missing") {
      $0.gradient != nil && $0.missing >= 4
    },
    RareCondition("after-8-missing", "eight gradients or more were missing") {
      $0.gradient != nil && $0.missing >= 8
    },
    RareCondition("rate-of-a-missing-step", "the rate changes in a step without a gradient") {
      $0.gradient == nil && $0.h.learningRate != $0.lastRate
    }.ofState,
    RareCondition("rate-raised", "the rate is raised, after six steps") {
      $0.index > 6 && $0.h.learningRate > $0.lastRate
    },
    RareCondition("rate-back", "the rate is again what it was at first, after four steps") {
      $0.index > 4 && $0.h.learningRate != $0.lastRate && $0.h.learningRate == $0.initialRate
    },
    RareCondition("sign-turned", "the first gradient turns its sign, after 12 steps") { step in
      guard step.index > 12, let now = step.gradient?.first, let last = step.lastGradient?.first
      else { return false }
      return now * last < 0
    },
  ]
}
