import Runs

extension Catalogue {
  /// TorchOpt as it is; its options combine.
  private static let torchopt = CatalogueEntry(
    "torchopt", "TorchOpt",
    versions: "the revision that was read",
    lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
    source: "metaopt/torchopt@960fb0aa53:torchopt/alias/rmsprop.py",
    note: "The start of v is the option initial_scale.",
    options: [
      CatalogueOption(start: "initial_scale"),
      CatalogueOption("nesterov", "False", otherwise: "True", .momentum(.nesterov)),
    ]
  )

  /// fastai as it is.
  private static let fastai = CatalogueEntry(
    "fastai", "fastai",
    versions: "the revision that was read",
    lr: nil, alpha: 0.99, eps: 1e-8, momentum: 0,
    lacks: [.centered, .maximize],
    source: "fastai/fastai@0a20fa1b1c:fastai/optimizer.py",
    note: "The constructor has no use for an ε; it is changed as a hyperparameter.",
    dialect: Dialect(momentum: .raw, weightDecay: .decoupled),
    options: [CatalogueOption("decouple_wd", "True", otherwise: "False", .weightDecay(.l2))]
  )

  /// PyTorch, its bindings, and what was written after it with its options.
  static let pytorchAndKin: [CatalogueEntry] = [
    CatalogueEntry(
      "pytorch", "PyTorch",
      versions: "2.15.0 and before, since momentum and centered (pytorch/pytorch#810)",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      source: "pytorch/pytorch@00853fbfb9:torch/optim/rmsprop.py",
      note: """
        A real and an imaginary part are two parameters. Momentum that is switched on after the \
        first step has no buffer, and is an error.
        """,
      reports: [
        "pytorch/pytorch#23796", "pytorch/pytorch#23807", "pytorch/pytorch#26735",
        "pytorch/pytorch#32545", "pytorch/pytorch#46118",
      ]
    ),
    CatalogueEntry(
      "libtorch", "libtorch",
      versions: "1.5 and later; the same before, except that weight decay overwrote the gradient",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "pytorch/pytorch@dbaa829f5d:torch/csrc/api/src/optim/rmsprop.cpp",
      note: """
        Its m is two products and a sum where the Python class interpolates, so that last bits \
        differ when centered.
        """
    ),
    CatalogueEntry(
      "tch", "tch-rs",
      versions: "the revision that was read",
      lr: nil, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "LaurentMazare/tch-rs@a1dc7ecec8:src/nn/optimizer.rs",
      note: "It calls libtorch."
    ),
    CatalogueEntry(
      "torchsharp", "TorchSharp",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      source: "dotnet/TorchSharp@c20b6a1cc5:src/TorchSharp/Optimizers/RMSprop.cs",
      note: """
        The rate is 1e-2 by the factory, and 1e-3 by the constructor and in a parameter group.
        """
    ),
    CatalogueEntry(
      "r-torch", "torch for R",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "mlverse/torch@e4de110c1d:R/optim-rmsprop.R",
      note: "The formula on its help page has ε inside the root; the code does not."
    ),
    CatalogueEntry(
      "lua-torch", "Lua Torch's optim",
      versions: "since torch/optim#130 (September 2016)",
      lr: 1e-2, alpha: 0.99, eps: 1e-8,
      lacks: [.momentum, .centered, .maximize],
      source: "torch/optim@a5ceed7c21:rmsprop.lua",
      note: """
        Weight decay is added into the gradient of the caller. The start of v is the option \
        initialMean.
        """,
      reports: ["torch/optim#99", "torch/optim#130", "torch/optim#149"]
    ),
    torchopt,
    torchopt.with("nesterov=True", named: "torchopt-nesterov"),
    CatalogueEntry(
      "burn", "Burn",
      versions: "the revision that was read",
      lr: nil, alpha: 0.99, eps: 1e-5, momentum: 0.9,
      lacks: [.maximize],
      source: "tracel-ai/burn@2c06be3510:crates/burn-optim/src/optim/rmsprop.rs",
      note: "Momentum is on by default."
    ),
    CatalogueEntry(
      "candle-optimisers", "candle-optimisers",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "KGrewal1/optimisers@f2a323bed6:src/rmsprop.rs"
    ),
    CatalogueEntry(
      "neuronika", "neuronika",
      versions: "the revision that was read",
      lr: nil, alpha: nil, eps: nil,
      lacks: [.maximize],
      source: "neuronika/neuronika@a5e37b2144:neuronika-optim/src/rmsprop/mod.rs",
      note: """
        α is 0 if not given. The penalty is added into the gradient itself, and may be of \
        another kind than L2.
        """
    ),
    CatalogueEntry(
      "dragon", "Dragon",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.centered, .maximize],
      source: "seetaresearch/dragon@66cf99f119:dragon/kernels/training/cpu/rmsprop_kernel.cc",
      note: "The argument centered is taken and dropped. The averages are fused multiply-adds."
    ),
    CatalogueEntry(
      "poptorch", "PopTorch",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.maximize],
      source: "graphcore/poptorch@c2a8b17762:python/optim.py",
      note: "Read in its documentation and in PopART's header, not in the kernels."
    ),
    CatalogueEntry(
      "jittor", "Jittor",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8,
      lacks: .everything,
      source: "Jittor/jittor@06f5d3d271:python/jittor/optim.py",
      note: "By position, ε comes before α."
    ),
    CatalogueEntry(
      "mlx", "MLX",
      versions: "the revision that was read",
      lr: nil, alpha: 0.99, eps: 1e-8,
      lacks: .everything,
      source: "ml-explore/mlx@846d176227:python/mlx/optimizers/optimizers.py",
      note: "An ε of 0 is refused.",
      traits: [.roundsSettings]
    ),
    CatalogueEntry(
      "mlx-swift", "MLX Swift",
      versions: "the revision that was read",
      lr: nil, alpha: 0.99, eps: 1e-8,
      lacks: .everything,
      source: "ml-explore/mlx-swift@09051ed198:Source/MLXOptimizers/Optimizers.swift",
      note: "An ε of 0 is allowed, unlike in MLX."
    ),
    CatalogueEntry(
      "bitsandbytes", "bitsandbytes",
      versions: "the revision that was read",
      lr: 1e-2, alpha: 0.99, eps: 1e-8, momentum: 0,
      lacks: [.momentum, .centered, .maximize],
      source: "bitsandbytes-foundation/bitsandbytes@95f9af309d:bitsandbytes/optim/rmsprop.py",
      note: """
        Momentum is taken, stored, and never used: with it, the steps are those without. Its \
        8-bit state rounds v.
        """
    ),
    CatalogueEntry(
      "flashlight", "flashlight",
      versions: "the revision that was read",
      lr: nil, alpha: 0.99, eps: 1e-8,
      lacks: [.momentum, .maximize],
      source: "flashlight/flashlight@f5f717f337:flashlight/fl/optim/RMSPropOptimizer.cpp",
      note: "Centered is its option useFirst. Its header calls the decay an L2 penalty.",
      dialect: Dialect(weightDecay: .decoupledUnscaled)
    ),
    fastai,
    fastai.with("decouple_wd=False", named: "fastai-l2", note: fastai.note),
  ]
}
