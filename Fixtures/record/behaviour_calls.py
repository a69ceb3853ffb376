"""Calls on an optimizer, written down before they are made."""

import random
from dataclasses import dataclass

from trace_file import rounder


@dataclass(frozen=True)
class Behaviour:
    name: str
    about: str
    calls: list


class Maker:
    """Writes calls with numbers of one type, every one different."""

    def __init__(self, scalar, seed):
        self.random = random.Random(seed)
        self.rounded = rounder(scalar)
        self.counts = []

    def numbers(self, count):
        return [self.rounded(self.random.gauss(0, 1)) for _ in range(count)]

    def parameter(self, *shape, is_complex=False):
        count = 2 if is_complex else 1
        for size in shape:
            count *= size
        self.counts.append(count)
        return {
            "shape": list(shape),
            "complex": is_complex,
            "values": self.numbers(count),
        }

    def init(self, *groups, as_list=False, foreach=False, **defaults):
        return {
            "call": "init",
            "defaults": defaults,
            "groups": list(groups),
            "as_list": as_list,
            "foreach": foreach,
        }

    def single(self, *parameters, foreach=False, **defaults):
        return self.init(
            {"params": list(parameters)}, as_list=True, foreach=foreach, **defaults
        )

    def gradients(self, missing=()):
        return [
            None if i in missing else self.numbers(count)
            for i, count in enumerate(self.counts)
        ]

    def step(self, missing=()):
        return {"call": "step", "grads": self.gradients(missing)}

    def again(self, *parameters, **defaults):
        """A new optimizer in the place of the last."""
        self.counts = self.counts[len(self.counts) - len(parameters) :]
        return self.single(*parameters, **defaults)


def set_values(group, **values):
    return {"call": "set", "group": group, "values": values}


def load_last(change=lambda dictionary: dictionary, index=-1):
    """Loads the dictionary that torch wrote after the call at `index`."""

    def call(done):
        written = done[index]["after"]["state_dict"]
        copy = {
            "scalar": written["scalar"],
            "state": dict(written["state"]),
            "param_groups": [dict(group) for group in written["param_groups"]],
        }
        return {"call": "load_state_dict", "state_dict": change(copy)}

    return call
