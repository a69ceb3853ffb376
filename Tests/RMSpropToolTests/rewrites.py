"""Rewrites of a whole optimizer that are right for one parameter alone; the first argument says how
they are wrong otherwise."""

import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), "../../docs/candidates"))
from mistakes import ROUNDING, SUPPORTS, step  # noqa: E402
from rmsprop_candidate import STATE, Optimizer, serve_optimizer  # noqa: E402

KIND = sys.argv[1]


class OneByOne(Optimizer):
    """Each parameter with a state of its own. One kind adds weight decay to the gradient itself."""

    def __init__(self, params, groups, group_of, scalar):
        self.values, self.group_of = params, group_of
        self.states = [{} for _ in params]

    def set_state(self, index, state):
        self.states[index].update(state)

    def step(self, grads, groups):
        self.given = grads
        for i, grad in enumerate(grads):
            options = dict(groups[self.group_of[i]])
            if KIND == "decay-in-gradient" and grad is not None and options["weight_decay"] != 0:
                for k, p in enumerate(self.values[i]):
                    uphill = -grad[k] if options["maximize"] else grad[k]
                    grad[k] = uphill + options["weight_decay"] * p
                options.update(weight_decay=0.0, maximize=False)
            self.values[i] = step(self.values[i], grad, self.states[i], **options)

    def params(self, index):
        return self.values[index]

    def state(self, index):
        return self.states[index]

    def grads(self, index):
        return self.given[index]

    def save(self):
        return self.states

    def load(self, saved):
        self.states = saved


class Flat(OneByOne):
    """All of a group's gradients in one list: state is kept by place in it, and so goes to another
    parameter when one begins to have a gradient."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.flat = {}

    def step(self, grads, groups):
        self.given = grads
        for i, options in enumerate(groups):
            present = [k for k, grad in enumerate(grads)
                       if grad is not None and self.group_of[k] == i]
            if not present:
                continue
            first = self.states[present[0]]
            flat = self.flat.setdefault(i, {
                key: [x for k in present for x in self.states[k][key]]
                for key in STATE if key in first})
            params = [p for k in present for p in self.values[k]]
            for numbers in flat.values():
                numbers += [0.0] * (len(params) - len(numbers))
            left = step(params, [g for k in present for g in grads[k]], flat, **options)
            for k in present:
                count = len(self.values[k])
                self.values[k], left = left[:count], left[count:]
                self.states[k] = {key: numbers[:count] for key, numbers in flat.items()}
                flat = {key: numbers[count:] for key, numbers in flat.items()}


if __name__ == "__main__":
    serve_optimizer(
        Flat if KIND == "state-by-place" else OneByOne, name=KIND, **ROUNDING,
        supports=SUPPORTS + ["hyperparameter_schedule", "tensors", "initial_state",
                             "save_and_load", "gradients_untouched"])
