"""Records checkpoints/: a million steps of the real torch.optim.RMSprop, pinned by digests.

    python record_checkpoints.py [--output DIR] [--steps COUNT]

Gradients come from an integer generator that stands in the file, so that any language can make
them again. At steps that are powers of two, and at the last, the bits of parameters and state are
pinned by their SHA-256; beside it stands the first coordinate, for a person to look at.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import trace_file
import whole_file
from record_pytorch import (
    CAPABILITIES,
    RECORDINGS,
    SCALARS,
    WITH_FUSED,
    check_capability,
    import_torch,
)
from square_root import correctly_rounded_root

FORMAT = "rmsprop-checkpoints/1"
STEPS = 1_000_000
# Knuth's multiplier for 64 bits; the top bits of a linear congruential generator are its best.
MULTIPLIER, INCREMENT = 6364136223846793005, 1442695040888963407
SIZE = 17
HALVED_EVERY = 1 << 17
HYPERPARAMETERS = {
    "lr": 0.01,
    "alpha": 0.99,
    "eps": 1e-8,
    "weight_decay": 1e-4,
    "momentum": 0.9,
    "centered": True,
    "maximize": False,
}
QUANTITIES = ("square_avg", "grad_avg", "momentum_buffer")


def seeds():
    return [(i + 1) * 0x9E3779B97F4A7C15 % 2**64 for i in range(SIZE)]


def exponents():
    """The gradients of coordinate i are multiples of 2 to this power."""
    return [-22 - i % 8 for i in range(SIZE)]


def pinned(tensor):
    array = tensor.detach().numpy()
    little = array.astype(array.dtype.newbyteorder("<"))
    return {
        "sha256": hashlib.sha256(little.tobytes()).hexdigest(),
        "first": float(array[0]),
    }


def run(torch, scalar, steps):
    """The start, and every checkpoint."""
    import numpy

    torch.set_num_threads(1)
    kind = getattr(torch, scalar)
    start = [trace_file.rounder(scalar)((i - 8) / 3) for i in range(SIZE)]
    parameter = torch.nn.Parameter(torch.tensor(start, dtype=kind))
    optimizer = torch.optim.RMSprop([parameter], foreach=False, **HYPERPARAMETERS)
    states = numpy.array(seeds(), dtype=numpy.uint64)
    multiplier, increment = numpy.uint64(MULTIPLIER), numpy.uint64(INCREMENT)
    scale = numpy.array([2.0**power for power in exponents()])
    gradient = numpy.zeros(SIZE, dtype=scalar)
    parameter.grad = torch.from_numpy(gradient)
    found = []
    with correctly_rounded_root(torch):
        for step in range(1, steps + 1):
            optimizer.param_groups[0]["lr"] = HYPERPARAMETERS["lr"] * 0.5 ** (
                (step - 1) // HALVED_EVERY
            )
            states *= multiplier
            states += increment
            integers = (states >> numpy.uint64(40)).astype(numpy.int64) - (1 << 23)
            gradient[:] = integers * scale
            optimizer.step()
            if step & (step - 1) == 0 or step == steps:
                state = optimizer.state[parameter]
                found.append(
                    {"step": step, "params": pinned(parameter)}
                    | {key: pinned(state[key]) for key in QUANTITIES}
                )
                trace_file.progress(f"checkpoints {scalar} {step}")
    return start, found


def record(recording, scalar, output, steps):
    check_capability(CAPABILITIES[recording])
    torch = import_torch()
    start, found = run(torch, scalar, steps)
    place = f"checkpoints/{recording}/{scalar}"
    checkpoints = {
        "format": FORMAT,
        "id": place,
        "about": "A million steps, centered, with momentum, weight decay and a rate that halves.",
        "source": {
            "implementation": "torch.optim.RMSprop",
            "version": torch.__version__,
            "settings": {
                "foreach": False,
                "cpu_capability": torch.backends.cpu.get_cpu_capability(),
                "threads": torch.get_num_threads(),
                "rounding": recording,
                "square_root": "ieee",
                "recorder": Path(__file__).name,
            },
        },
        "scalar": scalar,
        "hyperparameters": HYPERPARAMETERS,
        "lr_halved_every": HALVED_EVERY,
        "params": start,
        "gradients": {
            "rule": "x = (multiplier * x + increment) mod 2^64, from seed, before each step; "
            "gradient = (floor(x / 2^40) - 2^23) * 2^exponent",
            "multiplier": str(MULTIPLIER),
            "increment": str(INCREMENT),
            "seeds": [str(seed) for seed in seeds()],
            "exponents": exponents(),
        },
        "steps": steps,
        "checkpoints": found,
    }
    schema = trace_file.validator(trace_file.FIXTURES / "checkpoints.schema.json")
    schema.validate(trace_file.plain(checkpoints))
    text = trace_file.laid_out(checkpoints, "checkpoints")
    whole_file.write(output / f"{place}.checkpoints.json", text)


def record_all(arguments):
    """A process for each run, both types of a rounding at once."""
    for key in [key for key in os.environ if key.startswith(("ATEN_", "MKL_"))]:
        del os.environ[key]
    check_capability(WITH_FUSED)
    for recording in ("fused", "separate"):
        workers = [
            subprocess.Popen(
                [sys.executable, *sys.argv, "--worker", recording, scalar],
                env=os.environ | RECORDINGS[recording],
            )
            for scalar in SCALARS
        ]
        if any([worker.wait() for worker in workers]):
            sys.exit(1)
    trace_file.write_sums(arguments.output)
    trace_file.progress("")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument(
        "--worker", nargs=2, metavar=("ROUNDING", "TYPE"), help=argparse.SUPPRESS
    )
    arguments = parser.parse_args()
    if arguments.worker:
        record(*arguments.worker, arguments.output, arguments.steps)
    else:
        record_all(arguments)


if __name__ == "__main__":
    main()
