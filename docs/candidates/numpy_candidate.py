"""torch.optim.RMSprop's operations in NumPy, which has no fma: rounding "separate", to the bit."""

import numpy as np

from rmsprop_candidate import serve

np.seterr(all="ignore")


def step(params, grad, state, *, scalar, lr, alpha, eps, weight_decay, momentum, centered,
         maximize):
    if grad is None:
        return params
    number = np.dtype(scalar).type  # a hyperparameter is rounded once, where it meets the numbers
    p, g = np.array(params, scalar), np.array(grad, scalar)
    kept = lambda key: np.array(state.get(key, np.zeros_like(p)), scalar)  # noqa: E731
    if maximize:
        g = -g
    if weight_decay != 0:
        g = g + number(weight_decay) * p

    v = number(alpha) * kept("square_avg")
    state["square_avg"] = v = v + (number(1 - alpha) * g) * g
    if centered:
        m, weight = kept("grad_avg"), number(1 - alpha)
        # lerp, which starts from the nearer end.
        m = m + weight * (g - m) if abs(weight) < 0.5 else g - (g - m) * (number(1) - weight)
        state["grad_avg"] = m
        v = v - m * m
    root = np.sqrt(v) + number(eps)
    if momentum > 0:
        b = number(momentum) * kept("momentum_buffer")
        state["momentum_buffer"] = b = b + g / root
        return p - number(lr) * b
    return p + (number(-lr) * g) / root


if __name__ == "__main__":
    serve(step, name="numpy", version=np.__version__, scalars=["float64", "float32"],
          rounding="separate", square_root="ieee",
          supports=["momentum", "centered", "weight_decay", "maximize", "lr_schedule",
                    "missing_gradient", "state", "hyperparameter_schedule", "tensors",
                    "initial_state"])
