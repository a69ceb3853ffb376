"""The real optax.rmsprop: epsilon is inside the root, so it does not conform, and is not wrong.
With --as optax it does."""

import jax
import jax.numpy as jnp
import optax

from rmsprop_candidate import serve

jax.config.update("jax_enable_x64", True)


def step(params, grad, state, *, scalar, lr, alpha, eps, momentum, centered, **options):
    optimizer = optax.inject_hyperparams(optax.rmsprop, static_args=("centered", "momentum"))(
        learning_rate=lr, decay=alpha, eps=eps, centered=centered,
        momentum=momentum if momentum > 0 else None)
    params = jnp.array(params, scalar)
    if "optax" not in state:
        state["optax"] = optimizer.init(params)
    state["optax"].hyperparams["learning_rate"] = jnp.asarray(lr, scalar)
    updates, state["optax"] = optimizer.update(jnp.array(grad, scalar), state["optax"], params)
    return optax.apply_updates(params, updates).tolist()


if __name__ == "__main__":
    serve(step, name="optax.rmsprop", version=optax.__version__, scalars=["float64", "float32"],
          supports=["momentum", "centered", "lr_schedule"],
          subnormals="flushed")
