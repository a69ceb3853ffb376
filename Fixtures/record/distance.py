"""How far a recorded PyTorch run is from the real-number formula on the same inputs.

Errors are measured as the level 1e-12 measures them: a parameter's over max(|exact|, 1), state over
the largest exact magnitude of that quantity at that coordinate so far. From the first value at a
coordinate that is not finite, whether recorded or exact, that coordinate is no longer counted.
"""

import math

import mpmath
from mpmath import mpf

from exact import DIGITS, PyTorch, exact
from trace_file import STATE, number

QUANTITIES = ("params", *STATE)
# State comes before the parameters that are made of it, so that a first value names a cause.
CAUSES = (*STATE, "params")


def distance(trace):
    """The value of a trace's key `exact`."""
    worst, births = {}, []
    for coordinate in range(len(trace["params"])):
        birth = follow(trace, coordinate, worst)
        if birth:
            births.append(birth)
    ordered = [quantity for quantity in QUANTITIES if quantity in worst]
    return {
        "digits": DIGITS,
        "max_error": {
            quantity: float(mpmath.nstr(worst[quantity][0], 3)) for quantity in ordered
        },
        "at": {quantity: worst[quantity][1] for quantity in ordered},
        "non_finite": min(
            births, key=lambda birth: (birth["step"], birth["coordinate"]), default=None
        ),
    }


def follow(trace, coordinate, worst):
    """Runs one coordinate, raises `worst` where it errs, returns its first non-finite value."""
    settings = trace["hyperparameters"]
    rate = settings["lr"]
    run = PyTorch(settings, number(trace["params"][coordinate]))
    largest = dict.fromkeys(QUANTITIES, mpf(0))
    for index, step in enumerate(trace["steps"]):
        rate = step.get("lr", rate)
        if step["grad"] is not None:
            run.step(exact(rate), exact(number(step["grad"][coordinate])))
        place = {"step": index, "coordinate": coordinate}
        values = run.values()
        for quantity in (name for name in CAUSES if name in step):
            recorded, true = number(step[quantity][coordinate]), values[quantity]
            if not (math.isfinite(recorded) and mpmath.isfinite(true)):
                kind = "finite" if mpmath.isfinite(true) else "undefined"
                return place | {"quantity": quantity, "exact": kind}
            largest[quantity] = max(largest[quantity], abs(true))
            unit = max(abs(true), 1) if quantity == "params" else largest[quantity]
            error = relative(abs(mpf(recorded) - true), unit)
            if quantity not in worst or error > worst[quantity][0]:
                worst[quantity] = (error, place)
    return None


def relative(error, unit):
    """An error over a unit; where the unit is zero, any error is infinite."""
    if error == 0:
        return mpf(0)
    return error / unit if unit else mpf("inf")
