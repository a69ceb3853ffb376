import Runs

extension Catalogue {
  /// Another denominator, or another start of v.
  static let others: [CatalogueEntry] = [
    CatalogueEntry(
      "hinton", "Hinton's lecture",
      versions: "lecture 6e, slide 29",
      lr: nil, alpha: 0.9, eps: nil,
      lacks: .everything,
      source: "Hinton, Neural Networks for Machine Learning, lecture 6e",
      note: "No ε, no rate and no start of v are given. Read by way of those who cite it.",
      dialect: Dialect(epsilon: .none)
    ),
    CatalogueEntry(
      "neon", "neon",
      versions: "the revision that was read",
      lr: 2e-3, alpha: 0.95, eps: 1e-6,
      lacks: .everything,
      source: "NervanaSystems/neon@8c3fb8a93b:neon/optimizers/optimizer.py",
      note: """
        The gradient is divided by the size of the batch. Clipping by norm spares v, clipping by \
        value does not.
        """,
      dialect: Dialect(epsilon: .both)
    ),
    CatalogueEntry(
      "blocks", "Blocks's BasicRMSProp",
      versions: "the revision that was read",
      lr: 1, alpha: 0.9, eps: 1e-5,
      lacks: .everything,
      source: "mila-iqia/blocks@c69c2dc2b9:blocks/algorithms/__init__.py",
      note: "ε is 1 / max_scaling.",
      dialect: Dialect(epsilon: .floor)
    ),
    CatalogueEntry(
      "pylearn2", "Pylearn2",
      versions: "the revision that was read",
      lr: nil, alpha: 0.9, eps: 1e-5,
      lacks: .everything,
      source: "lisa-lab/pylearn2@af81e5c362:pylearn2/training_algorithms/learning_rule.py",
      note: "ε is 1 / max_scaling.",
      dialect: Dialect(epsilon: .floor)
    ),
    CatalogueEntry(
      "rubix-ml", "Rubix ML",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: "RubixML/ML@85e5e9a71d:src/NeuralNet/Optimizers/RMSProp.php",
      note: "ε cannot be changed. Its decay is 1 − ρ, by default 0.1.",
      dialect: Dialect(epsilon: .floor)
    ),
    CatalogueEntry(
      "heavyball", "HeavyBall",
      versions: "3.2.1",
      lr: 2.5e-3, alpha: 0.99, eps: 1e-6,
      lacks: [.momentum, .centered, .maximize],
      source: "HomebrewML/HeavyBall, heavyball 3.2.1: heavyball/utils.py",
      note: """
        ρ is the second of its betas. It keeps the average of squares with its bias corrected, in \
        float32 whatever the parameters are.
        """,
      dialect: Dialect(epsilon: .floor, weightDecay: .decoupled, biasCorrection: .v)
    ),
    CatalogueEntry(
      "stan-advi", "Stan's ADVI",
      versions: "the revision that was read",
      lr: nil, alpha: 0.9, eps: 1,
      lacks: .everything,
      source: "stan-dev/stan@9048555070:src/stan/variational/advi.hpp",
      note: "Only the rate can be changed, and it is divided by √t. It ascends.",
      dialect: Dialect(initialSquareAverage: .firstGradientSquared)
    ),
    CatalogueEntry(
      "pyro-adagrad-rmsprop", "Pyro's AdagradRMSProp",
      versions: "the revision that was read",
      lr: 1, alpha: 0.9, eps: 1,
      lacks: .everything,
      source: "pyro-ppl/pyro@ff6ae1c957:pyro/optim/adagrad_rmsprop.py",
      note: """
        ε cannot be changed. Its t is 1 − ρ, and the rate is divided by √t, t counting the \
        steps.
        """,
      dialect: Dialect(initialSquareAverage: .firstGradientSquared)
    ),
    CatalogueEntry(
      "dl4j", "Deeplearning4j",
      versions: "the revision that was read",
      lr: 0.1, alpha: 0.95, eps: 1e-8,
      lacks: .everything,
      source: "deeplearning4j@137391791c: nd4j …/learning/RmsPropUpdater.java",
      note: "Regularization is done elsewhere.",
      dialect: Dialect(initialSquareAverage: .epsilon)
    ),
    CatalogueEntry(
      "autograd", "Autograd's misc.optimizers",
      versions: "the revision that was read",
      lr: 0.1, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: "HIPS/autograd@bff107b8d7:autograd/misc/optimizers.py",
      dialect: Dialect(initialSquareAverage: .one)
    ),
    CatalogueEntry(
      "jax-2019-02", "JAX, spring of 2019",
      versions: "5847d9616 (February 2019) until 83fea8565 (July 2019)",
      lr: nil, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: "google/jax@5847d9616",
      note: "As in Autograd, from which it came.",
      reports: ["jax-ml/jax#975"],
      dialect: Dialect(initialSquareAverage: .one)
    ),
    CatalogueEntry(
      "lua-torch-2016", "Lua Torch's optim, summer of 2016",
      versions: "9c08fde (June 2016) until 824152a (September 2016)",
      lr: 1e-2, alpha: 0.99, eps: 1e-8,
      lacks: [.momentum, .centered, .maximize],
      source: "torch/optim@9c08fde:rmsprop.lua",
      note: "Users reported worse training, and v went back to 0.",
      reports: ["torch/optim#87", "torch/optim#117", "torch/optim#130"],
      dialect: Dialect(initialSquareAverage: .one)
    ),
  ]
}
