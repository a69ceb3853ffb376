"""The real keras.optimizers.RMSprop: epsilon is inside the root, and the rate inside the momentum
buffer, so it does not conform, and is not wrong. With --as keras-3 it does.

    python keras_candidate.py                 on JAX; on others with KERAS_BACKEND=torch, tensorflow
    --as-itself                               the greeting says keras-3, and so judges it
    --optimizer module:Class                  any optimizer of Keras with RMSprop's arguments, such
                                              as tf_keras.optimizers:RMSprop: --as keras-2.11
"""

import argparse
import inspect
import os
import warnings

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_ENABLE_X64", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from rmsprop_candidate import STATE, Optimizer, named, serve_optimizer

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--optimizer", metavar="module:Class", default="keras.optimizers:RMSprop")
parser.add_argument("--as-itself", action="store_true")
options = parser.parse_args()

made = named(options.optimizer)
if made.__module__.startswith("tf_keras"):
    import tf_keras as keras
    from tensorflow import Variable, convert_to_tensor

    numbers, backend, itself = (lambda tensor: tensor.numpy()), "tensorflow", "keras-2.11"
else:
    import keras
    from keras import Variable
    from keras.ops import convert_to_numpy as numbers
    from keras.ops import convert_to_tensor

    backend, itself = keras.backend.backend(), "keras-3"

# Keras warns of each parameter without a gradient.
warnings.filterwarnings("ignore", message="Gradients do not exist")


class Keras(Optimizer):
    """An optimizer for each group, as Keras has no groups, with its parameters."""

    def __init__(self, params, groups, group_of, scalar):
        keras.backend.set_floatx(scalar)
        self.scalar, self.group_of = scalar, group_of
        self.variables = [Variable(np.array(one, scalar)) for one in params]
        self.optimizers = []
        for i, group in enumerate(groups):
            known = inspect.signature(made).parameters
            settings = {key: value for key, value in self.settings(group).items() if key in known}
            self.optimizers.append(made(**settings, centered=group["centered"]))
            self.optimizers[i].build(self.of_group(i, self.variables))

    def settings(self, group):
        decay = {"weight_decay": group["weight_decay"]} if group["weight_decay"] else {}
        return {"learning_rate": group["lr"], "rho": group["alpha"], "epsilon": group["eps"],
                "momentum": group["momentum"], **decay}

    def of_group(self, i, of_all):
        return [one for one, of in zip(of_all, self.group_of) if of == i]

    def step(self, grads, groups):
        self.given = [None if grad is None else convert_to_tensor(np.array(grad, self.scalar))
                      for grad in grads]
        for i, (optimizer, group) in enumerate(zip(self.optimizers, groups)):
            for key, value in self.settings(group).items():
                setattr(optimizer, key, value)
            optimizer.weight_decay = group["weight_decay"] or None
            pairs = self.of_group(i, list(zip(self.given, self.variables)))
            # Keras refuses a step without any gradient.
            if any(grad is not None for grad, _ in pairs):
                optimizer.apply_gradients(pairs)

    def params(self, index):
        return numbers(self.variables[index]).tolist()

    def grads(self, index):
        return None if self.given[index] is None else numbers(self.given[index]).tolist()

    def kept(self, index):
        """The variables that are a parameter's state."""
        group = self.group_of[index]
        optimizer, place = self.optimizers[group], self.group_of[:index].count(group)
        lists = (optimizer._velocities, optimizer._average_gradients, optimizer._momentums)
        return {key: of[place] for key, of in zip(STATE, lists) if of}

    def state(self, index):
        return {key: numbers(one).tolist() for key, one in self.kept(index).items()}

    def set_state(self, index, state):
        for key, variable in self.kept(index).items():
            variable.assign(np.array(state[key], self.scalar))

    def save(self):
        stores = [{} for _ in self.optimizers]
        for optimizer, store in zip(self.optimizers, stores):
            optimizer.save_own_variables(store)
        return [{key: np.array(value).tolist() for key, value in store.items()}
                for store in stores]

    def load(self, saved):
        for optimizer, store in zip(self.optimizers, saved):
            optimizer.load_own_variables({key: np.array(value) for key, value in store.items()})


if __name__ == "__main__":
    supports = ["momentum", "centered", "weight_decay", "lr_schedule", "missing_gradient",
                "hyperparameter_schedule", "tensors", "save_and_load", "gradients_untouched"]
    if made.__name__ == "RMSprop" and options.optimizer.startswith(("keras.", "tf_keras.")):
        supports += ["state", "initial_state"]
    serve_optimizer(
        Keras, name=options.optimizer.replace(":", "."), version=keras.__version__,
        scalars=["float64", "float32"], supports=supports,
        reference=itself if options.as_itself else "pytorch",
        subnormals="kept" if backend == "torch" else "flushed")
