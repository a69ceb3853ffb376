import Runs

extension Catalogue {
  /// Centered with ε inside the root, as in the paper of Graves (2013).
  static let gravesFamily: [CatalogueEntry] = [
    CatalogueEntry(
      "graves", "Graves (2013)",
      versions: "equations 38 to 45",
      lr: 1e-4, alpha: 0.95, eps: 1e-4, momentum: 0.9,
      lacks: [.weightDecay, .maximize],
      source: "arXiv 1308.0850",
      note: "Always centered. Read by way of the programs that cite it.",
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
    CatalogueEntry(
      "chainer-graves", "Chainer's RMSpropGraves",
      versions: "the revision that was read",
      lr: 1e-4, alpha: 0.95, eps: 1e-4, momentum: 0.9,
      lacks: [.maximize],
      source: "chainer/chainer@a8e15cbe55",
      note: "Always centered. Weight decay is a hook on the gradient.",
      dialect: Dialect(epsilon: .inside, learningRate: .inside),
      traits: [.subtractsBuffer]
    ),
    CatalogueEntry(
      "nnabla-graves", "nnabla's RMSpropGraves",
      versions: "the revision that was read",
      lr: 1e-4, alpha: 0.95, eps: 1e-4, momentum: 0.9,
      lacks: [.maximize],
      source: "sony/nnabla@2814df0dc2",
      note: "Always centered. Weight decay is a call of its own before the update.",
      dialect: Dialect(epsilon: .inside, learningRate: .inside),
      traits: [.subtractsBuffer]
    ),
    CatalogueEntry(
      "mxnet-0.7", "MXNet 0.7 and 0.8",
      versions: "0.7 and 0.8, in Python",
      lr: nil, alpha: nil, eps: 1e-4,
      lacks: [.weightDecay, .maximize],
      source: "apache/mxnet, before 7510ef1470",
      note: """
        Always centered. ε cannot be changed. Weight decay bypassed the root but not the buffer, \
        which no axis here says.
        """,
      reports: ["apache/mxnet#4493", "apache/mxnet#5043", "apache/mxnet#5099"],
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
    CatalogueEntry(
      "mxnet-0.9.5", "MXNet 0.9.5",
      versions: "7510ef1470 (March 2017) until 38f7c55840 (May 2017)",
      lr: nil, alpha: nil, eps: nil,
      lacks: [.maximize],
      source: "apache/mxnet@7510ef1470",
      note: "Only a centered run has momentum. A centered run could give NaN, which moved ε.",
      reports: ["apache/mxnet#5517", "apache/mxnet#6219", "apache/mxnet#6235"],
      dialect: Dialect(learningRate: .inside)
    ),
    CatalogueEntry(
      "mxnet-1", "MXNet 1",
      versions: "0.11 to 1.9.1 (38f7c55840)",
      lr: 1e-3, alpha: 0.9, eps: 1e-8, momentum: 0.9,
      lacks: [.maximize],
      source: "apache/mxnet@38f7c55840",
      note: """
        Only a centered run has momentum; another ignores it. Weight decay is added before the \
        gradient is clipped.
        """,
      reports: ["apache/mxnet#6235"],
      dialect: Dialect(epsilon: .inside, learningRate: .inside),
      traits: [.subtractsBuffer]
    ),
    CatalogueEntry(
      "mxnet-2", "MXNet 2",
      versions: "2.0 (f70c7b7b1e, February 2020)",
      lr: 1e-3, alpha: 0.9, eps: 1e-8, momentum: 0.9,
      lacks: [.maximize],
      source: "apache/mxnet@f70c7b7b1e",
      note: """
        Only a centered run has momentum; another ignores it. The operator has 0.95 for ρ where \
        the class has 0.9.
        """,
      dialect: Dialect(epsilon: .outside, learningRate: .inside),
      epsilonMoves: [.centered: .inside],
      traits: [.subtractsBuffer]
    ),
    CatalogueEntry(
      "deep-learning-tutorials", "Theano's LSTM tutorial",
      versions: "the revision that was read",
      lr: 1e-4, alpha: 0.95, eps: 1e-4, momentum: 0.9,
      lacks: [.weightDecay, .maximize],
      source: "lisa-lab/DeepLearningTutorials@11c4651050:code/lstm.py",
      note: "Always centered. Nothing can be changed: even the argument for the rate is ignored.",
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
    CatalogueEntry(
      "downhill", "downhill",
      versions: "the revision that was read",
      lr: 1e-4, alpha: 0.9517, eps: 1e-8, momentum: 0,
      lacks: [.weightDecay, .maximize],
      source: "lmjohns3/downhill@42111ab03b",
      note: "Always centered. ρ is given as a half-life, by default of 14 steps.",
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
    CatalogueEntry(
      "downhill-nesterov", "downhill with nesterov=True",
      versions: "the revision that was read",
      lr: 1e-4, alpha: 0.9517, eps: 1e-8, momentum: 0,
      lacks: [.weightDecay, .maximize],
      source: "lmjohns3/downhill@42111ab03b",
      note: "Always centered. ρ is given as a half-life, by default of 14 steps.",
      dialect: Dialect(epsilon: .inside, momentum: .downhill, learningRate: .inside)
    ),
    CatalogueEntry(
      "dqn-nature", "DQN as in Nature (Lua)",
      versions: "the revision that was read",
      lr: nil, alpha: 0.95, eps: 1e-2,
      lacks: [.momentum, .weightDecay, .maximize],
      source: "google-deepmind/dqn@9d9b1d13a2:dqn/NeuralQLearner.lua",
      note: """
        Always centered. Its buffer is multiplied by 0, so that what the paper calls momentum is \
        the decay of m. Its gradient points uphill.
        """,
      reports: ["google-deepmind/dqn#5", "google/dopamine#43", "kenjyoung/MinAtar#37"],
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "kaixhin-atari", "Kaixhin's Atari (rmspropm)",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.95, eps: 1e-2,
      lacks: [.momentum, .weightDecay, .maximize],
      source: "Kaixhin/Atari@4ead41c4d7:modules/rmspropm.lua",
      note: "Always centered. What it calls momentum is the decay of both averages.",
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "deep-q-rl", "deep_q_rl",
      versions: "the revision that was read",
      lr: 2.5e-4, alpha: 0.95, eps: 1e-2,
      lacks: [.momentum, .weightDecay, .maximize],
      source: "spragunr/deep_q_rl@34202491f5:deep_q_rl/updates.py",
      note: "Always centered.",
      dialect: Dialect(epsilon: .inside)
    ),
  ]
}
