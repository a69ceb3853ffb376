"""The real keras.optimizers.RMSprop: epsilon is inside the root, and the rate inside the momentum
buffer, so it does not conform, and is not wrong. With --as keras-3 it does."""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_ENABLE_X64", "1")

import keras
import numpy as np

from rmsprop_candidate import serve


def step(params, grad, state, *, scalar, lr, alpha, eps, momentum, centered, **options):
    if not state:
        keras.backend.set_floatx(scalar)
        state["variable"] = keras.Variable(np.array(params, scalar))
        state["optimizer"] = keras.optimizers.RMSprop(
            learning_rate=lr, rho=alpha, momentum=momentum, epsilon=eps, centered=centered)
        state["optimizer"].build([state["variable"]])
    variable, optimizer = state["variable"], state["optimizer"]
    optimizer.learning_rate = lr
    optimizer.apply([keras.ops.convert_to_tensor(np.array(grad, scalar))], [variable])
    return keras.ops.convert_to_numpy(variable.value).tolist()


if __name__ == "__main__":
    serve(step, name="keras.optimizers.RMSprop", version=keras.__version__,
          scalars=["float64", "float32"], supports=["momentum", "centered", "lr_schedule"],
          subnormals="flushed")
