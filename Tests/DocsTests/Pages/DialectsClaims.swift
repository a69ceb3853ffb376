import Dialects
import RMSprop

extension Claims {
  static let dialects = Claims("docs/dialects.md", given: "1e-3 0.9 1e-7 1e-4 0.99") {
    let all = Catalogue.entries
    let plain = all.map { $0.dialect(Dialect.Switches()) }
    "The catalogue has \(count: all.count) programs; they compute \(count: kinds) different things."
    """
    \(count: plain.count { $0.epsilon == .outside }) of them put ε outside the root, \
    \(count: plain.count { $0.epsilon == .inside }) inside
    """
    "\(count: plain.count { $0.initialSquareAverage == .one }) begin with v = 1"
    """
    \(count: all.count { $0.defaults.alpha == 0.9 }) have ρ = 0.9 for whoever sets nothing, and \
    \(count: all.count { $0.defaults.alpha == 0.99 }) have 0.99
    """
    let epsilons = all.compactMap(\.defaults.epsilon).sorted()
    """
    default ε goes from \(CatalogueEntry.Defaults.written(epsilons.first!)) to \
    \(CatalogueEntry.Defaults.written(epsilons.last!))
    """
    "the first step is \(firstSteps, .significant(4)) times as long with ε outside as inside"
    for pair in SharedName.all { pair.row }
    let large = ["keras-1.0.3", "keras-0.1"].map {
      SharedName.steps(Catalogue.entry($0)!.dialect(Dialect.Switches()), gradient: 1)
    }
    let changes = zip(large[0], large[1]).map { (1 - $1 / $0).magnitude }
    "changes no step of the first row by more than \(changes.max()!, .significant(2)) of it"
    Catalogue.markdown.replacing(#/\]\([^)]*\)/#, with: "]").split(separator: "\n").map(String.init)
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
  private static var firstSteps: Double {
    let lengths = [Dialect.Epsilon.outside, .inside].map { place -> Double in
      var it = Dialect.Coordinate(0.0)
      let h = Hyperparameters(learningRate: 1e-3, alpha: 0.9, epsilon: 1e-7)
      Dialect { $0.epsilon = place }.update(
        &it, 1e-15, Dialect.coefficients(h), Dialect.Switches())
      return it.theta
    }
    return lengths[0] / lengths[1]
  }
}

/// Two programs of one name, and how far each goes on the page's standard run.
private struct SharedName {
  let name, first, second: String
  /// Whether uncentered momentum is left out: the programs have none.
  var isWithoutMomentum = false

  static let all = [
    SharedName(name: "Keras", first: "keras-1.0.3", second: "keras-0.1"),
    SharedName(name: "Keras", first: "keras-1.0.3", second: "keras-3"),
    SharedName(name: "tf.keras", first: "tf-keras-optimizer-v2", second: "keras-3"),
    SharedName(name: "TensorFlow", first: "tf-keras-optimizer-v2", second: "tensorflow-v1"),
    SharedName(name: "TensorFlow", first: "tf-keras-optimizer-v2", second: "tfjs"),
    SharedName(name: "Optax", first: "optax", second: "optax-outside"),
    SharedName(name: "Optax", first: "optax", second: "optax-scale-one"),
    SharedName(name: "Optax", first: "optax", second: "optax-bias-corrected"),
    SharedName(name: "Optax", first: "optax", second: "optax-nesterov"),
    SharedName(name: "Chainer", first: "chainer", second: "chainer-eps-inside"),
    SharedName(name: "MXNet", first: "mxnet-0.9.5", second: "mxnet-1", isWithoutMomentum: true),
    SharedName(name: "JAX", first: "jax-2019-07", second: "jax-2019-02"),
    SharedName(name: "JAX", first: "jax-2019-07", second: "jax-example"),
    SharedName(name: "Lua Torch", first: "lua-torch", second: "lua-torch-2016"),
    SharedName(name: "MindSpore", first: "mindspore-vector", second: "mindspore"),
    SharedName(name: "timm", first: "timm-rmsprop-tf", second: "timm-rmsprop-tf-lr-outside"),
    SharedName(name: "timm", first: "timm-rmsprop-tf", second: "timm-rmsprop-tf-decoupled"),
    SharedName(name: "fastai", first: "fastai", second: "fastai-l2"),
    SharedName(name: "PopTorch", first: "poptorch", second: "poptorch-tf-variant"),
    SharedName(name: "TorchOpt", first: "torchopt", second: "torchopt-nesterov"),
  ]

  var row: String {
    let entries = [first, second].map { Catalogue.entry($0)! }
    let columns: [(CatalogueEntry.Feature?, Dialect.Switches)] = [
      (nil, Dialect.Switches()), (.momentum, Dialect.Switches(momentum: true)),
      (.weightDecay, Dialect.Switches(weightDecay: true)),
      (.centered, Dialect.Switches(centered: true)),
    ]
    let cells = columns.map { feature, switches -> String in
      let isMissing = entries.contains { entry in feature.map(entry.lacks.contains) ?? false }
      if isMissing || isWithoutMomentum && feature == .momentum { return "–" }
      let ways = entries.map { Self.way($0.dialect(switches), switches) }
      let ratio = ways[1] / ways[0]
      if ratio.isNaN { return "NaN" }
      return (ratio - 1).magnitude < 1e-12 ? "same" : "\(ratio, .significant(3))"
    }
    return "| \(([name] + entries.map(\.title) + cells).joined(separator: " | ")) |"
  }

  /// How far a dialect goes in ten steps.
  static func way(
    _ dialect: Dialect, _ switches: Dialect.Switches = Dialect.Switches()
  ) -> Double {
    steps(dialect, switches, gradient: 1e-4).reduce(0, +)
  }

  /// The lengths of a dialect's first ten steps.
  static func steps(
    _ dialect: Dialect, _ switches: Dialect.Switches = Dialect.Switches(), gradient: Double
  ) -> [Double] {
    let h = Hyperparameters(
      learningRate: 1e-3, alpha: 0.9, epsilon: 1e-7, weightDecay: switches.weightDecay ? 1e-4 : 0,
      momentum: switches.momentum ? 0.9 : 0, centered: switches.centered)
    var it = Dialect.Coordinate(1.0)
    return (0..<10).map { t in
      let rate = switches.momentum && t >= 5 ? 5e-4 : 1e-3
      let before = it.theta
      dialect.update(&it, gradient, Dialect.coefficients(h, learningRate: rate), switches)
      return before - it.theta
    }
  }
}
