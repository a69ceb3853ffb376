"""The real paddle.optimizer.RMSProp: epsilon is inside the root, and the rate inside the momentum
buffer, so it does not conform, and is not wrong. With --as paddle it does."""

import warnings

import numpy as np

warnings.filterwarnings("ignore", message="No ccache found")
import paddle  # noqa: E402

from rmsprop_candidate import Optimizer, serve_optimizer  # noqa: E402

paddle.set_device("cpu")


class Paddle(Optimizer):
    """An optimizer for each group: in groups of Paddle's own, rates are factors of one rate."""

    def __init__(self, params, groups, group_of, scalar):
        paddle.set_default_dtype(scalar)  # the rate is of this type
        self.scalar, self.group_of = scalar, group_of
        self.tensors = [paddle.create_parameter(
            [len(one)], scalar, default_initializer=paddle.nn.initializer.Assign(
                np.array(one, scalar))) for one in params]
        self.optimizers = [paddle.optimizer.RMSProp(
            group["lr"], rho=group["alpha"], epsilon=group["eps"], momentum=group["momentum"],
            centered=group["centered"], weight_decay=group["weight_decay"] or None,
            parameters=[one for one, of in zip(self.tensors, group_of) if of == i])
            for i, group in enumerate(groups)]
        self.groups = groups

    def step(self, grads, groups):
        for tensor, grad in zip(self.tensors, grads):
            tensor.grad = None if grad is None else paddle.to_tensor(np.array(grad, self.scalar))
        for optimizer, group in zip(self.optimizers, groups):
            optimizer.set_lr(group["lr"])
            optimizer.step()

    def params(self, index):
        return self.tensors[index].tolist()

    def grads(self, index):
        grad = self.tensors[index].grad
        return None if grad is None else grad.tolist()

    def state(self, index):
        of = self.group_of[index]
        # Paddle makes all three; without momentum, or not centered, the others mean nothing.
        names = {"square_avg": "mean_square"}
        names.update({"grad_avg": "mean_grad"} if self.groups[of]["centered"] else {})
        names.update({"momentum_buffer": "momentum"} if self.groups[of]["momentum"] > 0 else {})
        kept = self.optimizers[of]._accumulators
        return {key: kept[name][self.tensors[index].name].tolist() for key, name in names.items()
                if self.tensors[index].name in kept.get(name, {})}


if __name__ == "__main__":
    serve_optimizer(
        Paddle, name="paddle.optimizer.RMSProp", version=paddle.__version__,
        scalars=["float64", "float32"],
        supports=["momentum", "centered", "weight_decay", "lr_schedule", "missing_gradient",
                  "state", "tensors", "gradients_untouched"])
