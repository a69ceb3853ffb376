"""The real torch.optim.RMSprop, as a candidate, in whatever version and mode; or another class.

    python pytorch_candidate.py               PyTorch as it is: its root may differ in the last bit
    python pytorch_candidate.py --ieee-root   with NumPy's correctly rounded root: held to every bit
    python pytorch_candidate.py --compile     the step under torch.compile, whose root is correct;
                                              give each case time to compile: --deadline 120
    --foreach, --tensor-lr                    with foreach=True; with a rate that is a tensor
    --dtype float32,bfloat16 --threads 4      types (float64,float32 if not given), and threads;
                                              golden traces are too small to be shared by threads
    --optimizer module:Class                  any subclass of torch.optim.Optimizer with RMSprop's
                                              arguments, in place of it; its rounding is not known

It declares the rounding of what it runs on; where that is not known, it says so.

With --ieee-root the roots of all of torch are replaced, by some that know no derivative: do not
train a model so, except around optimizer.step().
"""

import argparse
import base64
import inspect
import io
import platform

import numpy as np
import torch

from rmsprop_candidate import STATE, Optimizer, named, serve_optimizer

MACHINE = platform.machine().lower()
SWITCHES = ("alpha", "eps", "weight_decay", "momentum", "centered", "maximize")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("--ieee-root", "--compile", "--foreach", "--tensor-lr"):
        parser.add_argument(name, action="store_true")
    parser.add_argument("--dtype", default="float64,float32")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--optimizer", metavar="module:Class")
    return parser.parse_args()


def capability():
    """What torch calls the vectors that it chose."""
    lines = torch.__config__.show().splitlines()
    return next((line.split()[-1] for line in lines if "CPU capability" in line), "")


def settings(options):
    """How this torch is set up, as far as it decides on bits."""
    found = {"foreach": options.foreach, "threads": options.threads,
             "cpu_capability": capability()}
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(MACHINE, MACHINE)
    return found | ({"machine": machine} if machine in ("x86_64", "aarch64") else {})


def rounding(options):
    """By the page Every PyTorch; unknown for what it does not know."""
    version = tuple(map(int, torch.__version__.split(".")[:2]))
    if options.optimizer:
        return "unknown"
    if options.compile:
        if version < (2, 13) or options.foreach and options.tensor_lr:
            return "unknown"
        return "compiled" + "-foreach" * options.foreach + "-tensor-lr" * options.tensor_lr
    before_lerp = "-before-2.1" * (version < (2, 1))
    if MACHINE in ("aarch64", "arm64"):
        # NEON's vectors are called DEFAULT there, and fuse.
        return "sve256" if capability() == "SVE256" else "fused" + before_lerp
    lacks_fma = capability() in ("DEFAULT", "AVX")
    return ("separate" if lacks_fma else "fused") + before_lerp


class Torch(Optimizer):
    """An optimizer of torch with its parameters."""

    def __init__(self, params, groups, group_of, scalar):
        kind = getattr(torch, scalar)
        self.tensors = [torch.nn.Parameter(torch.tensor(one, dtype=kind)) for one in params]
        self.group_of = group_of
        made = named(options.optimizer) if options.optimizer else torch.optim.RMSprop
        known = inspect.signature(made).parameters
        of_groups = [
            {"params": [one for one, of in zip(self.tensors, group_of) if of == i],
             "lr": self.rate(group["lr"]), **{key: group[key] for key in SWITCHES if key in known}}
            for i, group in enumerate(groups)]
        foreach = {"foreach": options.foreach} if "foreach" in known else {}
        self.optimizer = made(of_groups, lr=of_groups[0]["lr"], **foreach)
        self.take = self.optimizer.step
        if options.compile:
            torch._dynamo.reset()
            self.take = torch.compile(lambda: self.optimizer.step())

    def rate(self, lr):
        return torch.tensor(lr, dtype=torch.float64) if options.tensor_lr else lr

    def set_state(self, index, state):
        tensor = self.tensors[index]
        values = {key: torch.tensor(state[key], dtype=tensor.dtype)
                  for key in STATE if key in state}
        self.optimizer.state[tensor].update(values, step=torch.tensor(float(state["step"])))

    def step(self, grads, groups):
        for tensor, grad in zip(self.tensors, grads):
            tensor.grad = None if grad is None else torch.tensor(grad, dtype=tensor.dtype)
        for group, new in zip(self.optimizer.param_groups, groups):
            for key in ("lr", "alpha", "eps", "weight_decay", "momentum"):
                if key in group and group[key] != new[key]:
                    group[key] = self.rate(new[key]) if key == "lr" else new[key]
        self.take()

    def params(self, index):
        return self.tensors[index].tolist()

    def state(self, index):
        # Without a step nobody may ask for state: asking makes it.
        state = dict(self.optimizer.state).get(self.tensors[index], {})
        return {key: state[key].tolist() for key in STATE if torch.is_tensor(state.get(key))}

    def grads(self, index):
        grad = self.tensors[index].grad
        return None if grad is None else grad.tolist()

    def save(self):
        file = io.BytesIO()
        torch.save(self.optimizer.state_dict(), file)
        return base64.b64encode(file.getvalue()).decode()

    def load(self, saved):
        state = torch.load(io.BytesIO(base64.b64decode(saved)), weights_only=True)
        self.optimizer.load_state_dict(state)


def correctly_rounded_root(tensor):
    values = tensor.detach()
    if values.element_size() == 2:  # NumPy has no bfloat16; float32 has digits enough.
        return torch.from_numpy(np.sqrt(values.float().numpy())).to(values.dtype)
    with np.errstate(invalid="ignore"):
        return torch.from_numpy(np.sqrt(values.numpy()))


def correctly_rounded_root_in_place(tensor):
    return tensor.copy_(correctly_rounded_root(tensor))


def replace_roots():
    torch.Tensor.sqrt = correctly_rounded_root
    torch.Tensor.sqrt_ = correctly_rounded_root_in_place
    torch._foreach_sqrt = lambda tensors: [correctly_rounded_root(one) for one in tensors]
    torch._foreach_sqrt_ = lambda tensors: [correctly_rounded_root_in_place(one) for one in tensors]


if __name__ == "__main__":
    options = arguments()
    torch.set_num_threads(options.threads)
    if options.ieee_root:
        replace_roots()
    exact = (options.ieee_root or options.compile) and not options.optimizer
    supports = ["momentum", "centered", "weight_decay", "maximize", "lr_schedule",
                "missing_gradient", "state", "hyperparameter_schedule", "initial_state", "tensors",
                "save_and_load", "gradients_untouched"]
    if options.optimizer:
        known = inspect.signature(named(options.optimizer)).parameters
        absent = {"momentum", "centered", "weight_decay", "maximize"} - known.keys()
        supports = [one for one in supports if one not in absent | {"state", "initial_state"}]
    serve_optimizer(
        Torch, name=options.optimizer or "torch.optim.RMSprop",
        version="" if options.optimizer else torch.__version__,
        scalars=options.dtype.split(","), rounding=rounding(options),
        square_root="ieee" if exact else "unknown", settings=settings(options), supports=supports)
