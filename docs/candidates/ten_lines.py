"""RMSprop in ten lines of Python, and what it takes to verify them."""

from math import sqrt

from rmsprop_candidate import serve


def step(params, grad, state, *, lr, alpha, eps, **options):
    v = state.get("square_avg", [0.0] * len(params))
    v = [alpha * v_i + (1 - alpha) * g * g for v_i, g in zip(v, grad)]
    state["square_avg"] = v
    return [p - lr * g / (sqrt(v_i) + eps) for p, v_i, g in zip(params, v, grad)]


serve(step, name="ten-lines", supports=["lr_schedule", "state"])
