import RMSprop

extension Claims {
  static let yourOwn = Claims("docs/8-your-own.md", given: "1e-12 754 ½ ¾") {
    // The case smoke/one-step, with ε inside.
    let inside = try TextbookRMSprop(.epsilonInside, learningRate: 0.5, alpha: 0.75, epsilon: 1)
    var theta = [1.0]
    var state: State<Double>?
    let () = inside.step(&theta, gradient: [2], state: &state)
    "What came out is 1 − ½ · 2 / √2 = \(theta[0], .significant(4))"
  }
}
