"""Cases for float16 and bfloat16: PyTorch computes in float32 and stores after each operation.

All have 32 coordinates: beyond a multiple of 32, PyTorch rounds add(alpha) otherwise (on a CPU with
fma), which would make a trace of the vector length and not of RMSprop.
"""

from case import edge

EFFECT = "mixed-precision training then drifts, or stops where an update rounds to nothing."


def half(name, about, catches, flags=("DTYPE",), **options):
    yield edge(
        f"half-{name}",
        about,
        flags,
        catches,
        EFFECT.capitalize(),
        size=32,
        **{"steps": 5, "low": -5, "high": 3} | options,
    )


def cases():
    stores = "State or parameters that are kept in float32 between operations."
    once = "Rounding after the whole step, not after each operation."
    yield from half("plain", "PyTorch's defaults.", stores, steps=8)
    yield from half("long", "Forty steps.", stores, steps=40, alpha=0.9)
    yield from half("momentum", "Momentum.", once, momentum=0.9, alpha=0.9)
    yield from half(
        "centered", "Centered, the mean near the old one.", once, centered=True, eps=1e-3
    )
    yield from half(
        "centered-gradient",
        "Centered, the mean near the gradient.",
        once,
        centered=True,
        alpha=0.3,
        eps=1e-3,
    )
    yield from half(
        "weight-decay", "Weight decay.", "A decay that is not stored first.", weight_decay=0.3
    )
    yield from half(
        "maximize", "Maximize with weight decay.", once, weight_decay=0.1, maximize=True
    )
    yield from half(
        "everything",
        "Centered, momentum, weight decay, maximize.",
        once,
        centered=True,
        momentum=0.9,
        weight_decay=0.01,
        maximize=True,
        alpha=0.9,
        eps=1e-3,
    )
    yield from half(
        "eps-lost",
        "The default eps is 0 in float16: a zero gradient is 0/0 there, not in bfloat16.",
        "An eps that is added in float32.",
        ("DTYPE", "EPS_MISSING"),
        leading_zeros=1,
    )
    yield from half("eps-large", "An eps that every digit shows.", "Eps after storing.", eps=0.7)
    yield from half(
        "alpha-half", "The weight of the mean is a half.", once, alpha=0.5, centered=True, eps=0.1
    )
    yield from half("alpha-zero", "No memory.", once, alpha=0.0)
    yield from half("alpha-one", "No average: v stays 0.", once, alpha=1.0, eps=1e-2, lr=1e-4)
    yield from half(
        "overflow",
        "Squares beyond float16, not beyond bfloat16.",
        "Averages that are kept in float32.",
        ("DTYPE", "NONFINITE"),
        low=5,
        high=14,
        momentum=0.5,
        alpha=0.5,
    )
    yield from half(
        "underflow",
        "Squares below float16's least number, not below bfloat16's.",
        "Averages that are kept in float32.",
        ("DTYPE", "SUBNORMAL"),
        low=-16,
        high=-8,
        eps=1e-4,
    )
    yield from half(
        "schedule",
        "A rate that changes.",
        "A rate that is rounded where PyTorch does not.",
        ("DTYPE", "SCHEDULE"),
        rates={0: 0.3, 2: 0.1, 4: 0.0},
    )
    yield from half(
        "schedule-momentum",
        "A rate that changes, with momentum.",
        "A rate that is not rounded where PyTorch does.",
        ("DTYPE", "SCHEDULE"),
        rates={0: 0.3, 2: 0.1, 4: 0.0},
        momentum=0.7,
    )
    yield from half(
        "missing", "Missing gradients.", stores, ("DTYPE", "STATE_ORDER"), missing=(0, 3)
    )
