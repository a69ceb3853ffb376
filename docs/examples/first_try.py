import os
import sys
from math import sqrt

sys.path.append(os.path.join(os.path.dirname(__file__), "../candidates"))
from rmsprop_candidate import serve  # noqa: E402


def step(params, grad, state, *, lr, alpha, eps, **options):
    v = state.get("square_avg", [0.0] * len(params))
    v = [alpha * v_i + (1 - alpha) * g * g for v_i, g in zip(v, grad)]
    state["square_avg"] = v
    return [p - lr * g / sqrt(v_i + eps) for p, v_i, g in zip(params, v, grad)]


serve(step, name="first-try", supports=["lr_schedule", "state"])
