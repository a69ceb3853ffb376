"""Records the sets pytorch/ and pytorch-stock/ from the real torch.optim.RMSprop.

    python record_pytorch.py [--output DIR]

What torch rounds depends on the code path that it picks when it starts, so this program starts
itself again once for each: with and without fused multiply-add. For `pytorch/` the square root is
correctly rounded (square_root.py) while step() runs; nothing else is changed. `pytorch-stock/` is
torch untouched.

Without torch, with another version of it, or without AVX2 there is no recording, and no substitute.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import cases
import cases_documents
import trace_file
from case import Case
from square_root import correctly_rounded_root, stock_root
from trace_file import HYPERPARAMETERS, STATE, rounder

VERSION = "2.13.0"
SCALARS = ("float64", "float32")
# Their root is correctly rounded in torch as it is.
HALF_SCALARS = ("float16", "bfloat16")
# The environment of each recording; where nothing is set, torch chooses.
RECORDINGS = {
    "fused": {"ATEN_CPU_CAPABILITY": "avx2", "MKL_CBWR": "COMPATIBLE"},
    "separate": {"ATEN_CPU_CAPABILITY": "default", "MKL_CBWR": "COMPATIBLE"},
    "stock": {},
}
WITH_FUSED = ("AVX2", "AVX512")
CAPABILITIES = {"fused": ("AVX2",), "separate": ("DEFAULT",), "stock": WITH_FUSED}


def import_torch():
    try:
        import torch
    except ImportError as error:
        sys.exit(f"record_pytorch: torch {VERSION} is needed to record: {error}")
    if torch.__version__.split("+")[0] != VERSION:
        sys.exit(
            f"record_pytorch: torch {VERSION} is needed, found {torch.__version__}"
        )
    return torch


class Recorder:
    """Runs cases on torch in the environment that one recording asks for."""

    def __init__(self, recording, scalar):
        self.torch = self.import_torch()
        self.torch.set_num_threads(1)
        self.recording = recording
        self.scalar = scalar
        self.type = getattr(self.torch, scalar)
        self.root = stock_root if recording == "stock" else correctly_rounded_root

    def import_torch(self):
        return import_torch()

    def tensor(self, values):
        return self.torch.tensor(values, dtype=self.type)

    def parameter(self, values, shape):
        return self.tensor(values).reshape(shape)

    def gradient(self, values, shape):
        return self.tensor(values).reshape(shape)

    def flat(self, tensors):
        """The numbers of these tensors, one tensor after the other, row by row."""
        return [value for tensor in tensors for value in tensor.flatten().tolist()]

    def record(self, case):
        run = self.run_case if isinstance(case, Case) else self.run_program
        hyperparameters, params, steps = run(case)
        stocked = self.recording == "stock"
        folder = "pytorch-stock" if stocked else f"pytorch/{self.recording}"
        return {
            "format": trace_file.FORMAT,
            "id": f"{folder}/{self.scalar}/{case.name}",
            "about": case.about,
            "flags": list(case.flags),
            "catches": case.catches,
            "effect": case.effect,
            "level": "1e-12" if stocked else "bits",
            "reference": "pytorch",
            "source": self.source(),
            "scalar": self.scalar,
            "hyperparameters": hyperparameters,
            "params": params,
            "steps": steps,
        }

    def source(self):
        import numpy

        stocked = self.recording == "stock"
        return {
            "implementation": "torch.optim.RMSprop",
            "version": self.torch.__version__,
            "settings": {
                "foreach": False,
                "cpu_capability": self.capability(),
                "threads": self.torch.get_num_threads(),
                "rounding": "fused" if stocked else self.recording,
                "square_root": "mkl" if stocked else "ieee",
                "recorder": Path(__file__).name,
                "numpy": numpy.__version__,
            },
        }

    def capability(self):
        return self.torch.backends.cpu.get_cpu_capability()

    def run_case(self, case):
        """One tensor and the gradients that the case gives."""
        rounded = rounder(self.scalar)
        start = [rounded(value) for value in case.params]
        shape = () if case.zero_dimensional else (len(start),)
        parameter = self.parameter(start, shape)
        optimizer = self.optimizer([parameter], case.hyperparameters)
        hyperparameters = read_hyperparameters(optimizer)
        take_step = self.step(optimizer)
        steps = []
        for index, grad in enumerate(case.grads):
            step = {}
            if index in case.rates:
                step["lr"] = float(case.rates[index])
                optimizer.param_groups[0]["lr"] = self.rate(step["lr"])
            step["grad"] = (
                None if grad is None else [rounded(value) for value in grad]
            )
            parameter.grad = (
                None if grad is None else self.gradient(step["grad"], shape)
            )
            with self.root(self.torch):
                take_step()
            steps.append(step | self.results(optimizer, [parameter]))
        return hyperparameters, start, steps

    def run_program(self, program):
        """A linear layer, trained on the mean squared error by torch's own backward pass."""
        torch = self.torch
        inputs, targets, weight, bias = map(self.tensor, cases_documents.data(program))
        model = torch.nn.Linear(program.inputs, program.outputs, dtype=self.type)
        with torch.no_grad():
            model.weight.copy_(weight)
            model.bias.copy_(bias)
        parameters = [model.weight, model.bias]
        optimizer = self.optimizer(parameters, program.hyperparameters)
        hyperparameters = read_hyperparameters(optimizer)
        start = self.flat(parameters)
        criterion = torch.nn.MSELoss()
        steps = []
        for _ in range(program.epochs):
            optimizer.zero_grad()
            criterion(model(inputs), targets).backward()
            step = {"grad": self.flat([parameter.grad for parameter in parameters])}
            with self.root(torch):
                optimizer.step()
            steps.append(step | self.results(optimizer, parameters))
        return hyperparameters, start, steps

    def optimizer(self, parameters, hyperparameters):
        """The real one, with the settings that a case names; the rest are PyTorch's defaults."""
        return self.torch.optim.RMSprop(parameters, foreach=False, **hyperparameters)

    def step(self, optimizer):
        """What takes a step of an optimizer."""
        return optimizer.step

    def rate(self, rate):
        """A learning rate as the optimizer is given it."""
        return rate

    def results(self, optimizer, parameters):
        """Parameters after a step, and each kind of state that torch has made by then."""
        found = {"params": self.flat(parameters)}
        states = [optimizer.state.get(parameter, {}) for parameter in parameters]
        for key in STATE:
            if all(key in state for state in states):
                found[key] = self.flat([state[key] for state in states])
        return found


def read_hyperparameters(optimizer):
    group = optimizer.param_groups[0]
    flags = ("centered", "maximize")
    return {
        key: bool(group[key]) if key in flags else float(group[key])
        for key in HYPERPARAMETERS
    }


def wanted(recording, scalar):
    """The cases of a recording: the stock one leaves out the largest."""
    found = cases.catalogue(scalar)
    if recording != "stock":
        return found
    return [case for case in found if case.name not in cases.STOCK_LEAVES_OUT]


def check_capability(paths):
    capability = import_torch().backends.cpu.get_cpu_capability()
    if capability not in paths:
        wish = " or ".join(paths)
        sys.exit(f"record_pytorch: needs the CPU path {wish}, torch runs {capability}")


def record(recording, output):
    """Runs in the process whose environment was set up for this recording."""
    check_capability(CAPABILITIES[recording])
    ids = []
    scalars = SCALARS if recording == "stock" else SCALARS + HALF_SCALARS
    for scalar in scalars:
        recorder = Recorder(recording, scalar)
        for case in wanted(recording, scalar):
            trace = recorder.record(case)
            trace_file.progress(trace["id"])
            trace_file.write(trace, output)
            ids.append(trace["id"])
    folder = "pytorch-stock" if recording == "stock" else f"pytorch/{recording}"
    trace_file.refuse_strangers(output, [folder], ids)


def record_all(output):
    """Starts one process for each recording, none of which inherits a choice made outside."""
    for key in [key for key in os.environ if key.startswith(("ATEN_", "MKL_"))]:
        del os.environ[key]
    # Torch believes its environment, so the CPU must be asked before anything is set.
    check_capability(WITH_FUSED)
    for recording, variables in RECORDINGS.items():
        command = [sys.executable, __file__, "--output", output, "--worker", recording]
        done = subprocess.run(command, env=os.environ | variables)
        if done.returncode:
            sys.exit(done.returncode)
    trace_file.write_sums(output)
    trace_file.progress("")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    parser.add_argument("--worker", choices=RECORDINGS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        record(arguments.worker, arguments.output)
    else:
        record_all(arguments.output)


if __name__ == "__main__":
    main()
