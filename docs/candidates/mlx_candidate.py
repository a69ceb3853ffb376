"""The real mlx.optimizers.RMSprop, which is PyTorch's without momentum, centering and decay. In
float64 it rounds settings to float32 on their way, and so conforms with --as mlx alone."""

from importlib.metadata import version

import mlx.core as mx
from mlx.optimizers import RMSprop

from rmsprop_candidate import Optimizer, serve_optimizer

mx.set_default_device(mx.cpu)  # the GPU has no float64


class MLX(Optimizer):
    """An optimizer for each group, with its parameters by name."""

    def __init__(self, params, groups, group_of, scalar):
        self.kind, self.group_of = getattr(mx, scalar), group_of
        self.tensors = [{} for _ in groups]
        for index, (one, of) in enumerate(zip(params, group_of)):
            self.tensors[of][str(index)] = self.array(one)
        if any(group["eps"] == 0 for group in groups):
            raise NotImplementedError("MLX refuses an eps of 0")
        self.optimizers = [RMSprop(one["lr"], one["alpha"], one["eps"]) for one in groups]
        for optimizer, tensors in zip(self.optimizers, self.tensors):
            optimizer.init(tensors)

    def array(self, numbers):
        return mx.array(numbers, self.kind)

    def step(self, grads, groups):
        self.given = [None if grad is None else self.array(grad) for grad in grads]
        for i, (optimizer, group) in enumerate(zip(self.optimizers, groups)):
            optimizer.learning_rate = mx.array(group["lr"], self.kind)
            optimizer.alpha, optimizer.eps = group["alpha"], group["eps"]
            present = {str(k): grad for k, grad in enumerate(self.given)
                       if grad is not None and self.group_of[k] == i}
            self.tensors[i].update(optimizer.apply_gradients(present, self.tensors[i]))

    def params(self, index):
        return self.tensors[self.group_of[index]][str(index)].tolist()

    def grads(self, index):
        return None if self.given[index] is None else self.given[index].tolist()

    def state(self, index):
        kept = self.optimizers[self.group_of[index]].state[str(index)]
        return {"square_avg": kept["v"].tolist()}

    def set_state(self, index, state):
        kept = self.optimizers[self.group_of[index]].state[str(index)]
        kept["v"] = self.array(state["square_avg"])

    def save(self):
        return [self.state(index) for index in range(len(self.group_of))]

    def load(self, saved):
        for index, state in enumerate(saved):
            self.set_state(index, state)


if __name__ == "__main__":
    serve_optimizer(
        MLX, name="mlx.optimizers.RMSprop", version=version("mlx"),
        scalars=["float64", "float32"],
        supports=["lr_schedule", "missing_gradient", "state", "hyperparameter_schedule", "tensors",
                  "initial_state", "save_and_load", "gradients_untouched"])
