"""Adapters to Keras 3, tf_keras, and to TensorFlow's own forms of RMSprop."""

import inspect
import os
from importlib.metadata import version

from frameworks_adapter import Adapter

KERAS_NAMES = {
    "lr": "learning_rate",
    "alpha": "rho",
    "eps": "epsilon",
    "momentum": "momentum",
    "centered": "centered",
    "weight_decay": "weight_decay",
}


def import_tensorflow():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow

    return tensorflow


class Keras(Adapter):
    """Keras 3 on the backend that the configuration's environment names."""

    implementation = "keras.optimizers.RMSprop"
    names = KERAS_NAMES
    notes = {"": "floatx is the scalar type, so that the rate is held in it."}

    @property
    def rounded(self):
        """TensorFlow makes a Python number a float32 before it casts it."""
        return ("weight_decay",) if os.environ["KERAS_BACKEND"] == "tensorflow" else ()

    def constructor(self):
        import keras

        return keras.optimizers.RMSprop

    def start(self, params, arguments):
        backend = os.environ["KERAS_BACKEND"]
        if backend == "jax":
            import jax

            jax.config.update("jax_enable_x64", self.scalar == "float64")
        if backend == "tensorflow":
            import_tensorflow()
        import keras

        assert keras.backend.backend() == backend
        keras.config.set_floatx(self.scalar)
        self.array = lambda values: keras.ops.convert_to_tensor(values, dtype=self.scalar)
        self.read = lambda variable: keras.ops.convert_to_numpy(variable).tolist()
        self.variable = keras.Variable(self.array(params), dtype=self.scalar)
        self.optimizer = self.constructor()(**arguments)

    def rate(self, value):
        self.optimizer.learning_rate = value

    def step(self, grad):
        self.optimizer.apply([self.array(grad)], [self.variable])

    def values(self):
        assert self.variable.dtype == self.scalar
        return {"params": self.read(self.variable)} | self.state(
            {variable.path: variable for variable in self.optimizer.variables}
        )

    def state(self, variables):
        """The arrays that the optimizer keeps, by what is a part of their names."""
        found = {}
        for key, part in {
            "square_avg": "velocity",
            "grad_avg": "average_gradient",
            "momentum_buffer": "momentum",
        }.items():
            for name, variable in variables.items():
                if part in name:
                    found[key] = self.read(variable)
        return found

    def versions(self):
        backend = os.environ["KERAS_BACKEND"]
        return {backend: version(backend)}


class TfKeras(Keras):
    """The class of Keras 2.11 and later, as tf_keras has it."""

    implementation = "tf_keras.optimizers.RMSprop"
    rounded = ("weight_decay",)

    def constructor(self):
        import tf_keras

        return tf_keras.optimizers.RMSprop

    def start(self, params, arguments):
        tensorflow = import_tensorflow()
        import tf_keras

        tf_keras.backend.set_floatx(self.scalar)
        self.array = lambda values: tensorflow.constant(values, dtype=self.scalar)
        self.read = lambda variable: variable.numpy().tolist()
        self.variable = tensorflow.Variable(params, dtype=self.scalar)
        self.optimizer = self.constructor()(**arguments)

    def step(self, grad):
        self.optimizer.apply_gradients([(self.array(grad), self.variable)])

    def values(self):
        variables = self.optimizer.variables
        variables = variables() if callable(variables) else variables
        return {"params": self.read(self.variable)} | self.state(
            {variable.name: variable for variable in variables}
        )

    def versions(self):
        return {"tensorflow": version("tensorflow")}


class TfKerasLegacy(TfKeras):
    """OptimizerV2, the class of TensorFlow 2.0 to 2.10."""

    implementation = "tf_keras.optimizers.legacy.RMSprop"
    names = {key: name for key, name in KERAS_NAMES.items() if key != "weight_decay"}
    rounded = ("lr", "alpha", "momentum")
    slots = {"square_avg": "rms", "grad_avg": "mg", "momentum_buffer": "momentum"}

    def constructor(self):
        import tf_keras

        return tf_keras.optimizers.legacy.RMSprop

    def values(self):
        found = {"params": self.read(self.variable)}
        for key, name in self.slots.items():
            if name in self.optimizer.get_slot_names():
                found[key] = self.read(self.optimizer.get_slot(self.variable, name))
        return found


class Version1(TfKerasLegacy):
    implementation = "tensorflow.compat.v1.train.RMSPropOptimizer"
    names = TfKerasLegacy.names | {"alpha": "decay"}
    rounded = ("lr", "alpha", "eps", "momentum")
    required = {"lr": 0.01}
    notes = {"schedule": "The rate is a callable, which eager execution asks at every step."}

    def constructor(self):
        return import_tensorflow().compat.v1.train.RMSPropOptimizer

    def start(self, params, arguments):
        tensorflow = import_tensorflow()
        self.current = arguments["learning_rate"]
        if self.rates:
            arguments = arguments | {"learning_rate": lambda: self.current}
        self.array = lambda values: tensorflow.constant(values, dtype=self.scalar)
        self.read = lambda variable: variable.numpy().tolist()
        self.variable = tensorflow.Variable(params, dtype=self.scalar)
        self.optimizer = self.constructor()(**arguments)

    def rate(self, value):
        self.current = value


class RawOp(Adapter):
    """The kernels themselves, with everything that they are given."""

    implementation = "tensorflow.raw_ops.ResourceApplyRMSProp"
    names = {
        "lr": "lr",
        "alpha": "rho",
        "eps": "epsilon",
        "momentum": "momentum",
        "centered": "centered",
    }
    neutral = {"momentum": 0.0}
    has_defaults = False
    notes = {
        "": "The arrays ms, mom and mg start at 0.",
        "centered": "It is ResourceApplyCenteredRMSProp.",
    }

    def constructor(self):
        return import_tensorflow().raw_ops.ResourceApplyRMSProp

    def start(self, params, arguments):
        tensorflow = import_tensorflow()
        centered = arguments.pop("centered", False)
        ops = tensorflow.raw_ops
        self.op = ops.ResourceApplyCenteredRMSProp if centered else ops.ResourceApplyRMSProp
        self.array = lambda value: tensorflow.constant(value, dtype=self.scalar)
        held = {"params": "var", "square_avg": "ms", "momentum_buffer": "mom"}
        held |= {"grad_avg": "mg"} if centered else {}
        zeros = [0.0] * len(params)
        self.arrays = {
            key: tensorflow.Variable(params if key == "params" else zeros, dtype=self.scalar)
            for key in held
        }
        self.handles = {name: self.arrays[key].handle for key, name in held.items()}
        self.arguments = {key: self.array(value) for key, value in arguments.items()}

    def rate(self, value):
        self.arguments["lr"] = self.array(value)

    def step(self, grad):
        self.op(**self.handles, **self.arguments, grad=self.array(grad))

    def values(self):
        return {key: variable.numpy().tolist() for key, variable in self.arrays.items()}

    def versions(self):
        return {"tensorflow": version("tensorflow")}


class Sonnet(Adapter):
    implementation = "sonnet.optimizers.RMSProp"
    names = RawOp.names | {"lr": "learning_rate", "alpha": "decay"}
    rounded = ("lr", "alpha", "eps", "momentum")
    required = {"lr": 0.01}

    def constructor(self):
        import_tensorflow()
        import sonnet

        return sonnet.optimizers.RMSProp

    def signature(self):
        # The class's own signature is only (*args, **kwargs).
        return inspect.signature(self.constructor().__init__)

    def start(self, params, arguments):
        tensorflow = import_tensorflow()
        self.array = lambda values: tensorflow.constant(values, dtype=self.scalar)
        self.variable = tensorflow.Variable(params, dtype=self.scalar)
        self.optimizer = self.constructor()(**arguments)

    def rate(self, value):
        self.optimizer.learning_rate = value

    def step(self, grad):
        self.optimizer.apply([self.array(grad)], [self.variable])

    def values(self):
        held = self.optimizer
        arrays = {
            "params": [self.variable],
            "square_avg": held.ms,
            "grad_avg": held.mg,
            "momentum_buffer": held.mom,
        }
        return {
            key: variables[0].numpy().tolist()
            for key, variables in arrays.items()
            if variables and variables[0] is not None
        }

    def versions(self):
        return {"tensorflow": version("tensorflow")}


class Keras210(TfKeras):
    """The class that came before the one of Keras 2.11, as TensorFlow 2.10 has it."""

    implementation = "tensorflow.keras.optimizers.experimental.RMSprop"
    rounded = ()
    names = {key: name for key, name in KERAS_NAMES.items() if key != "weight_decay"}
    notes = {
        "": "floatx is the scalar type.",
        "centered": "The mean is of squares, and its square is taken off the average itself.",
    }

    def constructor(self):
        return import_tensorflow().keras.optimizers.experimental.RMSprop

    def start(self, params, arguments):
        tensorflow = import_tensorflow()
        tensorflow.keras.backend.set_floatx(self.scalar)
        self.array = lambda values: tensorflow.constant(values, dtype=self.scalar)
        self.read = lambda variable: variable.numpy().tolist()
        self.variable = tensorflow.Variable(params, dtype=self.scalar)
        self.optimizer = self.constructor()(**arguments)

    def versions(self):
        return {"tensorflow": version("tensorflow-cpu")}


class TensorFlow210(TfKerasLegacy):
    """OptimizerV2 where it was the optimizer."""

    implementation = "tensorflow.keras.optimizers.RMSprop"
    start = Keras210.start
    versions = Keras210.versions

    def constructor(self):
        return import_tensorflow().keras.optimizers.RMSprop
