"""Lets `rmsprop verify --candidate` talk to an RMSprop in Python. You write one function.

    from rmsprop_candidate import serve

    def step(params, grad, state, *, lr, alpha, eps, **options):
        ...
        return new_params

    serve(step, name="mine")

`params` and `grad` are lists of floats. `state` is a dict of yours, empty before the first step of
each run; with "state" among `supports`, what stands in it under "square_avg", "grad_avg" and
"momentum_buffer" is compared, too. `lr` is this step's rate; `options` are weight_decay, momentum,
centered and maximize, whatever `supports` says. A function that takes `scalar` is told the type.

A function that stands in a module of its own needs no program: `python rmsprop_candidate.py
my_module:step momentum centered` serves it, with these features.

An optimizer that holds several parameters is a class with the methods of `Optimizer`, served by
`serve_optimizer`. Standard library only; Python 3.9 or newer.
"""

import importlib
import inspect
import json
import os
import sys

NAMES = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
STATE = ("square_avg", "grad_avg", "momentum_buffer")


class Optimizer:
    """What an optimizer of several parameters does, to be made new for each run."""

    def __init__(self, params, groups, group_of, scalar):
        """`params` are the parameters, a list of numbers each; `groups` the hyperparameters of each
        group, a dict each; `group_of` the index of each parameter's group."""

    def set_state(self, index, state):
        """Before the first step: a parameter's state, under PyTorch's names, with its `step`."""
        raise NotImplementedError("initial_state")

    def step(self, grads, groups):
        """Takes a step: each parameter's gradient, or None, and the groups' hyperparameters."""

    def params(self, index):
        """A parameter's numbers."""

    def state(self, index):
        """A parameter's state: a dict with those of `STATE` that there are."""
        return {}

    def grads(self, index):
        """A parameter's gradient as it is after the step, or None."""

    def save(self):
        """The optimizer's state, as JSON holds it."""

    def load(self, saved):
        """Takes what another process saved."""


def serve(step, *, supports=(), **greeting):
    """Answers on stdin and stdout until it is told to stop. What the program prints meanwhile goes
    to stderr: stdout belongs to the protocol.

    `supports` lists what `step` can do: momentum, centered, weight_decay, maximize, lr_schedule,
    missing_gradient (grad is None then), state; tensors, initial_state and gradients_untouched; and
    save_and_load, if `state` is of lists and numbers. `greeting` is as in `serve_optimizer`.
    """
    takes_scalar = "scalar" in inspect.signature(step).parameters

    class Each(Optimizer):
        """Parameters that are stepped one by one, by the function."""

        def __init__(self, params, groups, group_of, scalar):
            self.values, self.group_of = params, group_of
            self.states, self.given = [{} for _ in params], []
            self.options = {"scalar": scalar} if takes_scalar else {}

        def set_state(self, index, state):
            self.states[index].update(state)

        def step(self, grads, groups):
            self.given = grads
            for i, grad in enumerate(grads):
                options = dict(groups[self.group_of[i]], **self.options)
                self.values[i] = step(self.values[i], grad, self.states[i], **options)

        def params(self, index):
            return self.values[index]

        def state(self, index):
            return self.states[index] if "state" in supports else {}

        def grads(self, index):
            return self.given[index]

        def save(self):
            return self.states

        def load(self, saved):
            self.states = saved

    serve_optimizer(Each, supports=supports, **greeting)


def serve_optimizer(make, *, name, version="", language="python", scalars=("float64",),
                    rounding="unknown", square_root="unknown", reference="pytorch", supports=(),
                    settings=None, subnormals=None):
    """Serves a class with the methods of `Optimizer`.

    `rounding` is "fused", "separate", another of the page on traces, or "unknown"; `square_root` is
    "ieee" or "unknown"; both known are held to every bit, else to 1e-12. `settings` says how
    PyTorch is set up where the program computes the same, as in a trace: foreach, threads, machine.
    `reference` is a formula or a program of the catalogue; `subnormals` is "flushed" if such a
    program takes them for zero.
    `supports` lists what it can do; beside what `serve` knows: hyperparameter_schedule, tensors,
    initial_state, save_and_load, gradients_untouched.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        message = json.loads(line)
        if message["cmd"] == "start":
            answer = {"version": min(2, message["version"]), "scalars": list(scalars),
                      "rounding": rounding, "square_root": square_root, "reference": reference,
                      "supports": list(supports),
                      "implementation": {"name": name, "language": language,
                                         **({"version": version} if version else {})}}
            if settings:
                answer["settings"] = settings
            if subnormals:
                answer["subnormals"] = subnormals
        elif message["cmd"] == "run":
            try:
                answer = {"seq": message["seq"], **_run(make, message["case"])}
            except NotImplementedError as reason:
                answer = {"seq": message["seq"], "skipped": str(reason)}
            except Exception as problem:
                answer = {"seq": message["seq"], "error": f"{type(problem).__name__}: {problem}"}
        else:
            break
        print(json.dumps(answer, allow_nan=False), file=answers, flush=True)


def _run(make, case):
    # One parameter stands beside its steps, several stand in lists.
    tensors = case.get("tensors", [case])
    groups = [dict(case["hyperparameters"], **group) for group in case.get("groups", [{}])]
    optimizer = make([_read(one["params"]) for one in tensors], groups,
                     [one.get("group", 0) for one in tensors], case["scalar"])
    for i, one in enumerate(tensors):
        if "state" in one:
            optimizer.set_state(i, {key: _read(value) if isinstance(value, list) else value
                                    for key, value in one["state"].items()})
    if "load" in case:
        optimizer.load(_loaded(case["load"]))
    answer = {"steps": []}
    for t, inputs in enumerate(case["steps"]):
        changes = inputs.get("groups", [{}] * len(groups))
        for group, change in zip(groups, changes):
            group.update(inputs.get("hyperparameters", {}))
            group.update({"lr": inputs["lr"]} if "lr" in inputs else {}, **change)
        given = [one["grad"] if "grad" in one else one["grads"]
                 for one in inputs.get("tensors", [inputs])]
        optimizer.step([None if grad is None else _read(grad) for grad in given], groups)
        results = [_result(optimizer, i, case) for i in range(len(tensors))]
        answer["steps"].append({"tensors": results} if "tensors" in case else results[0])
        if case.get("save_at") == t:
            # As it is now: what is saved must not change with the steps that follow.
            answer["saved"] = _saved(json.loads(json.dumps(optimizer.save())))
    return answer


def _saved(value):
    # JSON has no NaN and no infinity.
    if isinstance(value, list):
        return [_saved(each) for each in value]
    if isinstance(value, dict):
        return {key: _saved(each) for key, each in value.items()}
    return _written([value])[0] if isinstance(value, float) else value


def _loaded(value):
    if isinstance(value, list):
        return [_loaded(each) for each in value]
    if isinstance(value, dict):
        return {key: _loaded(each) for key, each in value.items()}
    return NAMES.get(value, value) if isinstance(value, str) else value


def _result(optimizer, index, case):
    result = {"params": _written(optimizer.params(index))}
    state = optimizer.state(index)
    result.update((key, _written(state[key])) for key in STATE if key in state)
    if "gradients_untouched" in case:
        grads = optimizer.grads(index)
        result["grads"] = None if grads is None else _written(grads)
    return result


def _read(values):
    return [_read(x) if isinstance(x, list) else NAMES[x] if isinstance(x, str) else float(x)
            for x in values]


def _written(values):
    return [_name(float(x)) for x in values]


def _name(x):
    return x if x - x == 0 else "NaN" if x != x else "Infinity" if x > 0 else "-Infinity"


def named(text):
    """What `module:name` names; modules of the current folder are found, too."""
    module, _, name = text.partition(":")
    sys.path.insert(0, os.getcwd())
    found = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found


if __name__ == "__main__":
    if len(sys.argv) < 2 or ":" not in sys.argv[1]:
        sys.exit("expected module:function, then what it supports")
    serve(named(sys.argv[1]), name=sys.argv[1], supports=sys.argv[2:])
