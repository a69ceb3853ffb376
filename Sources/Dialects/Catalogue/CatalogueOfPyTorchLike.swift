import Runs

extension Catalogue {
  /// Chainer as it is.
  static let chainer = CatalogueEntry(
    "chainer", "Chainer",
    versions: "the revision that was read",
    lr: 1e-2, alpha: 0.99, eps: 1e-8,
    lacks: [.momentum, .centered, .maximize],
    source: "chainer/chainer@a8e15cbe55:chainer/optimizers/rmsprop.py",
    note: """
      Weight decay is a hook on the gradient. An ε that is 0 in the type of the gradient is an \
      error.
      """,
    reports: ["chainer/chainer#3753", "chainer/chainer#4754"],
    traits: [.fillsMissingGradients],
    options: [
      CatalogueOption("eps_inside_sqrt", "False", otherwise: "True", .epsilon(.inside))
    ]
  )

  /// The formula of PyTorch, from other origins: mostly without its options.
  static let pytorchLike: [CatalogueEntry] = [
    CatalogueEntry(
      "flux", "Flux.jl",
      versions: "0.13; before, a complex gradient was squared as such",
      lr: 1e-3, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: "FluxML/Flux.jl@3f2f828b52:src/optimise/optimisers.jl",
      note: "Its documentation calls ρ momentum."
    ),
    CatalogueEntry(
      "optimisers-jl", "Optimisers.jl",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-8,
      lacks: [.momentum, .weightDecay, .maximize],
      source: "FluxML/Optimisers.jl@b3595f5c96:src/rules.jl",
      note: """
        In half precision ε is at least 1e-7. Weight decay is a rule of its own, chained before.
        """
    ),
    chainer,
    CatalogueEntry(
      "nnabla", "nnabla",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-8,
      lacks: [.momentum, .centered, .maximize],
      source: "sony/nnabla@2814df0dc2:src/nbla/solver/generic/rmsprop.cpp",
      note: "Weight decay is a call of its own before the update."
    ),
    CatalogueEntry(
      "caffe", "Caffe",
      versions: "the revision that was read",
      lr: nil, alpha: 0.99, eps: 1e-8,
      lacks: [.momentum, .centered, .maximize],
      source: "BVLC/caffe@9b89154018:src/caffe/solvers/rmsprop_solver.cpp",
      note: "Momentum is refused. On a GPU, double precision passes through single."
    ),
    CatalogueEntry(
      "lbann", "LBANN",
      versions: "the revision that was read",
      lr: nil, alpha: nil, eps: 1e-8,
      lacks: .everything,
      source: "LLNL/lbann@04c297bddf:src/optimizers/rmsprop.cpp"
    ),
    CatalogueEntry(
      "ensmallen", "ensmallen",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8,
      lacks: .everything,
      source: "mlpack/ensmallen@f65354c042:include/ensmallen_bits/rmsprop/rmsprop_update.hpp",
      note: """
        An ε that underflows becomes ten times the machine epsilon. Its documentation says that \
        v starts with ε; it does not.
        """
    ),
    CatalogueEntry(
      "tensorflow-net", "TensorFlow.NET's Keras",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-7,
      lacks: .everything,
      source: "SciSharp/TensorFlow.NET@6ce6066551:src/TensorFlowNET.Keras/Optimizers/RMSprop.cs",
      note: """
        Made after the branch of tf.keras that is without momentum; the other branches throw.
        """
    ),
    CatalogueEntry(
      "swift-for-tensorflow", "Swift for TensorFlow",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: """
        tensorflow/swift-apis@f51ee4618d:Sources/TensorFlow/Optimizers/MomentumBased.swift
        """,
      note: "Its decay divides the rate by 1 + decay · t, t counted from 1; here it is 0.",
      reports: ["tensorflow/swift-apis#307", "tensorflow/swift-apis#759"]
    ),
    CatalogueEntry(
      "keras-1.0.3", "Keras 1.0.3 to 2.3.1",
      versions: "1.0.3 (5308033936, May 2016) to 2.3.1",
      lr: 1e-3, alpha: 0.9, eps: 1e-7,
      lacks: .everything,
      source: "keras-team/keras@5308033936:keras/optimizers.py",
      note: """
        ε was 1e-8 before it became a setting of the backend. A decay of the rate, by 1 / (1 + \
        decay · t), is 0 here.
        """,
      reports: ["keras-team/keras#4356"],
      traits: [.roundsSettings]
    ),
    CatalogueEntry(
      "keras-2.9-experimental", "Keras 2.9's experimental optimizer",
      versions: "2.9.0 and 2.10.0, keras.optimizers.experimental",
      lr: 1e-3, alpha: 0.9, eps: 1e-7, momentum: 0,
      lacks: [.centered, .weightDecay, .maximize],
      source: "keras-team/keras@v2.9.0:keras/optimizers/optimizer_experimental/rmsprop.py",
      note: """
        It has a centered form, but a broken one: m averaged g², and m² was taken out of v for \
        good.
        """
    ),
    CatalogueEntry(
      "numpy-ml", "numpy-ml",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-7,
      lacks: .everything,
      source: "ddbourgin/numpy-ml@b0359af528",
      note: "A gradient may be clipped by its norm before v sees it."
    ),
    CatalogueEntry(
      "cs231n", "Notes of CS231n",
      versions: "the revision that was read",
      lr: nil, alpha: nil, eps: nil,
      lacks: .everything,
      source: "cs231n/cs231n.github.io@3d84654b14:neural-networks-3.md",
      note: "A formula of teaching: ρ of 0.9, 0.99 or 0.999, and ε from 1e-8 to 1e-4."
    ),
    CatalogueEntry(
      "deep-learning-from-scratch", "Deep Learning from Scratch",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-7,
      lacks: .everything,
      source: "oreilly-japan/deep-learning-from-scratch@07b11618cd:common/optimizer.py",
      note: "ε cannot be changed."
    ),
    CatalogueEntry(
      "flax-legacy", "Flax, before Optax",
      versions: "flax.optim, until it was removed (cda7a4c8)",
      lr: nil, alpha: 0.9, eps: 1e-8,
      lacks: [.momentum, .weightDecay, .maximize],
      source: "google/flax@cda7a4c8^:flax/optim/rmsprop.py",
      note: "Its ρ is called beta2."
    ),
    CatalogueEntry(
      "jax-2019-07", "JAX, summer of 2019",
      versions: "83fea8565 (July 2019) until c18d765c8 (October 2019)",
      lr: nil, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: "google/jax@83fea8565",
      note: "Later ε moved inside.",
      reports: ["jax-ml/jax#975", "jax-ml/jax#1427"]
    ),
    CatalogueEntry(
      "apple-mps", "MPSNNOptimizerRMSProp",
      versions: "as documented",
      lr: nil, alpha: nil, eps: nil,
      lacks: .everything,
      source: "Apple's documentation of Metal Performance Shaders",
      note: "The formula is that of the documentation; the kernel is not public."
    ),
  ]
}
