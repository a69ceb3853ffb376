"""Records the sets pytorch/ORDER/: torch.optim.RMSprop where it computes in another order.

    python record_pytorch_orders.py [--output DIR]

With torch 2.13.0: compiled, compiled-foreach and compiled-tensor-lr, the step under torch.compile,
which needs a C++ compiler. With torch 2.0.1: fused-before-2.1 and separate-before-2.1. Which it is
says the interpreter; the other sets are left as they are, and named. Compiled code takes its root
from the CPU, correctly rounded; for the old versions it is replaced as in record_pytorch.py.
"""

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import cases
import trace_file
from record_pytorch import Recorder
from square_root import correctly_rounded_root, stock_root

SCALARS = ("float64", "float32")


@dataclass(frozen=True)
class Order:
    """One set, and what makes torch compute in its order."""

    version: str
    environment: dict = field(default_factory=dict)
    compiled: bool = False
    foreach: bool = False
    tensor_rate: bool = False


ORDERS = {
    "compiled": Order("2.13.0", compiled=True),
    "compiled-foreach": Order("2.13.0", compiled=True, foreach=True),
    "compiled-tensor-lr": Order("2.13.0", compiled=True, tensor_rate=True),
    "fused-before-2.1": Order("2.0.1", {"ATEN_CPU_CAPABILITY": "avx2"}),
    "separate-before-2.1": Order("2.0.1", {"ATEN_CPU_CAPABILITY": "default"}),
}

# So that the difference of each operation shows: both ends of lerp, squares out of range, a rate of
# zero, a missing gradient.
CASES = (
    "basic-plain",
    "basic-momentum",
    "basic-centered",
    "basic-centered-momentum",
    "basic-weight-decay",
    "basic-missing-gradient",
    "maximize-weight-decay-momentum",
    "alpha-zero",
    "lerp-weight-half",
    "lerp-weight-half-in-float32",
    "lerp-weight-below-half",
    "gradient-spike",
    "rate-zero-and-back",
    "overflow",
    "overflow-centered-momentum",
    "underflow-square",
    "subnormal-square",
    "constant-gradient-alpha-0.9",
)


class OrderRecorder(Recorder):
    """Runs cases on torch in one order."""

    def __init__(self, order, scalar):
        self.order = ORDERS[order]
        super().__init__(order, scalar)
        self.root = stock_root if self.order.compiled else correctly_rounded_root

    def import_torch(self):
        import torch

        return torch

    def source(self):
        found = super().source()
        found["settings"] |= {
            "foreach": self.order.foreach,
            "compiled": self.order.compiled,
            "tensor_lr": self.order.tensor_rate,
            "recorder": Path(__file__).name,
        }
        return found

    def capability(self):
        return self.capability_of(self.torch)

    @staticmethod
    def capability_of(torch):
        """Old versions say it in their configuration alone."""
        lines = torch.__config__.show().splitlines()
        return next(line for line in lines if "CPU capability" in line).split()[-1]

    def optimizer(self, parameters, hyperparameters):
        settings = dict(hyperparameters)
        if self.order.tensor_rate:
            settings["lr"] = self.rate(settings.get("lr", 0.01))
        return self.torch.optim.RMSprop(
            parameters, foreach=self.order.foreach, **settings
        )

    def rate(self, rate):
        if not self.order.tensor_rate:
            return rate
        return self.torch.tensor(rate, dtype=self.torch.float64)

    def step(self, optimizer):
        if not self.order.compiled:
            return optimizer.step
        self.torch._dynamo.reset()
        return self.torch.compile(lambda: optimizer.step())


def record(order, output):
    """Runs in the process whose environment was set up for this order."""
    ids = []
    for scalar in SCALARS:
        recorder = OrderRecorder(order, scalar)
        found = {case.name: case for case in cases.catalogue(scalar)}
        for name in CASES:
            trace = recorder.record(found[name])
            trace_file.progress(trace["id"])
            trace_file.write(trace, output)
            ids.append(trace["id"])
    trace_file.refuse_strangers(output, [f"pytorch/{order}"], ids)


def record_all(output):
    for key in [key for key in os.environ if key.startswith(("ATEN_", "MKL_"))]:
        del os.environ[key]
    import torch

    version = torch.__version__.split("+")[0]
    for name, order in ORDERS.items():
        if order.version != version:
            print(f"not recorded: pytorch/{name}, for which torch {order.version} is needed")
            continue
        command = [sys.executable, __file__, "--output", output, "--worker", name]
        done = subprocess.run(command, env=os.environ | order.environment)
        if done.returncode:
            sys.exit(done.returncode)
    trace_file.write_sums(output)
    trace_file.progress("")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    parser.add_argument("--worker", choices=ORDERS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        record(arguments.worker, arguments.output)
    else:
        record_all(arguments.output)


if __name__ == "__main__":
    main()
