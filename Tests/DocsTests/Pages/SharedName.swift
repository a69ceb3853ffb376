import Dialects
import RMSprop
import Runs

/// Two programs of one name, and how far each goes on the page's standard run.
struct SharedName {
  let first, second: String
  /// Whether uncentered momentum is left out: the programs have none.
  var isWithoutMomentum = false

  static let all = [
    SharedName(first: "keras-1.0.3", second: "keras-0.1"),
    SharedName(first: "keras-1.0.3", second: "keras-3"),
    SharedName(first: "tf-keras-optimizer-v2", second: "keras-3"),
    SharedName(first: "tf-keras-optimizer-v2", second: "tensorflow-v1"),
    SharedName(first: "tf-keras-optimizer-v2", second: "tfjs"),
    SharedName(first: "optax", second: "optax-outside"),
    SharedName(first: "optax", second: "optax-scale-one"),
    SharedName(first: "optax", second: "optax-bias-corrected"),
    SharedName(first: "optax", second: "optax-nesterov"),
    SharedName(first: "chainer", second: "chainer-eps-inside"),
    SharedName(first: "mxnet-0.9.5", second: "mxnet-1", isWithoutMomentum: true),
    SharedName(first: "jax-2019-07", second: "jax-2019-02"),
    SharedName(first: "jax-2019-07", second: "jax-example"),
    SharedName(first: "lua-torch", second: "lua-torch-2016"),
    SharedName(first: "mindspore-vector", second: "mindspore"),
    SharedName(first: "timm-rmsprop-tf", second: "timm-rmsprop-tf-lr-outside"),
    SharedName(first: "timm-rmsprop-tf", second: "timm-rmsprop-tf-decoupled"),
    SharedName(first: "fastai", second: "fastai-l2"),
    SharedName(first: "poptorch", second: "poptorch-tf-variant"),
    SharedName(first: "torchopt", second: "torchopt-nesterov"),
  ]

  /// The names of the two programs, as a reader knows them.
  var titles: [String] { [first, second].map { Catalogue.entry($0)!.title } }

  /// How far the second goes while the first goes 1: plain, and with each option.
  func ratios() throws -> [String] {
    let entries = [first, second].map { Catalogue.entry($0)! }
    let columns: [(Feature?, Dialect.Switches)] = [
      (nil, Dialect.Switches()), (.momentum, Dialect.Switches(momentum: true)),
      (.weightDecay, Dialect.Switches(weightDecay: true)),
      (.centered, Dialect.Switches(centered: true)),
    ]
    return try columns.map { feature, switches in
      let isMissing = entries.contains { entry in feature.map(entry.lacks.contains) ?? false }
      if isMissing || isWithoutMomentum && feature == .momentum { return "–" }
      let ways = try entries.map { try Self.way($0.dialect(switches), switches) }
      let ratio = ways[1] / ways[0]
      if ratio.isNaN { return "NaN" }
      return (ratio - 1).magnitude < 1e-12 ? "same" : "\(ratio, .significant(3))"
    }
  }

  /// How far a dialect goes in ten steps.
  static func way(
    _ dialect: Dialect, _ switches: Dialect.Switches = Dialect.Switches()
  ) throws -> Double {
    try steps(dialect, switches, gradient: 1e-4).reduce(0, +)
  }

  /// The lengths of a dialect's first ten steps.
  static func steps(
    _ dialect: Dialect, _ switches: Dialect.Switches = Dialect.Switches(), gradient: Double
  ) throws -> [Double] {
    let h = Hyperparameters(
      learningRate: 1e-3, alpha: 0.9, epsilon: 1e-7, weightDecay: switches.weightDecay ? 1e-4 : 0,
      momentum: switches.momentum ? 0.9 : 0, centered: switches.centered)
    let path = try dialect.parameters(
      h, from: 1, gradients: [Double](repeating: gradient, count: 10),
      rates: (0..<10).map { switches.momentum && $0 >= 5 ? 5e-4 : 1e-3 })
    return zip([1] + path, path).map { $0 - $1 }
  }
}
