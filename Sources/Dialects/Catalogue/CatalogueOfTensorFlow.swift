import Runs

extension Catalogue {
  /// timm's RMSpropTF as it is; its options combine.
  static let timm = CatalogueEntry(
    "timm-rmsprop-tf", "timm's RMSpropTF",
    versions: "the revision that was read",
    lr: 1e-2, alpha: 0.9, eps: 1e-10, momentum: 0,
    lacks: [.maximize],
    source: "huggingface/pytorch-image-models@aa4b5850c1:timm/optim/rmsprop_tf.py",
    note: "Written on PyTorch to compute what TensorFlow 1 does.",
    reports: ["huggingface/pytorch-image-models#45", "huggingface/pytorch-image-models#225"],
    dialect: Dialect(epsilon: .inside, initialSquareAverage: .one, learningRate: .inside),
    options: [
      CatalogueOption("decoupled_decay", "False", otherwise: "True", .weightDecay(.decoupled)),
      CatalogueOption("lr_in_momentum", "True", otherwise: "False", .learningRate(.outside)),
    ]
  )

  /// TensorFlow, Keras, and what was written after them.
  static let tensorflowAndKeras: [CatalogueEntry] = [
    CatalogueEntry(
      "keras-3", "Keras 3",
      versions: "3.0 and later",
      lr: 1e-3, alpha: 0.9, eps: 1e-7, momentum: 0,
      lacks: [.maximize],
      source: "keras-team/keras@3422977a5e:keras/src/optimizers/rmsprop.py",
      note: """
        A centered run on PyTorch adds ε to v before m² is taken away; last bits differ. On \
        TensorFlow a token that occurs more than once in an embedding adds the square of each of \
        its gradients to v, and not the square of their sum.
        """,
      dialect: Dialect(epsilon: .inside, learningRate: .inside, weightDecay: .decoupled),
      traits: [.roundsSettings]
    ),
    CatalogueEntry(
      "keras-2.11", "Keras 2.11 to 2.15",
      versions: "2.11 to 2.15, and tf_keras after it",
      lr: 1e-3, alpha: 0.9, eps: 1e-7, momentum: 0,
      lacks: [.maximize],
      source: "keras-team/keras@v2.15.0:keras/optimizers/rmsprop.py",
      note: "With momentum, a sparse gradient moves every row.",
      dialect: Dialect(epsilon: .inside, learningRate: .inside, weightDecay: .decoupled),
      traits: [.roundsSettings]
    ),
    CatalogueEntry(
      "tf-keras-optimizer-v2", "tf.keras's OptimizerV2",
      versions: "TensorFlow 2.0 to 2.10, and legacy optimizers since",
      lr: 1e-3, alpha: 0.9, eps: 1e-7, momentum: 0,
      lacks: [.weightDecay, .maximize],
      source: "keras-team/keras@v2.6.0:keras/optimizer_v2/rmsprop.py",
      note: """
        Any momentum, however small, moves ε inside. An ε of 0 is taken for none given and \
        becomes 1e-7.
        """,
      reports: [
        "keras-team/tf-keras#315", "tensorflow/tensorflow#41115", "tensorflow/tensorflow#40670",
      ],
      dialect: Dialect(epsilon: .outside, learningRate: .inside),
      epsilonMoves: [.momentum: .inside],
      traits: [.roundsSettings]
    ),
    CatalogueEntry(
      "tensorflow-raw-op", "TensorFlow's ApplyRMSProp",
      versions: "the revision that was read",
      lr: nil, alpha: nil, eps: nil,
      lacks: [.weightDecay, .maximize],
      source: "tensorflow/tensorflow: core/kernels/training_ops.cc",
      note: """
        v is given by the caller; here it starts with 0. Kernels for CPU, GPU and XLA round \
        differently.
        """,
      reports: ["tensorflow/tensorflow#58412"],
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
    CatalogueEntry(
      "tensorflow-v1", "TensorFlow 1",
      versions: "tf.train.RMSPropOptimizer, and tf.compat.v1 since",
      lr: nil, alpha: 0.9, eps: 1e-10, momentum: 0,
      lacks: [.weightDecay, .maximize],
      source: "tensorflow/tensorflow@0304934138:python/training/rmsprop.py",
      reports: ["tensorflow/tensorflow#58412", "tensorflow/tensorflow#40670"],
      dialect: Dialect(epsilon: .inside, initialSquareAverage: .one, learningRate: .inside),
      traits: [.roundsSettings]
    ),
    CatalogueEntry(
      "tensorflow-java", "TensorFlow for Java",
      versions: "the revision that was read",
      lr: nil, alpha: 0.9, eps: 1e-10, momentum: 0,
      lacks: [.weightDecay, .maximize],
      source: "tensorflow/java@58a19434ad:…/framework/optimizers/RMSProp.java",
      dialect: Dialect(epsilon: .inside, initialSquareAverage: .one, learningRate: .inside)
    ),
    CatalogueEntry(
      "kotlindl", "KotlinDL",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-10, momentum: 0,
      lacks: [.weightDecay, .maximize],
      source: "Kotlin/kotlindl@0f36d1b481:…/optimizer/RMSProp.kt",
      note: "Gradients are clipped only when centered.",
      dialect: Dialect(epsilon: .inside, initialSquareAverage: .one, learningRate: .inside)
    ),
    CatalogueEntry(
      "sonnet", "Sonnet 2",
      versions: "the revision that was read",
      lr: nil, alpha: 0.9, eps: 1e-10, momentum: 0,
      lacks: [.weightDecay, .maximize],
      source: "google-deepmind/sonnet@26b0518d42:sonnet/src/optimizers/rmsprop.py",
      dialect: Dialect(epsilon: .inside, learningRate: .inside),
      traits: [.roundsSettings]
    ),
    CatalogueEntry(
      "caffe2", "Caffe2",
      versions: "the revision that was read",
      lr: nil, alpha: nil, eps: nil,
      lacks: [.centered, .weightDecay, .maximize],
      source: "pytorch/pytorch@00bff7ab88:caffe2/sgd/rmsprop_op.cc",
      note: """
        The operator gives back the buffer as if it were a gradient; the sign of the rate is the \
        business of the caller.
        """,
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
    CatalogueEntry(
      "tfjs", "TensorFlow.js",
      versions: "the revision that was read",
      lr: nil, alpha: 0.9, eps: 1e-7, momentum: 0,
      lacks: [.weightDecay, .maximize],
      source: "tensorflow/tfjs@0fc04d958e:tfjs-core/src/optimizers/rmsprop_optimizer.ts",
      note: """
        Centered, it subtracts ε: a zero gradient at the first step gives NaN. Where only half \
        precision is there, ε is 1e-4.
        """,
      dialect: Dialect(epsilon: .inside, learningRate: .inside),
      epsilonMoves: [.centered: .minusInside]
    ),
    timm,
    timm.with("decoupled_decay=True", named: "timm-rmsprop-tf-decoupled"),
    CatalogueEntry(
      "poptorch-tf-variant", "PopTorch with use_tf_variant=True",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "graphcore/popart@d2f20d78db:willow/include/popart/adaptive.hpp",
      note: """
        Read in a header, not in the kernels. Its other mode of decay, with momentum, is not \
        multiplied by the rate.
        """,
      dialect: Dialect(epsilon: .inside, initialSquareAverage: .one, learningRate: .inside)
    ),
    CatalogueEntry(
      "mindspore", "MindSpore on a CPU",
      versions: "the revision that was read",
      lr: 0.1, alpha: 0.9, eps: 1e-10, momentum: 0,
      lacks: [.maximize],
      source: "mindspore@07f9793acf",
      note: """
        Uncentered with AVX, groups of eight elements have ε outside the root, and which are in \
        one changes with the threads from step to step; recorded with 2.10.0. Weight decay \
        spares parameters with beta or gamma in their name.
        """,
      dialect: Dialect(
        epsilon: .inside, initialSquareAverage: .one, learningRate: .inside, centered: .guard)
    ),
    CatalogueEntry(
      "mindspore-vector", "MindSpore on a CPU, in vectors",
      versions: "2.10.0, as recorded",
      lr: 0.1, alpha: 0.9, eps: 1e-10, momentum: 0,
      lacks: [.maximize],
      source: "PyPI: mindspore 2.10.0",
      note: "What eight elements get in the first steps; the elements left over have ε inside.",
      dialect: Dialect(epsilon: .outside, initialSquareAverage: .one, learningRate: .inside),
      epsilonMoves: [.centered: .inside]
    ),
    CatalogueEntry(
      "mindspore-gpu", "MindSpore on a GPU",
      versions: "the revision that was read",
      lr: 0.1, alpha: 0.9, eps: 1e-10, momentum: 0,
      lacks: [.maximize],
      source: "mindspore@34244c12c6",
      note: "Unlike on a CPU, nothing guards a variance below 0, which gives NaN.",
      dialect: Dialect(epsilon: .inside, initialSquareAverage: .one, learningRate: .inside)
    ),
    CatalogueEntry(
      "tmva", "ROOT's TMVA",
      versions: "the revision that was read",
      lr: 1e-3, alpha: 0.9, eps: 1e-7, momentum: 0,
      lacks: [.centered, .weightDecay, .maximize],
      source: "root@06d9c0a37a:tmva/tmva/inc/TMVA/DNN/RMSProp.h",
      dialect: Dialect(epsilon: .inside, learningRate: .inside)
    ),
  ]
}
