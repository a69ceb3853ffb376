import Runs

extension Catalogue {
  /// Optax as it is; its options combine.
  private static let optax = CatalogueEntry(
    "optax", "Optax",
    versions: "since momentum (google-deepmind/optax#55)",
    lr: nil, alpha: 0.9, eps: 1e-8, momentum: 0,
    lacks: [.weightDecay, .maximize],
    source: "google-deepmind/optax@2edbcbe239:optax/_src/alias.py",
    note: "A complex gradient is squared as |g|².",
    reports: ["google-deepmind/optax#49", "google-deepmind/optax#1784"],
    dialect: Dialect(epsilon: .inside, learningRate: .inside),
    traits: [.subtractsBuffer],
    options: [
      CatalogueOption("eps_in_sqrt", "True", otherwise: "False", .epsilon(.outside)),
      CatalogueOption("bias_correction", "False", otherwise: "True", .biasCorrection(.vm)),
      CatalogueOption(start: "initial_scale"),
      CatalogueOption("nesterov", "False", otherwise: "True", .momentum(.nesterov)),
    ]
  )

  /// Polaris as it is; its options combine.
  private static let polaris = CatalogueEntry(
    "polaris", "Polaris",
    versions: "the revision that was read",
    lr: 1e-2, alpha: 0.9, eps: 1e-8, momentum: 0,
    lacks: [.weightDecay, .maximize],
    source: "elixir-nx/polaris@cff7433fab",
    note: "The state is in single precision whatever the parameter is.",
    dialect: Dialect(epsilon: .inside, learningRate: .inside),
    options: [
      CatalogueOption(start: "initial_scale"),
      CatalogueOption("nesterov", "false", otherwise: "true", .momentum(.nesterov)),
    ]
  )

  /// Optax, JAX, and other programs of this family outside TensorFlow.
  static let optaxAndKin: [CatalogueEntry] = [
    optax,
    optax.with(
      "eps_in_sqrt=False", named: "optax-outside", versions: "since 38e507a0 (July 2024)",
      note: "With momentum and a schedule it is still not PyTorch: the rate is in the buffer.",
      reports: ["google-deepmind/optax#532", "google-deepmind/optax#595"]),
    optax.with(
      "initial_scale=1", named: "optax-scale-one", versions: "since google-deepmind/optax#55",
      reports: ["google-deepmind/optax#49"]),
    optax.with(
      "bias_correction=True", named: "optax-bias-corrected",
      versions: "since 38e507a0 (July 2024)",
      note: "With eps_in_sqrt=False too, and not centered, this is Adam with a β₁ of 0."),
    optax.with(
      "nesterov=True", named: "optax-nesterov", versions: "since google-deepmind/optax#55"),
    CatalogueEntry(
      "jax-example", "JAX's example optimizer rmsprop",
      versions: "since c18d765c8 (October 2019)",
      lr: nil, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: "google/jax@3bd8ca480a:jax/example_libraries/optimizers.py",
      reports: ["jax-ml/jax#1427"],
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "jax-example-momentum", "JAX's example optimizer rmsprop_momentum",
      versions: "the revision that was read",
      lr: nil, alpha: 0.9, eps: 1e-8, momentum: 0.9,
      lacks: [.centered, .weightDecay, .maximize],
      source: "google/jax@3bd8ca480a:jax/example_libraries/optimizers.py",
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
    polaris,
    polaris.with(
      "nesterov=true", named: "polaris-nesterov", titled: "Polaris with nesterov: true"),
    CatalogueEntry(
      "paddle", "PaddlePaddle",
      versions: "the revision that was read",
      lr: nil, alpha: 0.95, eps: 1e-6, momentum: 0,
      lacks: [.maximize],
      source: "PaddlePaddle/Paddle@12f70db6eb:paddle/phi/kernels/impl/rmsprop_kernel_impl.h",
      note: """
        Weight decay is a regularizer. The documentation speaks of Nesterov momentum; the code \
        is plain momentum.
        """,
      reports: ["PaddlePaddle/Paddle#35683"],
      dialect: Dialect(epsilon: .inside, learningRate: .inside),
      traits: [.roundsSettings]
    ),
    CatalogueEntry(
      "smile", "SMILE",
      versions: "the revision that was read",
      lr: nil, alpha: nil, eps: 1e-7,
      lacks: [.centered, .weightDecay, .maximize],
      source: "haifengl/smile@aabe6ceb66:core/…/mlp/Layer.java",
      note: """
        Its gradient points uphill and is added. A decay multiplies the weights after the step, \
        which no axis here says.
        """,
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
    CatalogueEntry(
      "owl", "Owl",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-32, momentum: 0,
      lacks: [.centered, .weightDecay, .maximize],
      source: "owlbarn/owl@d079b1baa7:src/base/optimise/owl_optimise_generic.ml",
      note: """
        ε cannot be changed; in single precision it is next to nothing. Momentum is that of all \
        its methods.
        """,
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
    CatalogueEntry(
      "owl-nesterov", "Owl with Nesterov momentum",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-32,
      lacks: [.centered, .weightDecay, .maximize],
      source: "owlbarn/owl@d079b1baa7:src/base/optimise/owl_optimise_generic.ml",
      note: "ε cannot be changed.",
      dialect: Dialect(epsilon: .inside, momentum: .downhill, learningRate: .inside)
    ),
    CatalogueEntry(
      "climin", "climin",
      versions: "the revision that was read",
      lr: nil, alpha: 0.9, eps: 1e-8, momentum: 0,
      lacks: [.centered, .weightDecay, .maximize],
      source: "BRML/climin@2215b1abb5:climin/rmsprop.py",
      note: """
        ε cannot be changed. The gradient is asked for at θ − μ b, which a run with given \
        gradients does not show; step rates that adapt are off.
        """,
      reports: ["BRML/climin#30"],
      dialect: Dialect(epsilon: .inside, initialSquareAverage: .one, learningRate: .inside)
    ),
  ]
}
