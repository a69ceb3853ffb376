"""The real torch.optim.RMSprop, as a candidate, in whatever version and mode.

    python pytorch_candidate.py               PyTorch as it is: its root may differ in the last bit
    python pytorch_candidate.py --ieee-root   with NumPy's correctly rounded root: held to every bit
    python pytorch_candidate.py --compile     the step under torch.compile, whose root is correct;
                                              give each case time to compile: --deadline 120
    --foreach, --tensor-lr                    with foreach=True; with a rate that is a tensor
    --dtype float32,bfloat16 --threads 4      types (float64,float32 if not given), and threads;
                                              golden traces are too small to be shared by threads

It declares the rounding of what it runs on; where that is not known, it says so.

With --ieee-root the roots of all of torch are replaced, by some that know no derivative: do not
train a model so, except around optimizer.step().
"""

import argparse
import platform

import numpy as np
import torch

from rmsprop_candidate import serve

MACHINE = platform.machine().lower()
SWITCHES = ("alpha", "eps", "weight_decay", "momentum", "centered", "maximize")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("--ieee-root", "--compile", "--foreach", "--tensor-lr"):
        parser.add_argument(name, action="store_true")
    parser.add_argument("--dtype", default="float64,float32")
    parser.add_argument("--threads", type=int, default=1)
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


def step(params, grad, state, *, scalar, lr, **hyperparameters):
    if options.tensor_lr:
        lr = torch.tensor(lr, dtype=torch.float64)
    if not state:
        state["param"] = torch.nn.Parameter(torch.tensor(params, dtype=getattr(torch, scalar)))
        optimizer = torch.optim.RMSprop([state["param"]], lr=lr, foreach=options.foreach,
                                        **{key: hyperparameters[key] for key in SWITCHES})
        state["optimizer"], state["step"] = optimizer, optimizer.step
        if options.compile:
            torch._dynamo.reset()
            state["step"] = torch.compile(lambda: optimizer.step())
    param, optimizer = state["param"], state["optimizer"]
    param.grad = None if grad is None else torch.tensor(grad, dtype=param.dtype)
    optimizer.param_groups[0]["lr"] = lr
    state["step"]()
    for key in ("square_avg", "grad_avg", "momentum_buffer"):
        if key in optimizer.state[param]:
            state[key] = optimizer.state[param][key].tolist()
    return param.tolist()


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
    exact = options.ieee_root or options.compile
    serve(step, name="torch.optim.RMSprop", version=torch.__version__,
          scalars=options.dtype.split(","), rounding=rounding(options),
          square_root="ieee" if exact else "unknown",
          settings=settings(options),
          supports=["momentum", "centered", "weight_decay", "maximize", "lr_schedule",
                    "missing_gradient", "state"])
