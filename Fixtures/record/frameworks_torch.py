"""Adapters to torch and to the optimizers that others wrote for it."""

from importlib.metadata import version

from frameworks_adapter import Adapter


class Torch(Adapter):
    """Any optimizer that is built and stepped as torch's own are."""

    implementation = "torch.optim.RMSprop"
    names = {
        "lr": "lr",
        "alpha": "alpha",
        "eps": "eps",
        "weight_decay": "weight_decay",
        "momentum": "momentum",
        "centered": "centered",
        "maximize": "maximize",
    }
    abilities = frozenset({"schedule", "missing"})
    state = {
        "square_avg": "square_avg",
        "grad_avg": "grad_avg",
        "momentum_buffer": "momentum_buffer",
    }

    def constructor(self):
        import torch

        return torch.optim.RMSprop

    def start(self, params, arguments):
        import torch

        torch.set_num_threads(1)
        self.type = getattr(torch, self.scalar)
        self.tensor = torch.tensor
        self.parameter = torch.nn.Parameter(torch.tensor(params, dtype=self.type))
        self.optimizer = self.constructor()([self.parameter], **arguments)

    def rate(self, value):
        self.optimizer.param_groups[0]["lr"] = value

    def step(self, grad):
        self.parameter.grad = None if grad is None else self.tensor(grad, dtype=self.type)
        self.optimizer.step()

    def values(self):
        found = {"params": self.parameter.tolist()}
        state = self.optimizer.state.get(self.parameter, {})
        for key, name in self.state.items():
            if name in state:
                found[key] = state[name].tolist()
        return found

    def versions(self):
        return {"torch": version("torch")}


def without(names, *missing):
    return {key: name for key, name in names.items() if key not in missing}


class Timm(Torch):
    implementation = "timm.optim.RMSpropTF"
    names = without(Torch.names, "maximize")

    def constructor(self):
        # timm imports torchvision, which wants its operators, which want CUDA. The optimizer uses
        # none of them: it is enough to declare those that are asked for.
        import torch

        if not hasattr(type(self), "library"):
            Timm.library = torch.library.Library("torchvision", "DEF")
            for name in ("nms", "qnms"):
                Timm.library.define(f"{name}(Tensor a, Tensor b, float threshold) -> Tensor")
        import timm.optim

        return timm.optim.RMSpropTF


class HeavyBall(Torch):
    """It keeps the average with its bias corrected, so that state is not read."""

    implementation = "heavyball.RMSprop"
    names = {"lr": "lr", "alpha": "alpha", "eps": "eps", "weight_decay": "weight_decay"}
    fixed = {"alpha": 0.99}
    abilities = frozenset({"schedule"})
    state = {}

    def constructor(self):
        import heavyball

        return heavyball.RMSprop

    def start(self, params, arguments):
        alpha = arguments.pop("alpha", None)
        super().start(params, arguments | ({} if alpha is None else {"betas": (0.9, alpha)}))


class StableBaselines(Torch):
    implementation = "stable_baselines3.common.sb2_compat.rmsprop_tf_like.RMSpropTFLike"
    names = without(Torch.names, "maximize")

    def constructor(self):
        from stable_baselines3.common.sb2_compat.rmsprop_tf_like import RMSpropTFLike

        return RMSpropTFLike


class Pfrl(Torch):
    implementation = "pfrl.optimizers.RMSpropEpsInsideSqrt"
    names = without(Torch.names, "maximize")

    def constructor(self):
        from pfrl.optimizers import RMSpropEpsInsideSqrt

        return RMSpropEpsInsideSqrt


class Pyro(Torch):
    """1 is added to the root, and the rate falls as 1/sqrt(step)."""

    implementation = "pyro.optim.adagrad_rmsprop.AdagradRMSProp"
    names = {"lr": "eta"}
    fixed = {"alpha": 0.9, "eps": 1.0}
    abilities = frozenset({"missing"})
    state = {"square_avg": "sum"}
    notes = {
        "": "eps is built in, alpha is 1 - t with the default t of 0.1,"
        " and the rate is multiplied by 1/sqrt(step), counted from 1.",
    }

    def constructor(self):
        from pyro.optim.adagrad_rmsprop import AdagradRMSProp

        return AdagradRMSProp


class BitsAndBytes(Torch):
    implementation = "bitsandbytes.optim.RMSprop32bit"
    names = without(Torch.names, "maximize", "centered")
    state = {"square_avg": "state1"}

    def constructor(self):
        import bitsandbytes

        return bitsandbytes.optim.RMSprop32bit


class TorchOpt(Torch):
    """The class that is used like torch's; its rate may be a function of the step."""

    implementation = "torchopt.RMSProp"
    abilities = frozenset({"schedule"})

    def constructor(self):
        import torchopt

        return torchopt.RMSProp

    def start(self, params, arguments):
        if self.rates:
            arguments = arguments | {"lr": self.scheduled(arguments["lr"])}
        super().start(params, arguments)

    def scheduled(self, start):
        def rate(count):
            passed = [index for index in self.rates if index <= int(count)]
            return self.rates[max(passed)] if passed else start

        return rate

    def rate(self, value):
        """Nothing to do: the schedule changes the rate."""

    def values(self):
        found = {"params": self.parameter.tolist()}
        (states,) = self.optimizer.state_dict()
        for state in states if isinstance(states, tuple) else ():
            for key, name in {
                "square_avg": "nu",
                "grad_avg": "mu",
                "momentum_buffer": "trace",
            }.items():
                (tensor,) = getattr(state, name, (None,))
                if tensor is not None:
                    found[key] = tensor.tolist()
        return found


class TorchOptMissing(TorchOpt):
    abilities = frozenset({"schedule", "missing"})
    notes = {
        "missing": "A missing gradient leaves the state, except for the buffer, which is lost:"
        " momentum is off from then on.",
    }


class FastAI(Torch):
    """fastai's RMSProp, which ignores its argument eps: set_hyper sets another eps than 1e-8."""

    implementation = "fastai.optimizer.RMSProp"
    names = {
        "lr": "lr",
        "alpha": "sqr_mom",
        "eps": "eps",
        "weight_decay": "wd",
        "momentum": "mom",
    }
    required = {"lr": 0.01}
    state = {"square_avg": "sqr_avg", "momentum_buffer": "grad_avg"}
    notes = {"": "eps is set with set_hyper, because the argument eps is not used."}

    def constructor(self):
        from fastai.optimizer import RMSProp

        return RMSProp

    def start(self, params, arguments):
        eps = arguments.pop("eps", None)
        super().start(params, arguments)
        if eps is not None:
            self.optimizer.set_hyper("eps", eps)

    def rate(self, value):
        self.optimizer.set_hyper("lr", value)


class FastAIArgument(FastAI):
    """fastai's RMSProp with eps as an argument, which is ignored."""

    names = without(FastAI.names, "eps")
    fixed = {"eps": 1e-8}
    notes = {"": "The argument eps of 0.001 is not used: it stays 1e-8."}

    def start(self, params, arguments):
        Torch.start(self, params, arguments)
