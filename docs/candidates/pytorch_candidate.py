"""The real torch.optim.RMSprop, as a candidate.

    python pytorch_candidate.py               PyTorch as it is: its root may differ in the last bit
    python pytorch_candidate.py --ieee-root   with NumPy's correctly rounded root: held to every bit
"""

import sys

import numpy as np
import torch

from rmsprop_candidate import serve

TYPES = {"float64": torch.float64, "float32": torch.float32}
SWITCHES = ("alpha", "eps", "weight_decay", "momentum", "centered", "maximize")


def step(params, grad, state, *, scalar, lr, **options):
    if not state:
        state["param"] = torch.nn.Parameter(torch.tensor(params, dtype=TYPES[scalar]))
        state["optimizer"] = torch.optim.RMSprop(
            [state["param"]], lr=lr, foreach=False, **{key: options[key] for key in SWITCHES})
    param, optimizer = state["param"], state["optimizer"]
    param.grad = None if grad is None else torch.tensor(grad, dtype=param.dtype)
    optimizer.param_groups[0]["lr"] = lr
    optimizer.step()
    for key in ("square_avg", "grad_avg", "momentum_buffer"):
        if key in optimizer.state[param]:
            state[key] = optimizer.state[param][key].tolist()
    return param.tolist()


def correctly_rounded_root(tensor):
    with np.errstate(invalid="ignore"):
        return torch.from_numpy(np.sqrt(tensor.detach().numpy()))


if __name__ == "__main__":
    torch.set_num_threads(1)
    exact = "--ieee-root" in sys.argv
    if exact:
        torch.Tensor.sqrt = correctly_rounded_root
        torch.Tensor.sqrt_ = lambda tensor: tensor.copy_(correctly_rounded_root(tensor))
    fuses = torch.backends.cpu.get_cpu_capability() != "DEFAULT"
    serve(step, name="torch.optim.RMSprop", version=torch.__version__, scalars=list(TYPES),
          rounding="fused" if fuses else "separate", square_root="ieee" if exact else "unknown",
          supports=["momentum", "centered", "weight_decay", "maximize", "lr_schedule",
                    "missing_gradient", "state"])
