"""The real optax.rmsprop: epsilon is inside the root, so it does not conform, and is not wrong.
With --as optax it does.

    python optax_candidate.py
    python optax_candidate.py eps_in_sqrt=False              with arguments that change how it is
    python optax_candidate.py --transformation module:function nesterov=True
                                                             any other with rmsprop's arguments
"""

import argparse
import ast
import inspect

import jax
import jax.numpy as jnp
import numpy as np
import optax

from rmsprop_candidate import STATE, Optimizer, named, serve_optimizer

jax.config.update("jax_enable_x64", True)

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--transformation", metavar="module:function", default="optax:rmsprop")
parser.add_argument("changes", metavar="argument=value", nargs="*")
options = parser.parse_args()

made = named(options.transformation)
is_rmsprop = made is optax.rmsprop
known = inspect.signature(made).parameters
changes = {key: ast.literal_eval(value) for key, value in
           (change.split("=", 1) for change in options.changes)}


class Optax(Optimizer):
    """One transformation of all parameters, partitioned by group."""

    def __init__(self, params, groups, group_of, scalar):
        self.scalar, self.labels = scalar, group_of
        self.values = [jnp.array(one, scalar) for one in params]
        self.has_momentum = [group["momentum"] > 0 for group in groups]
        self.all_state = self.transformation(groups).init(self.values)

    def transformation(self, groups):
        """With these hyperparameters; the state goes from one to the next."""
        return optax.partition(
            {i: made(**{key: value for key, value in self.settings(i, group).items()
                        if key in known}, **changes)
             for i, group in enumerate(groups)}, self.labels)

    def settings(self, i, group):
        return {"learning_rate": group["lr"], "decay": group["alpha"], "eps": group["eps"],
                "centered": group["centered"], "weight_decay": group["weight_decay"],
                "momentum": group["momentum"] if self.has_momentum[i] else None}

    def step(self, grads, groups):
        self.given = [jnp.array(grad, self.scalar) for grad in grads]
        updates, self.all_state = self.transformation(groups).update(
            self.given, self.all_state, self.values)
        self.values = optax.apply_updates(self.values, updates)

    def params(self, index):
        return self.values[index].tolist()

    def grads(self, index):
        return self.given[index].tolist()

    def kept(self, index):
        """The state of a parameter's group, and where in it each kind is, by parameter."""
        group = self.all_state.inner_states[self.labels[index]].inner_state
        trees = {name: optax.tree_utils.tree_get(group, name) for name in ("nu", "mu", "trace")}
        return group, {name: tree for name, tree in trees.items() if tree is not None}

    def state(self, index):
        if not is_rmsprop:
            return {}
        trees = self.kept(index)[1]
        return {key: trees[name][index].tolist()
                for key, name in zip(STATE, ("nu", "mu", "trace")) if name in trees}

    def set_state(self, index, state):
        group, trees = self.kept(index)
        for key, name in zip(STATE, ("nu", "mu", "trace")):
            if name in trees:
                trees[name][index] = jnp.array(state[key], self.scalar)
        masked = self.all_state.inner_states[self.labels[index]]
        self.all_state.inner_states[self.labels[index]] = masked._replace(
            inner_state=optax.tree_utils.tree_set(group, **trees))

    def save(self):
        return [np.array(leaf).tolist() for leaf in jax.tree.leaves(self.all_state)]

    def load(self, saved):
        leaves, tree = jax.tree.flatten(self.all_state)
        self.all_state = jax.tree.unflatten(
            tree, [jnp.array(new, leaf.dtype) for new, leaf in zip(saved, leaves)])


if __name__ == "__main__":
    supports = ["lr_schedule", "hyperparameter_schedule", "tensors", "save_and_load",
                "gradients_untouched"]
    if is_rmsprop:
        supports += ["state", "initial_state"]
    supports += [one for one in ("momentum", "centered", "weight_decay") if one in known]
    serve_optimizer(Optax, name=options.transformation.replace(":", "."),
                    version=optax.__version__, scalars=["float64", "float32"], supports=supports,
                    subnormals="flushed")
