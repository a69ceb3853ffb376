"""Records what torch.optim.RMSprop computes on a device, such as a GPU: no golden traces yet.

    python record_device.py --device cuda --output DIR

Eager alone and together, and compiled, in float64, float32 and bfloat16, on the cases of
record_pytorch_orders.py and cases_vectors.py; the latter show where bits depend on a place. Nothing
of torch is replaced. `rmsprop verify --level root --fixtures DIR` then says which rounding
fits, or where none does. With `--device cpu` it records what this machine computes: its own test.
"""

import argparse
from pathlib import Path

import cases
import cases_vectors
import record_pytorch_orders as orders
import trace_file
from square_root import stock_root

SCALARS = ("float64", "float32", "bfloat16")
MODES = {
    "eager": {},
    "foreach": {"foreach": True},
    "compiled": {"compiled": True},
    "compiled-foreach": {"compiled": True, "foreach": True},
}


class DeviceRecorder(orders.OrderRecorder):
    """Runs cases on a device."""

    def __init__(self, device, mode, scalar):
        self.order = orders.Order("", **MODES[mode])
        orders.Recorder.__init__(self, mode, scalar)
        self.device, self.root = device, stock_root

    def tensor(self, values):
        return super().tensor(values).to(self.device)

    def record(self, case):
        trace = super().record(case)
        trace["id"] = f"{self.device}/{self.recording}/{self.scalar}/{case.name}"
        return trace

    def source(self):
        found = super().source()
        settings = found["settings"]
        del settings["rounding"], settings["square_root"]
        settings["recorder"] = Path(__file__).name
        settings["device"] = self.device
        if self.device == "cuda":
            settings["device_name"] = self.torch.cuda.get_device_name()
        return found


def chosen(scalar):
    named = {case.name: case for case in cases.catalogue("float64")}
    return [named[name] for name in orders.CASES] + list(cases_vectors.cases())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    for mode in arguments.modes.split(","):
        for scalar in SCALARS:
            recorder = DeviceRecorder(arguments.device, mode, scalar)
            for case in chosen(scalar):
                trace = recorder.record(case)
                trace_file.progress(trace["id"])
                trace_file.write(trace, arguments.output)
    trace_file.progress("")


if __name__ == "__main__":
    main()
