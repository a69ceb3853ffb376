"""Records the set pytorch-whole/ from the real torch.optim.RMSprop: runs of form rmsprop-trace/2.

    python record_pytorch_whole.py [--output DIR]

What a trace of the first form cannot hold: state before the first step, hyperparameters that
change, several parameters in groups, steps whose results nobody wrote down. Recorded as
record_pytorch.py records, in the same two roundings, with a correctly rounded root.
"""

import argparse
import os
import random
import subprocess
import sys
from pathlib import Path

import record_pytorch
import trace_file
from square_root import correctly_rounded_root
from trace_file import HYPERPARAMETERS, STATE, TraceError, rounder

FORMAT = "rmsprop-trace/2"
RECORDINGS = {key: record_pytorch.RECORDINGS[key] for key in ("fused", "separate")}
SCALARS = ("float64", "float32")
FULL = {"lr": 0.03, "alpha": 0.9, "eps": 1e-6, "weight_decay": 0.02, "momentum": 0.7,
        "centered": True}
SIZES = {"weight": 5, "bias": 2, "scale": 1}
STEPS = 6

# name, sentence, and how it is run: the groups (a tensor is in the group that names it), the steps
# before the recording begins, what changes before a step, which gradients are missing, and which
# steps are not written down.
CASES = {
    "resumed": {
        "about": "A run that goes on after three steps, with all of the state.",
        "groups": [(FULL, None)], "before": 3},
    "resumed-plain": {
        "about": "A run that goes on after one step, with square_avg alone.",
        "groups": [({"lr": 0.01, "alpha": 0.99, "eps": 1e-8}, None)], "before": 1},
    "hyperparameters-change": {
        "about": "alpha, eps, weight_decay and momentum change, and the rate with them.",
        "groups": [(FULL, None)],
        "changes": {1: {"alpha": 0.4}, 2: {"eps": 0.25, "weight_decay": 0.0},
                    4: {"momentum": 0.25, "alpha": 0.999, "lr": 0.5}}},
    "two-groups": {
        "about": "Three parameters in two groups, of which one changes its rate.",
        "groups": [(FULL, ["weight", "scale"]), ({"lr": 0.3, "alpha": 0.5, "eps": 0.01}, ["bias"])],
        "changes": {3: {1: {"lr": 0.0625}}}},
    "late-gradient": {
        "about": "One parameter never has a gradient, and one has its first in the third step.",
        "groups": [(FULL, list(SIZES))],
        "missing": {"bias": range(STEPS), "scale": range(2)}},
    "every-third-step": {
        "about": "Of every third step alone it was written down what it left.",
        "groups": [(FULL, None)], "silent": [0, 1, 3, 4]},
}


class Recorder(record_pytorch.Recorder):
    """Runs whole optimizers."""

    def record(self, name):
        case = CASES[name]
        numbers = random.Random(name)
        groups = case["groups"]
        names = list(SIZES) if groups[0][1] else [None]
        rounded = rounder(self.scalar)
        tensors = {
            one: self.torch.nn.Parameter(self.tensor(
                [rounded(numbers.gauss(0, 1)) for _ in range(SIZES.get(one, 5))]))
            for one in names}
        optimizer = self.torch.optim.RMSprop(
            [{"params": [tensors[one] for one in of or names], **settings}
             for settings, of in groups], foreach=False)
        group_of = {one: i for i, (_, of) in enumerate(groups) for one in of or names}
        hyperparameters = [
            {key: bool(group[key]) if key in ("centered", "maximize") else float(group[key])
             for key in HYPERPARAMETERS} for group in optimizer.param_groups]

        def step(t):
            grads = {}
            for one, tensor in tensors.items():
                grad = [rounded(numbers.gauss(0, 1)) for _ in range(tensor.numel())]
                grads[one] = None if t in case.get("missing", {}).get(one, ()) else grad
                tensor.grad = None if grads[one] is None else self.tensor(grads[one])
            with correctly_rounded_root(self.torch):
                optimizer.step()
            return grads

        def state(one):
            found = optimizer.state.get(tensors[one], {})
            return {key: found[key].tolist() for key in STATE if key in found}

        before = case.get("before", 0)
        for t in range(-before, 0):
            step(t)
        start = {one: {"params": tensor.tolist()} for one, tensor in tensors.items()}
        if before:
            for one in names:
                start[one]["state"] = {**state(one), "step": before}
        steps = []
        for t in range(STEPS):
            written = self.change(optimizer, case.get("changes", {}).get(t, {}), len(groups))
            grads = step(t)
            left = {}
            for one, tensor in tensors.items():
                left[one] = {"grad": grads[one]}
                if t not in case.get("silent", ()):
                    left[one] |= {"params": tensor.tolist(), **state(one)}
            steps.append(written | (
                left[None] if names == [None] else {"tensors": [left[one] for one in names]}))
        trace = {
            "format": FORMAT,
            "id": f"pytorch-whole/{self.recording}/{self.scalar}/{name}",
            "about": case["about"], "level": "bits", "reference": "pytorch",
            "source": self.source(), "scalar": self.scalar,
            "hyperparameters": hyperparameters[0]}
        trace["source"]["settings"]["recorder"] = Path(__file__).name
        if names == [None]:
            return trace | start[None] | {"steps": steps}
        if len(groups) > 1:
            trace["groups"] = [
                {key: value for key, value in group.items()
                 if value != hyperparameters[0][key]} for group in hyperparameters]
        trace["tensors"] = [
            {"name": one, "group": group_of[one], **start[one]} for one in names]
        return trace | {"steps": steps}

    def change(self, optimizer, changes, count):
        """Sets what changes before a step; how the trace says it."""
        if not changes:
            return {}
        if all(isinstance(key, int) for key in changes):
            for i, of_group in changes.items():
                optimizer.param_groups[i].update(of_group)
            return {"groups": [changes.get(i, {}) for i in range(count)]}
        optimizer.param_groups[0].update(changes)
        others = {key: value for key, value in changes.items() if key != "lr"}
        return ({"lr": changes["lr"]} if "lr" in changes else {}) | {"hyperparameters": others}


def write(trace, root):
    """Writes a trace to its place, checked against the schema of its form, and read back."""
    text = trace_file.laid_out(trace, "steps")
    schema = trace_file.validator(trace_file.FIXTURES / "trace-2.schema.json")
    for error in schema.iter_errors(trace_file.decode(text)):
        where = "/".join(str(part) for part in error.absolute_path)
        raise TraceError(f"{trace['id']}: {where}: {error.message}")

    def check_written(path):
        if trace_file.laid_out(trace_file.read(path), "steps") != text:
            raise TraceError(f"{trace['id']}: what was read back is not what was written")

    trace_file.whole_file.write(root / f"{trace['id']}.json", text, check_written)


def record(recording, output):
    record_pytorch.check_capability(record_pytorch.CAPABILITIES[recording])
    for scalar in SCALARS:
        recorder = Recorder(recording, scalar)
        for name in CASES:
            write(recorder.record(name), output)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    parser.add_argument("--worker", choices=RECORDINGS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        return record(arguments.worker, arguments.output)
    for key in [key for key in os.environ if key.startswith(("ATEN_", "MKL_"))]:
        del os.environ[key]
    for recording, variables in RECORDINGS.items():
        command = [sys.executable, __file__, "--output", arguments.output, "--worker", recording]
        done = subprocess.run(command, env=os.environ | variables)
        if done.returncode:
            sys.exit(done.returncode)
    trace_file.write_sums(arguments.output)


if __name__ == "__main__":
    main()
