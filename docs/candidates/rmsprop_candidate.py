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
Standard library only; Python 3.9 or newer.
"""

import inspect
import json
import os
import sys

NAMES = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
STATE = ("square_avg", "grad_avg", "momentum_buffer")


def serve(step, *, name, version="", language="python", scalars=("float64",), rounding="unknown",
          square_root="unknown", reference="pytorch", supports=(), settings=None, subnormals=None):
    """Answers on stdin and stdout until it is told to stop. What the program prints meanwhile goes
    to stderr: stdout belongs to the protocol.

    `rounding` is "fused", "separate", another of the page on traces, or "unknown"; `square_root` is
    "ieee" or "unknown"; both known are held to every bit, else to 1e-12. `settings` says how
    PyTorch is set up where the program computes the same, as in a trace: foreach, threads, machine.
    `reference` is a formula or a program of the catalogue; `subnormals` is "flushed" if such a
    program takes them for zero.
    `supports` lists what `step` can do: momentum, centered, weight_decay, maximize, lr_schedule,
    missing_gradient (grad is None then), state.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    takes_scalar = "scalar" in inspect.signature(step).parameters
    for line in sys.stdin:
        message = json.loads(line)
        if message["cmd"] == "start":
            answer = {"version": 1, "scalars": list(scalars), "rounding": rounding,
                      "square_root": square_root, "reference": reference,
                      "supports": list(supports),
                      "implementation": {"name": name, "language": language,
                                         **({"version": version} if version else {})}}
            if settings:
                answer["settings"] = settings
            if subnormals:
                answer["subnormals"] = subnormals
        elif message["cmd"] == "run":
            try:
                answer = {"seq": message["seq"],
                          "steps": _run(step, message["case"], takes_scalar, "state" in supports)}
            except NotImplementedError as reason:
                answer = {"seq": message["seq"], "skipped": str(reason)}
            except Exception as problem:
                answer = {"seq": message["seq"], "error": f"{type(problem).__name__}: {problem}"}
        else:
            break
        print(json.dumps(answer, allow_nan=False), file=answers, flush=True)


def _run(step, case, takes_scalar, shows_state):
    options = dict(case["hyperparameters"], **({"scalar": case["scalar"]} if takes_scalar else {}))
    params, state, steps = _read(case["params"]), {}, []
    for inputs in case["steps"]:
        options["lr"] = inputs.get("lr", options["lr"])
        grad = inputs["grad"] if "grad" in inputs else inputs["grads"]
        params = step(params, None if grad is None else _read(grad), state, **options)
        result = {"params": _written(params)}
        if shows_state:
            result.update((key, _written(state[key])) for key in STATE if key in state)
        steps.append(result)
    return steps


def _read(values):
    return [_read(x) if isinstance(x, list) else NAMES[x] if isinstance(x, str) else float(x)
            for x in values]


def _written(values):
    return [_name(float(x)) for x in values]


def _name(x):
    return x if x - x == 0 else "NaN" if x != x else "Infinity" if x > 0 else "-Infinity"
