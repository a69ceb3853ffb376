import RMSprop

/// What page 8 says in numbers.
enum YourOwnClaims {
  static let page = Claims("docs/8-your-own.md", given: "1e-12 754 ½ ¾") { page in
    // The case smoke/one-step, with ε inside.
    let inside = try TextbookRMSprop(.epsilonInside, learningRate: 0.5, alpha: 0.75, epsilon: 1)
    let left = inside.run(from: 1, steps: 1) { _, _ in 2 }[0]
    page("first-try", left.theta, .significant(4))
  }
}
