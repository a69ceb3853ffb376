"""Which configurations of which frameworks are recorded, and the dialect that each one is."""

from frameworks_configuration import Configuration


def one(framework, name, dialect, adapter, *distributions, **rest):
    return Configuration(
        framework, name, dialect, adapter, distributions or (framework,), **rest
    )


def keras(backend, name=None, **rest):
    return one(
        "keras",
        name or backend,
        "keras-3",
        "frameworks_tensorflow:Keras",
        beside=(backend,),
        series="3.",
        environment={"KERAS_BACKEND": backend},
        **rest,
    )


def keras_caused(name, cause, **options):
    return keras("jax", f"jax-{name}", cases=PLAIN, cause=cause, options=options)


def optax(name, dialect, options=None, adapter="Optax", **rest):
    return one(
        "optax", name, dialect, f"frameworks_jax:{adapter}", options=options or {}, **rest
    )


def optax_combined(name, *cases, **options):
    written = ",".join(f"{key}={value}" for key, value in options.items())
    return optax(name, f"optax:{written}", options, cases=cases)


MOMENTUM = frozenset({"momentum"})
WEIGHT_DECAY = frozenset({"weight_decay"})
MISSING = frozenset({"missing"})
PLAIN = ("plain",)
TINY = ("subnormal-squares",)
FLOAT32 = ("float32",)
FLOAT64 = ("float64",)
CONFIGURATIONS = [
    one("torch", "default", "pytorch", "frameworks_torch:Torch"),
    one("torchopt", "default", "torchopt", "frameworks_torch:TorchOpt"),
    one(
        "torchopt",
        "missing",
        "torchopt",
        "frameworks_torch:TorchOptMissing",
        concerns=MISSING,
    ),
    keras("tensorflow"),
    keras("jax"),
    keras("torch"),
    one("tf_keras", "default", "keras-2.11", "frameworks_tensorflow:TfKeras"),
    one("tf_keras", "legacy", "tf-keras-optimizer-v2", "frameworks_tensorflow:TfKerasLegacy"),
    one(
        "tensorflow",
        "raw-op",
        "tensorflow-raw-op",
        "frameworks_tensorflow:RawOp",
    ),
    one(
        "tensorflow",
        "v1",
        "tensorflow-v1",
        "frameworks_tensorflow:Version1",
    ),
    one("sonnet", "default", "sonnet", "frameworks_tensorflow:Sonnet", "dm-sonnet"),
    optax("default", "optax"),
    optax("outside", "optax-outside", {"eps_in_sqrt": False}),
    optax("scale-one", "optax-scale-one", {"initial_scale": 1.0}),
    # The first variance that it corrects is 0 except for rounding; in float32 that hides eps.
    optax(
        "bias-corrected",
        "optax-bias-corrected",
        {"bias_correction": True},
        only_in_float64=frozenset({"centered"}),
    ),
    optax("nesterov", "optax-nesterov", {"nesterov": True}, concerns=MOMENTUM),
    optax_combined(
        "outside-bias-corrected",
        "plain",
        "momentum-schedule",
        eps_in_sqrt=False,
        bias_correction=True,
    ),
    optax_combined("outside-nesterov", "momentum-schedule", eps_in_sqrt=False, nesterov=True),
    optax_combined("scale-half", "plain", "centered", initial_scale=0.5),
    optax_combined(
        "all-options",
        "momentum-schedule",
        eps_in_sqrt=False,
        bias_correction=True,
        initial_scale=0.25,
        nesterov=True,
    ),
    optax("subnormal", "optax", cases=TINY, cause="subnormals_flushed", scalars=FLOAT32),
    # In float64 its means have weights of float32.
    optax(
        "multi-steps",
        "optax",
        adapter="OptaxMultiSteps",
        cases=PLAIN,
        cause="gradients_accumulated",
        scalars=FLOAT32,
    ),
    optax(
        "clipped-by-norm",
        "optax",
        adapter="OptaxClipped",
        cases=PLAIN,
        cause="gradients_clipped",
        scalars=FLOAT32,
    ),
    keras_caused("loss-scale", "gradients_scaled", loss_scale_factor=8),
    keras_caused("accumulation", "gradients_accumulated", gradient_accumulation_steps=3),
    keras_caused("clipvalue", "gradients_clipped", clipvalue=0.5),
    keras_caused("clipnorm", "gradients_clipped", clipnorm=1.0),
    keras(
        "jax", "jax-subnormal", cases=TINY, cause="subnormals_flushed", scalars=FLOAT32
    ),
    one("jax", "example", "jax-example", "frameworks_jax:JaxExample"),
    one("jax", "example-momentum", "jax-example-momentum", "frameworks_jax:JaxExampleMomentum"),
    one("timm", "default", "timm-rmsprop-tf", "frameworks_torch:Timm"),
    one(
        "timm",
        "lr-outside",
        "timm-rmsprop-tf-lr-outside",
        "frameworks_torch:Timm",
        options={"lr_in_momentum": False},
        concerns=MOMENTUM,
    ),
    one(
        "timm",
        "decoupled",
        "timm-rmsprop-tf-decoupled",
        "frameworks_torch:Timm",
        options={"decoupled_decay": True},
        concerns=WEIGHT_DECAY,
    ),
    # In float64 its averages have float32.
    one(
        "heavyball",
        "default",
        "heavyball",
        "frameworks_torch:HeavyBall",
        options={"compile_step": False},
        scalars=FLOAT32,
    ),
    one(
        "stable-baselines3",
        "default",
        "stable-baselines3",
        "frameworks_torch:StableBaselines",
        "stable_baselines3",
    ),
    one("pfrl", "default", "pfrl", "frameworks_torch:Pfrl"),
    one("fastai", "default", "fastai", "frameworks_torch:FastAI"),
    one(
        "fastai",
        "l2",
        "fastai-l2",
        "frameworks_torch:FastAI",
        options={"decouple_wd": False},
        concerns=WEIGHT_DECAY,
    ),
    one(
        "fastai",
        "eps-argument",
        "fastai",
        "frameworks_torch:FastAIArgument",
        options={"eps": 0.001},
        concerns=MOMENTUM,
    ),
    one("pyro", "default", "pyro-adagrad-rmsprop", "frameworks_torch:Pyro", "pyro-ppl"),
    one(
        "bitsandbytes",
        "default",
        "bitsandbytes",
        "frameworks_torch:BitsAndBytes",
        scalars=FLOAT32,
    ),
    one("mlx", "default", "mlx", "frameworks_others:Mlx"),
    one("paddle", "default", "paddle", "frameworks_others:Paddle", "paddlepaddle"),
    # Its state is float32 whatever the parameters are, and float64 is then refused.
    one(
        "mxnet",
        "default",
        "mxnet-1",
        "frameworks_older:MxNet",
        series="1.",
        scalars=FLOAT32,
    ),
    one(
        "mxnet",
        "graves",
        "mxnet-1",
        "frameworks_older:MxNetGraves",
        series="1.",
        options={"centered": True},
        scalars=FLOAT32,
    ),
    one(
        "mxnet",
        "fused",
        "mxnet-2",
        "frameworks_older:MxNet2",
        series="2.",
        scalars=FLOAT32,
    ),
    one(
        "mxnet",
        "unfused",
        "mxnet-2",
        "frameworks_older:MxNet2",
        series="2.",
        scalars=FLOAT32,
        options={"use_fused_step": False},
    ),
    one(
        "mxnet",
        "graves-fused",
        "mxnet-2",
        "frameworks_older:MxNet2Graves",
        series="2.",
        scalars=FLOAT32,
        options={"centered": True},
    ),
    one(
        "mxnet",
        "graves-unfused",
        "mxnet-2",
        "frameworks_older:MxNet2Graves",
        series="2.",
        scalars=FLOAT32,
        options={"centered": True, "use_fused_step": False},
    ),
    one("chainer", "default", "chainer", "frameworks_older:Chainer"),
    one(
        "chainer",
        "eps-inside",
        "chainer-eps-inside",
        "frameworks_older:Chainer",
        options={"eps_inside_sqrt": True},
    ),
    one("chainer", "graves", "chainer-graves", "frameworks_older:ChainerGraves"),
    one(
        "chainer",
        "missing",
        "chainer",
        "frameworks_older:ChainerMissing",
        concerns=MISSING,
    ),
    one("numpy-ml", "default", "numpy-ml", "frameworks_older:NumpyMl", "numpy-ml", "numpy_ml"),
    # Its average is float64, and so is everything that is computed with it.
    one(
        "autograd",
        "default",
        "autograd",
        "frameworks_others:Autograd",
        series="1.9.",
        scalars=FLOAT64,
    ),
    one("pennylane", "default", "pennylane", "frameworks_others:PennyLane"),
    # Its operators refuse float64. Without centering, they have eps outside the root where vector
    # instructions compute, and inside where a coordinate is left over. After five steps they
    # search for the best number of threads, and coordinates move from the one to the other.
    one(
        "mindspore",
        "default",
        "mindspore",
        "frameworks_others:MindSpore",
        scalars=FLOAT32,
        size=5,
        notes={"": "Five coordinates are too few for vector instructions."},
    ),
    one(
        "mindspore",
        "vector",
        "mindspore-vector",
        "frameworks_others:MindSpore",
        scalars=FLOAT32,
        steps=5,
        notes={"": "Eight coordinates are computed by vector instructions for five steps."},
    ),
    # Its parameters are float32.
    one("nnabla", "default", "nnabla", "frameworks_older:Nnabla", scalars=FLOAT32),
    one("nnabla", "graves", "nnabla-graves", "frameworks_older:NnablaGraves", scalars=FLOAT32),
    one(
        "keras",
        "experimental",
        "keras-2.9-experimental",
        "frameworks_tensorflow:Keras210",
        series="2.10.",
    ),
    one(
        "keras",
        "optimizer-v2",
        "tf-keras-optimizer-v2",
        "frameworks_tensorflow:TensorFlow210",
        series="2.10.",
    ),
    one(
        "keras",
        "theano",
        "keras-1.0.3",
        "frameworks_theano:Keras1",
        series="2.3.",
        environment={"KERAS_BACKEND": "theano"},
    ),
    one("lasagne", "default", "lasagne", "frameworks_theano:Lasagne"),
]
