"""PyTorch's RMSprop with one mistake; the first argument says which."""

import os
import sys
from math import sqrt

sys.path.append(os.path.join(os.path.dirname(__file__), "../../docs/candidates"))
from rmsprop_candidate import serve  # noqa: E402

KIND = sys.argv[1]


def step(params, grad, state, *, lr, alpha, eps, weight_decay, momentum, centered, maximize):
    if grad is None:
        return params
    zeros = [0.0] * len(params)
    v, m, b = (list(state.get(key, zeros)) for key in ("square_avg", "grad_avg", "momentum_buffer"))
    if KIND == "forgets-state":
        v = list(zeros)
    result = []
    for i, (p, g) in enumerate(zip(params, grad)):
        if maximize:
            g = -g
        if weight_decay != 0 and KIND != "decay-late":
            g = g + weight_decay * p
        v[i] = alpha * v[i] + ((1 - alpha) * g) * g
        if weight_decay != 0 and KIND == "decay-late":
            g = g + weight_decay * p
        s = v[i]
        if centered:
            w = 1 - alpha
            m[i] = m[i] + w * (g - m[i]) if abs(w) < 0.5 else g + (w - 1) * (g - m[i])
            s = s - m[i] * m[i]
        root = lambda x: sqrt(x) if x >= 0 else float("nan")  # noqa: E731
        r = root(s + eps) if KIND == "epsilon-inside" else root(s) + eps
        quotient = g / r if r else g * float("inf") if g else float("nan")
        if momentum > 0 and KIND == "rate-in-buffer":
            b[i] = momentum * b[i] + lr * quotient
            p = p - b[i]
        elif momentum > 0:
            b[i] = momentum * b[i] + quotient
            p = p + -lr * b[i]
        else:
            p = p + ((-lr * g) / r if r else -lr * quotient)
        result.append(p)
    state["square_avg"] = v
    if centered:
        state["grad_avg"] = m
    if momentum > 0:
        state["momentum_buffer"] = b
    return result


ROUNDING = {"rounding": "separate", "square_root": "ieee"}
SUPPORTS = ["momentum", "centered", "weight_decay", "maximize", "lr_schedule", "missing_gradient",
            "state"]

if __name__ == "__main__":
    serve(step, name=KIND, supports=SUPPORTS, **ROUNDING)
