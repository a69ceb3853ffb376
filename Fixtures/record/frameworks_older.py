"""Adapters to frameworks that nobody works on any more, or that want an older Python or NumPy."""

import collections
import collections.abc
from importlib.metadata import version

from frameworks_adapter import OFF, Adapter

# The note on implementations of Graves's form, whose buffer is added.
NEGATED = "The buffer holds the change of the parameters, which is its negative."


class MxNet(Adapter):
    """The plain form, which does not use its momentum gamma2."""

    implementation = "mxnet.optimizer.RMSProp"
    names = {
        "lr": "learning_rate",
        "alpha": "gamma1",
        "eps": "epsilon",
        "weight_decay": "wd",
    }
    state = ("square_avg",)

    def constructor(self):
        import mxnet

        return mxnet.optimizer.RMSProp

    def start(self, params, arguments):
        import mxnet

        self.array = lambda values: mxnet.nd.array(values, dtype=self.scalar)
        self.parameter = self.array(params)
        self.optimizer = self.constructor()(**arguments)
        self.held = self.optimizer.create_state(0, self.parameter)

    def rate(self, value):
        self.optimizer.set_learning_rate(value)

    def step(self, grad):
        self.optimizer.update(0, self.parameter, self.array(grad), self.held)

    def values(self):
        arrays = [array.asnumpy().tolist() for array in (self.parameter, *self.held)]
        return dict(zip(("params", *self.state), arrays, strict=True))

    def versions(self):
        return {"numpy": version("numpy")}


class MxNetGraves(MxNet):
    names = MxNet.names | {"momentum": "gamma2"}
    fixed = {"centered": True}
    neutral = {"momentum": 0.0}
    state = ("square_avg", "grad_avg", "momentum_buffer")
    notes = {"": NEGATED}


class MxNet2(MxNet):
    names = MxNet.names | {"alpha": "rho"}

    def start(self, params, arguments):
        super().start(params, arguments)
        if not isinstance(self.held, tuple):
            self.held = (self.held,)

    def step(self, grad):
        held = self.held if len(self.held) > 1 else self.held[0]
        self.optimizer.update([0], [self.parameter], [self.array(grad)], [held])


class MxNet2Graves(MxNet2):
    names = MxNet2.names | {"momentum": "momentum"}
    fixed = {"centered": True}
    neutral = {"momentum": 0.0}
    state = ("grad_avg", "square_avg", "momentum_buffer")
    notes = {"": NEGATED}


class Chainer(Adapter):
    implementation = "chainer.optimizers.RMSprop"
    names = {"lr": "lr", "alpha": "alpha", "eps": "eps", "weight_decay": "weight_decay"}
    state = {"square_avg": "ms"}
    notes = {"weight_decay": "It is the hook WeightDecay."}

    def constructor(self):
        import chainer

        return chainer.optimizers.RMSprop

    def start(self, params, arguments):
        import chainer
        import numpy

        self.array = lambda values: numpy.array(values, self.scalar)
        decay = arguments.pop("weight_decay", None)
        self.link = chainer.Link()
        with self.link.init_scope():
            self.link.parameter = chainer.Parameter(self.array(params))
        self.optimizer = self.constructor()(**arguments).setup(self.link)
        if decay is not None:
            self.optimizer.add_hook(chainer.optimizer_hooks.WeightDecay(decay))

    def rate(self, value):
        self.optimizer.lr = value

    def step(self, grad):
        self.link.cleargrads()
        if grad is not None:
            self.link.parameter.grad = self.array(grad)
        self.optimizer.update()

    def values(self):
        assert self.link.parameter.array.dtype == self.scalar
        held = self.link.parameter.update_rule.state
        found = {"params": self.link.parameter.array.tolist()}
        return found | {key: held[name].tolist() for key, name in self.state.items()}

    def versions(self):
        return {"numpy": version("numpy")}


class ChainerMissing(Chainer):
    abilities = frozenset({"schedule", "missing"})
    notes = {"missing": "Chainer puts zeros where there is no gradient."}


class ChainerGraves(Chainer):
    implementation = "chainer.optimizers.RMSpropGraves"
    names = Chainer.names | {"momentum": "momentum"}
    fixed = {"centered": True}
    neutral = {"momentum": 0.0}
    state = {"square_avg": "n", "grad_avg": "g", "momentum_buffer": "delta"}
    notes = Chainer.notes | {"": NEGATED}

    def constructor(self):
        import chainer

        return chainer.optimizers.RMSpropGraves


class NumpyMl(Adapter):
    implementation = "numpy_ml.neural_nets.optimizers.RMSProp"
    names = {"lr": "lr", "alpha": "decay", "eps": "eps"}
    abilities = frozenset()

    def constructor(self):
        # Python 3.10 moved a name that another part of numpy_ml imports.
        collections.Hashable = collections.abc.Hashable
        from numpy_ml.neural_nets.optimizers import RMSProp

        return RMSProp

    def start(self, params, arguments):
        import numpy

        self.array = lambda values: numpy.array(values, self.scalar)
        self.parameter = self.array(params)
        self.optimizer = self.constructor()(**arguments)

    def step(self, grad):
        self.parameter = self.optimizer(self.parameter, self.array(grad), "parameter")
        self.optimizer.step()

    def values(self):
        assert self.parameter.dtype == self.scalar
        return {
            "params": self.parameter.tolist(),
            "square_avg": self.optimizer.cache["parameter"].tolist(),
        }

    def versions(self):
        return {"numpy": version("numpy")}


class Nnabla(Adapter):
    implementation = "nnabla.solvers.RMSprop"
    names = {"lr": "lr", "alpha": "decay", "eps": "eps", "weight_decay": "weight_decay"}
    state = {"square_avg": "v"}
    notes = {"weight_decay": "It is the call weight_decay before each step."}

    def constructor(self):
        import nnabla.solvers

        return nnabla.solvers.RMSprop

    def effective(self):
        # The signature shows no defaults, but the solver's info does, rounded to float32.
        info = self.solver.info
        held = {key: info[name] for key, name in self.names.items() if name in info}
        shown = {key: float(f"{value:.7g}") for key, value in held.items()}
        return OFF | self.fixed | shown | self.given

    def start(self, params, arguments):
        import nnabla

        self.decay = arguments.pop("weight_decay", None)
        self.parameter = nnabla.Variable([len(params)], need_grad=True)
        self.parameter.d = params
        self.solver = self.constructor()(**arguments)
        self.solver.set_parameters({"parameter": self.parameter})

    def rate(self, value):
        self.solver.set_learning_rate(value)

    def step(self, grad):
        self.parameter.g = grad
        if self.decay is not None:
            self.solver.weight_decay(self.decay)
        self.solver.update()

    def values(self):
        held = self.solver.get_states()["parameter"].pstate
        found = {"params": self.parameter.d.tolist()}
        return found | {key: held[name].d.tolist() for key, name in self.state.items()}


class NnablaGraves(Nnabla):
    implementation = "nnabla.solvers.RMSpropGraves"
    names = Nnabla.names | {"momentum": "momentum"}
    fixed = {"centered": True}
    neutral = {"momentum": 0.0}
    state = {"square_avg": "n", "grad_avg": "g", "momentum_buffer": "d"}
    notes = Nnabla.notes | {"": NEGATED}

    def constructor(self):
        import nnabla.solvers

        return nnabla.solvers.RMSpropGraves
