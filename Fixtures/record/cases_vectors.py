"""Cases whose bits depend on the place of a coordinate: what is left of a vector is computed
otherwise.

All have 37 coordinates: 32 in full vectors of each type, and five that are left.
"""

from dataclasses import replace

from case import edge

EFFECT = (
    "The last coordinates of a tensor, or all of a small one, train with other bits than the rest."
)
SIZE = 37


def vectors(name, about, flags=("SHAPE_BATCH", "ROUNDING_ORDER"), **options):
    return edge(
        f"vectors-{name}",
        about,
        flags,
        "One rounding for all places, or a vector of another length.",
        EFFECT,
        size=SIZE,
        **{"steps": 6, "low": -5, "high": 3} | options,
    )


def constant(case):
    """The case with the first gradient in every step."""
    grads = [case.grads[0]] * len(case.grads)
    return replace(case, grads=grads)


def signed_zeros(case):
    """The case with gradients of minus zero in every other coordinate."""
    grads = [[-0.0 if i % 2 == 0 else g for i, g in enumerate(grad)] for grad in case.grads]
    return replace(case, grads=grads)


def cases():
    yield vectors("plain", "PyTorch's defaults.")
    yield vectors("momentum", "Momentum.", momentum=0.9, alpha=0.9)
    yield vectors("centered", "Centered, the mean near the old one.", centered=True, eps=1e-3)
    yield vectors(
        "centered-gradient",
        "Centered, the mean near the gradient.",
        centered=True,
        alpha=0.4,
        momentum=0.5,
        eps=1e-3,
    )
    yield vectors("weight-decay", "Weight decay.", weight_decay=0.3, eps=1e-3)
    yield vectors(
        "everything",
        "Centered, momentum, weight decay, maximize.",
        centered=True,
        momentum=0.9,
        weight_decay=0.01,
        maximize=True,
        alpha=0.9,
        eps=1e-3,
    )
    yield vectors(
        "schedule",
        "A rate that changes, with momentum.",
        momentum=0.7,
        eps=0.1,
        rates={0: 0.3, 2: 0.1, 4: 0.0},
    )
    yield vectors(
        "overflow",
        "A square that overflows, centered: v - m*m is infinite where it is fused, and NaN where "
        "the square rounds first.",
        flags=("SHAPE_BATCH", "NONFINITE"),
        centered=True,
        momentum=0.5,
        # One of them in each type.
        factors=(1.0, 2.0**9, 2.0**100, 2.0**900),
    )
    yield constant(
        vectors(
            "constant",
            "A constant gradient, centered: what is left of v is rounding.",
            flags=("SHAPE_BATCH", "CANCELLATION"),
            centered=True,
            alpha=0.9,
            steps=24,
        )
    )
    yield signed_zeros(
        vectors(
            "alpha-zero",
            "No memory, centered: the mean is the gradient, and a zero keeps its sign in vectors "
            "alone.",
            flags=("SHAPE_BATCH", "SIGN"),
            centered=True,
            alpha=0.0,
            eps=1e-3,
            steps=2,
        )
    )
