"""Records a small set from whatever torch its interpreter has, to be compared with the golden one.

    python record_drift.py --output DIR

`make drift VERSION=2.15.0` makes the environment, records, and has `rmsprop verify --level bits`
say what is not the same: nothing, or which operation.
"""

import argparse
import dataclasses
import os
import platform
import subprocess
import sys
from pathlib import Path

import cases
import record_pytorch_orders as orders
import record_pytorch_vectors as vectors
import torch
import trace_file
from record_pytorch import HALF_SCALARS

VERSION = torch.__version__.split("+")[0]
EAGER = {"fused": "avx2", "separate": "default"}
BEFORE_LERP = tuple(map(int, VERSION.split(".")[:2])) < (2, 1)


def wanted():
    """The orders that this version has, by name."""
    suffix = "-before-2.1" if BEFORE_LERP else ""
    eager = {
        name + suffix: orders.Order(VERSION, {"ATEN_CPU_CAPABILITY": path})
        for name, path in EAGER.items()
    }
    compiled = {name: order for name, order in orders.ORDERS.items() if order.compiled}
    return eager if BEFORE_LERP else eager | compiled


def placed():
    """The sets of cases whose bits depend on a coordinate's place that this version has."""
    return [
        dataclasses.replace(each, version=VERSION)
        for each in vectors.SETS
        if each.machine == platform.machine()
        and each.rounding.endswith("before-2.1") == BEFORE_LERP
    ]


def workers():
    """What each process records, and its environment."""
    return [(name, order.environment) for name, order in wanted().items()] + [
        (str(index), each.environment) for index, each in enumerate(placed())
    ]


def record(name, output):
    """Runs in the process whose environment was set up for this order, or set of cases."""
    if name.isdigit():
        return vectors.record(placed()[int(name)], output)
    orders.ORDERS |= wanted()
    halves = () if BEFORE_LERP or orders.ORDERS[name].compiled else HALF_SCALARS
    for scalar in (*orders.SCALARS, *halves):
        recorder = orders.OrderRecorder(name, scalar)
        for case in cases.catalogue(scalar):
            if scalar in HALF_SCALARS or case.name in orders.CASES:
                trace = recorder.record(case)
                trace_file.progress(trace["id"])
                trace_file.write(trace, output)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        return record(arguments.worker, arguments.output)
    for name, environment in workers():
        command = [sys.executable, *sys.argv, "--worker", name]
        done = subprocess.run(command, env=os.environ | environment)
        if done.returncode:
            return done.returncode
    trace_file.progress("")
    print(f"recorded from torch {torch.__version__}")


if __name__ == "__main__":
    sys.exit(main())
