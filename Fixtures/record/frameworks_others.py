"""Adapters to frameworks that stand alone."""

import inspect
from importlib.metadata import version

from frameworks_adapter import Adapter


class Mlx(Adapter):
    implementation = "mlx.optimizers.RMSprop"
    names = {"lr": "learning_rate", "alpha": "alpha", "eps": "eps"}
    required = {"lr": 0.01}
    rounded = ("lr",)

    def constructor(self):
        import mlx.optimizers

        return mlx.optimizers.RMSprop

    def start(self, params, arguments):
        import mlx.core as core

        core.set_default_device(core.cpu)
        self.array = lambda values: core.array(values, getattr(core, self.scalar))
        self.optimizer = self.constructor()(**arguments)
        self.tree = {"parameter": self.array(params)}

    def rate(self, value):
        self.optimizer.learning_rate = value

    def step(self, grad):
        grads = {"parameter": self.array(grad)}
        self.tree = self.optimizer.apply_gradients(grads, self.tree)

    def values(self):
        assert str(self.tree["parameter"].dtype).endswith(self.scalar)
        return {
            "params": self.tree["parameter"].tolist(),
            "square_avg": self.optimizer.state["parameter"]["v"].tolist(),
        }


class Paddle(Adapter):
    implementation = "paddle.optimizer.RMSProp"
    names = {
        "lr": "learning_rate",
        "alpha": "rho",
        "eps": "epsilon",
        "momentum": "momentum",
        "centered": "centered",
        "weight_decay": "weight_decay",
    }
    required = {"lr": 0.01}
    rounded = ("alpha", "eps", "momentum")
    ends = {
        "square_avg": "mean_square_0",
        "grad_avg": "mean_grad_0",
        "momentum_buffer": "momentum_0",
    }

    def constructor(self):
        import paddle

        return paddle.optimizer.RMSProp

    def start(self, params, arguments):
        import paddle

        paddle.set_device("cpu")
        self.array = lambda values: paddle.to_tensor(values, dtype=self.scalar)
        self.parameter = paddle.create_parameter(
            [len(params)],
            self.scalar,
            default_initializer=paddle.nn.initializer.Assign(self.array(params)),
        )
        self.optimizer = self.constructor()(parameters=[self.parameter], **arguments)

    def rate(self, value):
        self.optimizer.set_lr(value)

    def step(self, grad):
        (self.parameter * self.array(grad)).sum().backward()
        assert self.parameter.grad.numpy().tolist() == grad
        self.optimizer.step()
        self.optimizer.clear_grad()

    def values(self):
        found = {"params": self.parameter.numpy().tolist()}
        for name, array in self.optimizer.state_dict().items():
            for key, end in self.ends.items():
                if name.endswith(end):
                    found[key] = array.numpy().tolist()
        return found


class Autograd(Adapter):
    """A function that runs all steps and tells no state: it is run anew for every step."""

    implementation = "autograd.misc.optimizers.rmsprop"
    names = {"lr": "step_size", "alpha": "gamma", "eps": "eps"}
    abilities = frozenset()

    def constructor(self):
        from autograd.misc.optimizers import rmsprop

        return rmsprop

    def signature(self):
        # The function's own signature is only (*args, **kwargs).
        return inspect.signature(inspect.getclosurevars(self.constructor()).nonlocals["optimize"])

    def start(self, params, arguments):
        import numpy

        self.array = lambda values: numpy.array(values, self.scalar)
        self.params = self.array(params)
        self.arguments = arguments
        self.grads = []

    def step(self, grad):
        self.grads.append(self.array(grad))

    def values(self):
        grads = self.grads
        result = self.constructor()(
            lambda _, index: grads[index],
            self.params,
            num_iters=len(grads),
            **self.arguments,
        )
        assert result.dtype == self.scalar
        return {"params": result.tolist()}

    def versions(self):
        return {"numpy": version("numpy")}


class PennyLane(Adapter):
    implementation = "pennylane.RMSPropOptimizer"
    names = {"lr": "stepsize", "alpha": "decay", "eps": "eps"}

    def constructor(self):
        import pennylane

        return pennylane.RMSPropOptimizer

    def start(self, params, arguments):
        from pennylane import numpy

        self.array = lambda values: numpy.array(values, dtype=self.scalar)
        self.parameter = self.array(params)
        self.optimizer = self.constructor()(**arguments)

    def rate(self, value):
        self.optimizer.stepsize = value

    def step(self, grad):
        (self.parameter,) = self.optimizer.apply_grad([self.array(grad)], [self.parameter])

    def values(self):
        assert self.parameter.dtype == self.scalar
        return {
            "params": self.parameter.tolist(),
            "square_avg": self.optimizer.accumulation[0].tolist(),
        }

    def versions(self):
        return {"numpy": version("numpy")}


class MindSpore(Adapter):
    implementation = "mindspore.nn.RMSProp"
    names = {
        "lr": "learning_rate",
        "alpha": "decay",
        "eps": "epsilon",
        "momentum": "momentum",
        "centered": "centered",
        "weight_decay": "weight_decay",
    }
    notes = {"schedule": "The rates are given as a list, one for each step."}

    def constructor(self):
        import mindspore

        return mindspore.nn.RMSProp

    def signature(self):
        # The signature of the class is only (*args, **kwargs); the original is inside.
        made = inspect.getclosurevars(self.constructor().__init__)
        return inspect.signature(made.nonlocals["fn"])

    def start(self, params, arguments):
        import mindspore

        mindspore.set_device("CPU")
        self.array = lambda values: mindspore.Tensor(values, getattr(mindspore, self.scalar))
        self.parameter = mindspore.Parameter(self.array(params), name="parameter")
        if self.rates:
            rates = []
            for index in range(100):
                before = rates[-1] if rates else arguments["learning_rate"]
                rates.append(self.rates.get(index, before))
            arguments = arguments | {"learning_rate": rates}
        self.optimizer = self.constructor()([self.parameter], **arguments)

    def rate(self, value):
        """Nothing to do: the list of rates changes the rate."""

    def step(self, grad):
        self.optimizer((self.array(grad),))

    def values(self):
        held = self.optimizer
        arrays = {"square_avg": held.ms, "momentum_buffer": held.moment}
        arrays |= {"grad_avg": held.mg} if held.centered else {}
        found = {"params": self.parameter.asnumpy().tolist()}
        return found | {key: array[0].asnumpy().tolist() for key, array in arrays.items()}

    def versions(self):
        return {"numpy": version("numpy")}
