import Runs

extension Catalogue {
  /// ε inside the root, with the rate outside the buffer or without a buffer.
  static let insideFamily: [CatalogueEntry] = [
    CatalogueEntry(
      "stable-baselines3", "Stable-Baselines3's RMSpropTFLike",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "DLR-RM/stable-baselines3@e05d2dbe6e:…/sb2_compat/rmsprop_tf_like.py",
      note: "With momentum and a schedule it is not like TensorFlow.",
      reports: ["DLR-RM/stable-baselines3#110", "DLR-RM/stable-baselines3#708"],
      dialect: Dialect(epsilon: .inside, initialSquareAverage: .one)
    ),
    CatalogueEntry(
      "pfrl", "PFRL's RMSpropEpsInsideSqrt",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "pfnet/pfrl@c8cb332889",
      dialect: Dialect(epsilon: .inside)
    ),
    timm.with("lr_in_momentum=False", named: "timm-rmsprop-tf-lr-outside"),
    CatalogueEntry(
      "dfdx", "dfdx",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.9, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "coreylowman/dfdx@4722a99d30:dfdx-core/src/tensor_ops/rmsprop",
      note: "A parameter that has no gradient at the very first step starts with a v of 0.",
      reports: ["chelsea0x3b/dfdx#56"],
      dialect: Dialect(epsilon: .inside, initialSquareAverage: .one)
    ),
    CatalogueEntry(
      "dfdx-decoupled", "dfdx with decoupled weight decay",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.9, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "coreylowman/dfdx@4722a99d30:dfdx-core/src/tensor_ops/rmsprop",
      note: "A parameter that has no gradient at the very first step starts with a v of 0.",
      dialect: Dialect(epsilon: .inside, initialSquareAverage: .one, weightDecay: .decoupled)
    ),
    chainer.with(
      "eps_inside_sqrt=True", named: "chainer-eps-inside", versions: "since chainer/chainer#5150",
      note: "Weight decay is a hook on the gradient.", reports: ["chainer/chainer#4754"]),
    CatalogueEntry(
      "chainerrl", "ChainerRL's RMSpropAsync",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8,
      lacks: .everything,
      source: "chainer/chainerrl@7eed375614",
      note: """
        Its documentation puts ε outside the root; the code does not. A3C was run with an ε of \
        0.1.
        """,
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "keras-0.1", "Keras 0.1 to 1.0.2",
      versions: "0.1.0 to 1.0.2",
      lr: 1e-3, alpha: 0.9, eps: 1e-6,
      lacks: .everything,
      source: "keras-team/keras@0.1.0:keras/optimizers.py",
      reports: ["keras-team/keras#435"],
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "lasagne", "Lasagne",
      versions: "the revision that was read",
      lr: 1, alpha: 0.9, eps: 1e-6,
      lacks: .everything,
      source: "Lasagne/Lasagne@5d3c63cb31:lasagne/updates.py",
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "knet", "Knet.jl",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.9, eps: 1e-6,
      lacks: .everything,
      source: "denizyuret/Knet.jl@0c3d855111:src/train20/update.jl",
      note: "A gradient may be clipped by its norm before.",
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "d2l", "Dive into Deep Learning",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.9, eps: 1e-6,
      lacks: .everything,
      source: "d2l-ai/d2l-en@23d7a5aecc:chapter_optimization/rmsprop.md",
      note: "The code from scratch; the concise code calls frameworks whose ε is elsewhere.",
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "convnetjs", "ConvNetJS's windowgrad",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.95, eps: 1e-8,
      lacks: [.momentum, .centered, .maximize],
      source: "karpathy/convnetjs@4c3358a315:src/convnet_trainers.js",
      note: "The gradient and its decay are divided by the size of the batch, which is 1 here.",
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "recurrentjs", "recurrentjs",
      versions: "the revision that was read",
      lr: nil, alpha: 0.999, eps: 1e-8,
      lacks: [.momentum, .centered, .maximize],
      source: "karpathy/recurrentjs@84d69349c5:src/recurrent.js",
      note: "A gradient is clipped after v has seen it: right below the bound only.",
      dialect: Dialect(epsilon: .inside, weightDecay: .decoupledUnscaled)
    ),
    CatalogueEntry(
      "brain-js", "brain.js",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.999, eps: 1e-8,
      lacks: [.momentum, .centered, .maximize],
      source: "BrainJS/brain.js@7c9db32d9c:src/recurrent/rnn.ts",
      note: """
        A gradient is clipped to ±5 after v has seen it: right below 5 only. Weight decay is on \
        by default, with 1e-6.
        """,
      dialect: Dialect(epsilon: .inside, weightDecay: .decoupledUnscaled)
    ),
    CatalogueEntry(
      "gorgonia", "Gorgonia",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.999, eps: 1e-8,
      lacks: [.momentum, .centered, .maximize],
      source: "gorgonia/gorgonia@d7a3ce27c9:solvers.go",
      note: "A tensor can be clipped, after v has seen it; a scalar never is.",
      dialect: Dialect(epsilon: .inside, weightDecay: .decoupledUnscaled)
    ),
    CatalogueEntry(
      "kann", "KANN",
      versions: "the revision that was read",
      lr: nil, alpha: 0.9, eps: 1e-6,
      lacks: .everything,
      source: "attractivechaos/kann@e260712e41:kann.c",
      note: """
        ε cannot be changed. With SSE the reciprocal root has some twelve bits, except for the \
        last elements.
        """,
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "tiny-dnn", "tiny-dnn",
      versions: "the revision that was read",
      lr: 1e-4, alpha: 0.99, eps: 1e-8,
      lacks: .everything,
      source: "tiny-dnn/tiny-dnn@c0f576f5cb:tiny_dnn/optimizers/optimizer.h",
      note: "Its ρ is called mu.",
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "dynet", "DyNet",
      versions: "the revision that was read",
      lr: 0.1, alpha: 0.95, eps: 1e-20,
      lacks: .everything,
      source: "clab/dynet@22b4495847:dynet/training.cc",
      note: """
        Weight decay is a factor that all weights share, and that the step is divided by; here \
        it is off.
        """,
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "singa", "Apache SINGA",
      versions: "the revision that was read",
      lr: 0.1, alpha: 0.9, eps: 1e-8,
      lacks: [.momentum, .centered, .maximize],
      source: "apache/singa@4ddb56293e:python/singa/opt.py",
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "oneflow", "OneFlow",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.99, eps: 1e-8,
      lacks: [.momentum, .maximize],
      source: "Oneflow-Inc/oneflow@25c8978c1c:…/model_update_kernel_util.h",
      note: "Momentum other than 0 is refused, though documented. The documented rate is 1e-2.",
      reports: ["Oneflow-Inc/oneflow#5755"],
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "dl4s", "DL4S",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: "palle-k/DL4S@fb3f097bc5:Sources/DL4S/NN/Optimizer/RMSProp.swift",
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "pennylane", "PennyLane",
      versions: "0.45.1",
      lr: 1e-2, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: "PennyLaneAI/pennylane@5f61ce25df:pennylane/optimize/rms_prop.py",
      dialect: Dialect(epsilon: .inside)
    ),
    CatalogueEntry(
      "ml-from-scratch", "ML-From-Scratch",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.9, eps: 1e-8,
      lacks: .everything,
      source: "eriklindernoren/ML-From-Scratch@a2806c6732",
      note: "ε cannot be changed.",
      dialect: Dialect(epsilon: .inside)
    ),
  ]
}
