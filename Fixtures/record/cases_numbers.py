"""Cases named after the mistake they catch: what floating point does at its ends, and cancellation.

Where float64 and float32 end at different places, a case puts in other numbers for each.
"""

import math

from case import Case

NAN, INF = math.nan, math.inf


def cases(scalar):
    wide = scalar == "float64"
    return [
        *overflows(wide),
        *underflows(wide),
        *extreme_rates(wide),
        *non_finite(),
        *zeros(),
        *constants(),
    ]


def overflows(wide):
    big = [1e200, 5e154, -1.2e154, 0.7] if wide else [2.0**70, 2.0**66, -(2.0**63), 0.7]
    small = [[0.5, -0.25, 1.5, -0.6], [-1.0, 0.75, 2.0, 0.4], [0.25, 1.25, -0.5, 0.9]]
    text = dict(
        flags=("NONFINITE", "ROUNDING_ORDER"),
        catches=(
            "A square that is taken before it is weighed and so overflows early, or a clamp that "
            "hides it."
        ),
        effect="One huge gradient freezes a coordinate for ever that PyTorch would still train.",
        params=[1.0, -2.0, 0.5, 3.0],
    )
    yield Case(
        name="overflow",
        about=(
            "Gradients around the root of the largest number, then ordinary ones: v stays "
            "infinite where (1 - alpha) g^2 overflows."
        ),
        grads=[big, *small],
        **text,
    )
    yield Case(
        name="overflow-centered-momentum",
        about="The same, centered and with momentum.",
        grads=[big, *small],
        hyperparameters={"centered": True, "momentum": 0.9},
        **text,
    )


def underflows(wide):
    tiny = [1e-160, -3e-158, 2e-156, 3e-161] if wide else [1e-21, -3e-20, 2e-19, 3e-22]
    again = [[factor * value for value in tiny] for factor in (1.0, -0.5, 3.0, 2.0)]
    yield Case(
        "subnormal-square",
        "Squares below the least normal number, without eps: roots of a few bits.",
        ("SUBNORMAL", "ROUNDING_ORDER"),
        "Subnormal numbers flushed to zero, or another order of the products in the square.",
        "Steps are wrong by any factor, or infinite.",
        [0.0, 1.0, -1.0, 0.5],
        again,
        hyperparameters={"eps": 0.0},
    )
    least = 1e-170 if wide else 1e-27
    yield Case(
        "underflow-square",
        "Gradients whose squares are zero: the step is lr g/eps exactly.",
        ("SUBNORMAL", "EPS_PLACEMENT"),
        "A root that is computed from a scaled gradient, or eps inside the root.",
        "Vanishing gradients are amplified or lost.",
        [0.0, 0.0, 0.0],
        [[least, -2 * least, 5 * least], [3 * least, least, -least]],
        hyperparameters={"eps": 1e-8},
    )
    unit, eps = (2.0**-1074, 1e-308) if wide else (2.0**-149, 1e-38)
    yield Case(
        "subnormal-gradient",
        "Gradients of a few units in the last place of zero, with an eps as small.",
        ("SUBNORMAL",),
        "Subnormal gradients flushed to zero.",
        "Vanishing gradients vanish too early.",
        [0.0, 0.0, 0.0],
        [[unit, -3 * unit, 1000 * unit], [2 * unit, 5 * unit, -700 * unit]],
        hyperparameters={"lr": 1.0, "eps": eps, "alpha": 0.9},
    )


def extreme_rates(wide):
    grads = [[48.0, -0.5, 0.7], [-16.0, 0.25, 0.9], [3.0, -4.0, 0.1]]
    yield Case(
        "rate-tiny",
        "A subnormal rate, parameters at zero: rate times gradient is rounded before it is "
        "divided.",
        ("SUBNORMAL", "ROUNDING_ORDER"),
        "The quotient taken first and then multiplied by the rate.",
        "Last bits differ, here all of them.",
        [0.0, 0.0, 0.0],
        grads,
        hyperparameters={"lr": 1e-310 if wide else 1e-41},
    )
    yield Case(
        "rate-huge",
        "A rate near the largest number: rate times gradient overflows where the step itself "
        "would not.",
        ("NONFINITE", "ROUNDING_ORDER"),
        "The quotient taken first and then multiplied by the rate.",
        "A run that PyTorch breaks off goes on.",
        [0.0, 0.0, 0.0],
        grads,
        hyperparameters={"lr": 1e307 if wide else 1e37},
    )


def non_finite():
    ordinary = [[0.5, -1.0, 2.0, 0.25], [-0.25, 0.5, 1.0, -2.0], [1.0, 2.0, -0.5, 0.75]]
    infinite = [ordinary[0], [0.5, INF, -1.0, -INF], *ordinary]
    broken = [ordinary[0], [0.5, NAN, -1.0, 0.5], *ordinary[1:], [1.0, 1.0, NAN, 1.0]]
    both = {"centered": True, "momentum": 0.9}
    text = dict(
        flags=("NONFINITE", "SHAPE_BATCH"),
        catches="A sum over coordinates in the step, or a guard that replaces what is not finite.",
        effect="One bad gradient ruins every weight, or goes unnoticed.",
        params=[1.0, -2.0, 0.5, 3.0],
    )
    yield Case(
        name="infinite-gradient",
        about=(
            "Infinite gradients in two of four coordinates: v is infinite, the parameter NaN, "
            "the neighbours go on."
        ),
        grads=infinite,
        **text,
    )
    yield Case(
        name="infinite-gradient-centered-momentum",
        about="The same, centered and with momentum.",
        grads=infinite,
        hyperparameters=both,
        **text,
    )
    yield Case(
        name="nan-gradient",
        about="NaN in one coordinate, and later in another: each stays NaN, alone.",
        grads=broken,
        **text,
    )
    yield Case(
        name="nan-gradient-centered-momentum",
        about="The same, centered and with momentum.",
        grads=broken,
        hyperparameters=both,
        **text,
    )


def zeros():
    text = dict(
        flags=("SIGN",),
        catches="A sign of zero that is lost, or made up.",
        effect="Harmless to training; it shows that an operation is not the one that PyTorch does.",
        params=[-0.0, 0.0, -0.0, 0.0, 1.0, -1.0],
        grads=[
            [0.0, -0.0, -0.0, 0.0, -0.0, 0.0],
            [0.0, 0.0, -0.0, -0.0, 0.0, -0.0],
            [0.5, -0.0, 0.0, -0.5, 0.0, 0.0],
            [-0.0, 0.0, -0.0, -0.0, -0.0, 0.0],
        ],
    )
    yield Case(name="negative-zeros", about="Zeros of both signs, plain.", **text)
    yield Case(
        name="negative-zeros-centered-momentum",
        about="Zeros of both signs, centered and with momentum.",
        hyperparameters={"centered": True, "momentum": 0.9},
        **text,
    )
    yield Case(
        name="negative-zeros-maximize",
        about="Zeros of both signs, uphill and with weight decay.",
        hyperparameters={"maximize": True, "weight_decay": 0.5},
        **text,
    )


def constants():
    yield constant("constant-gradient-alpha-0", [0.7, 0.3, 1.5, 0.1], 4, alpha=0.0)
    yield constant("constant-gradient-alpha-0.5", [0.7, 0.3, 0.1], 60, alpha=0.5)
    yield constant("constant-gradient-alpha-0.9", [0.1, 0.7], 335, alpha=0.9)
    yield constant("constant-1e-3-centered", [1e-3, 0.1], 3230, alpha=0.99)


def constant(name, gradient, steps, alpha):
    return Case(
        name=name,
        about=(
            f"The same gradient {steps} times, centered, alpha {alpha:g}: v - m^2 cancels, and "
            "where it rounds below zero NaN is born."
        ),
        flags=("CANCELLATION", "CENTERED", "ROUNDING_ORDER", "NONFINITE"),
        catches="A variance that is clamped, guarded, or rounded in another order.",
        effect=(
            "On a flat slope steps grow up to lr g/eps; a run dies of NaN here and walks on "
            "there."
        ),
        params=[0.0 for _ in gradient],
        grads=[list(gradient) for _ in range(steps)],
        hyperparameters={"lr": 0.001, "alpha": alpha, "centered": True},
    )
