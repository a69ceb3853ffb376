"""Records where bits depend on the place of a coordinate: the traces vectors-*, foreach-*,
strided-*, permuted-* and arm-* of pytorch/, and pytorch/sve256/.

    python record_pytorch_vectors.py [--output DIR]

With torch 2.13.0 on x86-64 and torch 2.0.1: 16 bits in vectors and beside them, together
(`foreach`), in other layouts, compiled, before 2.1. With torch 2.10.0 on aarch64, in an interpreter
under qemu-user (record_aarch64.sh): SVE vectors of 256 bits, and NEON. Which it is says the
interpreter; what it cannot record is named. Roots are correctly rounded in 16 bits and on aarch64
as they are.
"""

import argparse
import os
import platform
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import cases_vectors
import record_pytorch_orders as orders
import trace_file
from square_root import stock_root

HALF = ("float16", "bfloat16")
FULL = ("float64", "float32")
ALL = tuple(case.name.removeprefix("vectors-") for case in cases_vectors.cases())
FEW = ("momentum", "everything")
# In bfloat16 compiled code shows little else.
COMPILED = ("centered-gradient", "everything")


@dataclass(frozen=True)
class Set:
    """Traces of one rounding, and how torch is set up for them."""

    rounding: str
    version: str
    scalars: tuple
    names: tuple
    prefix: str = "vectors"
    machine: str = "x86_64"
    environment: dict = field(default_factory=dict)
    foreach: bool = False
    layout: str = "contiguous"

    @property
    def needs(self):
        """The interpreter that it needs, in words."""
        vectors = " with SVE of 256 bits" if self.rounding == "sve256" else ""
        return f"torch {self.version} on {self.machine}{vectors}"


def on_x86(rounding, scalars, names, version="2.13.0", path="avx2", **options):
    environment = {"ATEN_CPU_CAPABILITY": path, "MKL_CBWR": "COMPATIBLE"}
    return Set(rounding, version, scalars, names, environment=environment, **options)


def on_arm(rounding, scalars, names, prefix):
    return Set(rounding, "2.10.0", scalars, names, prefix=prefix, machine="aarch64")


TOGETHER = {"prefix": "foreach", "foreach": True}


def laid_out(layout):
    return {"prefix": layout, "layout": layout}


OLD = {"scalars": ("bfloat16",), "version": "2.0.1"}
SETS = (
    on_x86("fused", HALF, ALL),
    on_x86("fused", HALF, ("plain", "schedule", *FEW), **TOGETHER),
    on_x86("fused", HALF, FEW, **laid_out("strided")),
    # Maximize would write the gradient without gaps.
    on_x86("fused", HALF, ("weight-decay",), **laid_out("strided-grad")),
    on_x86("fused", HALF, FEW, **laid_out("permuted")),
    *(
        on_x86("fused", HALF, ("everything",), **laid_out(layout))
        for layout in ("strided-params", "permuted-grad", "permuted-params")
    ),
    on_x86("separate", HALF, ("alpha-zero", *FEW), path="default"),
    on_x86("separate", HALF, FEW, path="default", **TOGETHER),
    on_x86("compiled", HALF, COMPILED),
    on_x86("compiled-foreach", HALF, COMPILED, foreach=True),
    on_x86("compiled-tensor-lr", HALF, COMPILED),
    on_x86("fused-before-2.1", ("bfloat16",), ("centered-gradient", *FEW), version="2.0.1"),
    on_x86(
        "separate-before-2.1",
        ("bfloat16",),
        ("centered-gradient", *FEW),
        version="2.0.1",
        path="default",
    ),
    *(
        on_x86("fused-before-2.1", names=("everything",), **OLD, **laid_out(layout))
        for layout in ("strided", "strided-params", "permuted", "permuted-grad", "permuted-params")
    ),
    on_x86(
        "fused-before-2.1",
        names=("centered-gradient",),
        **OLD,
        **laid_out("strided-grad"),
    ),
    on_arm("fused", FULL, FEW, "arm"),
    on_arm("fused", HALF, FEW, "arm"),
    on_arm("sve256", (*FULL, *HALF), ALL, "vectors"),
)


class VectorRecorder(orders.OrderRecorder):
    """Runs the cases of one set."""

    def __init__(self, the_set, scalar):
        self.set = the_set
        compiled = the_set.rounding.startswith("compiled")
        self.order = orders.Order(
            the_set.version,
            compiled=compiled,
            foreach=the_set.foreach,
            tensor_rate=the_set.rounding.endswith("tensor-lr"),
        )
        orders.Recorder.__init__(self, the_set.rounding, scalar)
        self.root = stock_root

    def record(self, case):
        if self.set.layout.startswith("permuted"):
            # 37 numbers have no rows and columns.
            grads = [grad[:36] for grad in case.grads]
            case = replace(case, params=case.params[:36], grads=grads)
        trace = super().record(case)
        name = case.name.removeprefix("vectors")
        trace["id"] = f"pytorch/{self.recording}/{self.scalar}/{self.set.prefix}{name}"
        return trace

    def source(self):
        found = super().source()
        found["settings"]["recorder"] = Path(__file__).name
        if self.set.layout == "strided":
            found["settings"]["contiguous"] = False
        elif self.set.layout != "contiguous":
            found["settings"]["layout"] = self.set.layout
        if self.set.machine != "x86_64":
            found["settings"]["machine"] = self.set.machine
        return found

    def capability(self):
        found = super().capability()
        if self.set.rounding == "sve256" and found != "SVE256":
            sys.exit(f"record_pytorch_vectors: needs SVE256, torch runs {found}")
        return found

    def parameter(self, values, shape):
        layouts = ("strided", "strided-params"), ("permuted", "permuted-params")
        return self.laid(values, shape, *layouts)

    def gradient(self, values, shape):
        layouts = ("strided", "strided-grad"), ("permuted", "permuted-grad")
        return self.laid(values, shape, *layouts)

    def laid(self, values, shape, with_gaps, by_columns):
        tensor = super().tensor(values)
        if self.set.layout in with_gaps:
            spread = self.torch.zeros(2 * tensor.numel(), dtype=self.type)[::2]
            return spread.copy_(tensor)
        if self.set.layout.startswith("permuted"):
            shape = (4, len(values) // 4)
        tensor = tensor.reshape(shape)
        return tensor.t().contiguous().t() if self.set.layout in by_columns else tensor


def can_record(the_set, version, capability):
    """Whether this interpreter is the one that a set needs."""
    if (the_set.version, the_set.machine) != (version, platform.machine()):
        return False
    return the_set.machine == "x86_64" or (the_set.rounding == "sve256") == (
        capability == "SVE256"
    )


def record(the_set, output):
    """Runs in the process whose environment was set up for this set."""
    for scalar in the_set.scalars:
        recorder = VectorRecorder(the_set, scalar)
        for case in cases_vectors.cases():
            if case.name.removeprefix("vectors-") in the_set.names:
                trace = recorder.record(case)
                trace_file.progress(trace["id"])
                trace_file.write(trace, output)


def ids():
    """Every trace that some interpreter records."""
    return [
        f"pytorch/{each.rounding}/{scalar}/{each.prefix}-{name}"
        for each in SETS
        for scalar in each.scalars
        for name in each.names
    ]


def record_all(output):
    for key in [key for key in os.environ if key.startswith(("ATEN_", "MKL_"))]:
        del os.environ[key]
    import torch

    version = torch.__version__.split("+")[0]
    capability = VectorRecorder.capability_of(torch)
    for what in sorted({each.needs for each in SETS if not can_record(each, version, capability)}):
        print(f"not recorded: the traces of pytorch/ that need {what}")
    for index, the_set in enumerate(SETS):
        if not can_record(the_set, version, capability):
            continue
        if the_set.machine != "x86_64":
            # Under an emulator a process cannot start itself again.
            record(the_set, output)
            continue
        command = [sys.executable, __file__, "--output", output, "--worker", str(index)]
        done = subprocess.run(command, env=os.environ | the_set.environment)
        if done.returncode:
            sys.exit(done.returncode)
    trace_file.refuse_strangers(output, ["pytorch"], ids(), placed=True)
    trace_file.write_sums(output)
    trace_file.progress("")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker is not None:
        record(SETS[arguments.worker], arguments.output)
    else:
        record_all(arguments.output)


if __name__ == "__main__":
    main()
