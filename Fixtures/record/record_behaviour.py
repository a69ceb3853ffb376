"""Records behaviour/ from the real torch.optim.RMSprop: calls, and what came back.

    python record_behaviour.py [--output DIR] [--random COUNT --seed SEED]

Each behaviour is a list of calls on a real optimizer. After each call everything that can be seen
is written down: the exception, what was returned, parameters, gradients and the whole state_dict.
Nothing is foreseen here: a message stands in a recording because torch raised it.

With --random, only behaviours made up from SEED are recorded, to try others than those in the
repository.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import cases_behaviour
import made_up
import trace_file
import whole_file
from record_pytorch import RECORDINGS, WITH_FUSED, check_capability, import_torch
from record_pytorch import CAPABILITIES, SCALARS
from square_root import correctly_rounded_root

FORMAT = "rmsprop-behaviour/1"
STATE = trace_file.STATE


class Session:
    """A real optimizer, or none yet, and the calls that are made on it."""

    def __init__(self, scalar):
        self.torch = import_torch()
        self.torch.set_num_threads(1)
        self.scalar = scalar
        self.optimizer = None

    # Numbers in and out. A complex number is two real ones.

    def tensor(self, values, shape, is_complex, scalar=None):
        torch = self.torch
        numbers = [float(value) for value in values]
        flat = torch.tensor(numbers, dtype=getattr(torch, scalar or self.scalar))
        if is_complex:
            return torch.view_as_complex(flat.reshape(*shape, 2)).clone()
        return flat.reshape(shape)

    def like(self, values, parameter):
        if values is None:
            return None
        return self.tensor(values, parameter.shape, parameter.is_complex())

    def numbers(self, tensor):
        if tensor is None:
            return None
        tensor = tensor.detach()
        if tensor.is_complex():
            tensor = self.torch.view_as_real(tensor)
        return tensor.flatten().tolist()

    def parameters(self):
        return [
            parameter
            for group in self.optimizer.param_groups
            for parameter in group["params"]
        ]

    # Calls.

    def make(self, description):
        parameters = [
            self.torch.nn.Parameter(
                self.tensor(one["values"], one["shape"], one["complex"])
            )
            for one in description["params"]
        ]
        settings = {
            key: number(value) for key, value in description.items() if key != "params"
        }
        return settings | {"params": parameters}

    def init(self, call):
        self.optimizer = None
        defaults = {key: number(value) for key, value in call["defaults"].items()}
        groups = [self.make(group) for group in call["groups"]]
        if call["as_list"]:
            groups = [one for group in groups for one in group["params"]]
        self.optimizer = self.torch.optim.RMSprop(
            groups, foreach=call["foreach"], **defaults
        )

    def set(self, call):
        group = self.optimizer.param_groups[call["group"]]
        group |= {key: number(value) for key, value in call["values"].items()}

    def set_gradients(self, gradients):
        for parameter, values in zip(self.parameters(), gradients, strict=True):
            parameter.grad = self.like(values, parameter)

    def step(self, call):
        closure = call.get("closure")
        if closure is None:
            self.set_gradients(call["grads"])
            return self.optimizer.step()

        def evaluate():
            self.set_gradients(closure["grads"])
            return closure["loss"]

        return self.optimizer.step(evaluate)

    def zero_grad(self, call):
        self.optimizer.zero_grad(set_to_none=call["set_to_none"])

    def add_param_group(self, call):
        self.optimizer.add_param_group(self.make(call["group"]))

    def load_state_dict(self, call):
        written = call["state_dict"]
        parameters = dict(enumerate(self.parameters()))
        state = {}
        for key, one in written["state"].items():
            owner = parameters[int(key)]
            state[int(key)] = {
                name: self.torch.tensor(float(value))
                if name == "step"
                else self.tensor(
                    value, owner.shape, owner.is_complex(), written["scalar"]
                )
                for name, value in one.items()
            }
        groups = [
            {key: number(value) for key, value in group.items()}
            for group in written["param_groups"]
        ]
        self.optimizer.load_state_dict({"state": state, "param_groups": groups})

    # What can be seen.

    def seen(self):
        if self.optimizer is None:
            return None
        dictionary = self.optimizer.state_dict()
        return {
            "params": [self.numbers(one) for one in self.parameters()],
            "grads": [self.numbers(one.grad) for one in self.parameters()],
            "state_dict": {
                "scalar": self.scalar,
                "state": {
                    str(key): {
                        name: value.item() if name == "step" else self.numbers(value)
                        for name, value in one.items()
                    }
                    for key, one in sorted(dictionary["state"].items())
                },
                "param_groups": dictionary["param_groups"],
            },
        }

    def run(self, call):
        """The call, with what came back."""
        done = dict(call)
        try:
            with correctly_rounded_root(self.torch):
                returned = getattr(self, call["call"])(call)
            done["raises"] = None
            if returned is not None:
                done["returns"] = returned
        except (ValueError, KeyError, RuntimeError, TypeError) as error:
            done["raises"] = {"type": type(error).__name__, "message": str(error)}
        done["after"] = self.seen()
        return done


def number(value):
    """A setting as Python has it: strings stand for what JSON cannot say."""
    return float(value) if isinstance(value, str) else value


def run(calls, scalar):
    session = Session(scalar)
    done = []
    for call in calls:
        # A call may be made from what was seen before: a dictionary that torch itself wrote.
        done.append(session.run(call(done) if callable(call) else call))
    return done


def record(recording, output, cases):
    check_capability(CAPABILITIES[recording])
    torch = import_torch()
    ids = []
    for scalar in SCALARS:
        for case in cases(scalar):
            place = f"behaviour/{recording}/{scalar}/{case.name}"
            trace_file.progress(place)
            behaviour = {
                "format": FORMAT,
                "id": place,
                "about": case.about,
                "source": {
                    "implementation": "torch.optim.RMSprop",
                    "version": torch.__version__,
                    "settings": {
                        "cpu_capability": torch.backends.cpu.get_cpu_capability(),
                        "threads": torch.get_num_threads(),
                        "rounding": recording,
                        "square_root": "ieee",
                        "recorder": Path(__file__).name,
                    },
                },
                "scalar": scalar,
                "calls": run(case.calls, scalar),
            }
            write(behaviour, output)
            ids.append(f"{place}.behaviour")
    trace_file.refuse_strangers(output, [f"behaviour/{recording}"], ids)


def write(behaviour, root):
    """A key a line, and a call a line."""
    schema = trace_file.validator(trace_file.FIXTURES / "behaviour.schema.json")
    schema.validate(trace_file.plain(behaviour))
    text = trace_file.laid_out(behaviour, "calls")
    whole_file.write(root / f"{behaviour['id']}.behaviour.json", text)


def record_all(arguments):
    """One process for each rounding, as record_pytorch.py has it."""
    for key in [key for key in os.environ if key.startswith(("ATEN_", "MKL_"))]:
        del os.environ[key]
    check_capability(WITH_FUSED)
    for recording in ("fused", "separate"):
        command = [sys.executable, *sys.argv, "--worker", recording]
        done = subprocess.run(command, env=os.environ | RECORDINGS[recording])
        if done.returncode:
            sys.exit(done.returncode)
    trace_file.write_sums(arguments.output)
    trace_file.progress("")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    parser.add_argument("--random", type=int, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--worker", choices=("fused", "separate"), help=argparse.SUPPRESS
    )
    arguments = parser.parse_args()
    if arguments.random and arguments.output == trace_file.FIXTURES:
        parser.error("--random needs an --output of its own")

    def cases(scalar):
        if arguments.random:
            return made_up.made_up(scalar, arguments.random, arguments.seed)
        return cases_behaviour.catalogue(scalar)

    if arguments.worker:
        record(arguments.worker, arguments.output, cases)
    else:
        record_all(arguments)


if __name__ == "__main__":
    main()
