"""The runs that every framework is asked for, and where their numbers come from.

The inputs come from one integer generator (MINSTD), started with the checksum of the case's name,
so that anybody can have them again in any language: decimal numbers of three digits, whose
magnitude goes by coordinate. The frameworks get the same numbers, rounded once to the scalar type.
"""

import zlib
from dataclasses import dataclass, field

SIZE = 8
STEPS = 10
# The decade of each coordinate's gradients: all together they span 0.0001 to 100.
DECADES = (-4, -3, -2, -1, -1, 0, 0, 1)
BASIC = {"lr": 0.01, "alpha": 0.9, "eps": 1e-3}


@dataclass(frozen=True)
class Case:
    """One run. The rate changes at the steps of `rates`, and lacks a gradient at `missing`.

    `needs` names the hyperparameters that a framework must let its caller choose, and the
    abilities "schedule" and "missing".
    """

    name: str
    about: str
    hyperparameters: dict = field(default_factory=dict)
    decades: tuple = DECADES
    first: int = 80
    last: int = 140
    negative: bool = True
    rates: dict = field(default_factory=dict)
    missing: tuple = ()
    needs: frozenset = frozenset()
    # Whether only those configurations have the case that name it.
    is_for_few: bool = False

    def inputs(self):
        """Starting values, and a gradient (None: missing) for each step."""
        draw = Draw(self.name)
        params = [self.parameter(draw) for _ in range(SIZE)]
        grads = [[gradient(draw, decade) for decade in self.decades] for _ in range(STEPS)]
        return params, [
            None if index in self.missing else grad for index, grad in enumerate(grads)
        ]

    def parameter(self, draw):
        sign = draw.sign() if self.negative else 1
        return sign * (self.first + draw.below(self.last - self.first + 1)) / 100


class Draw:
    """Integers that any language gives again."""

    def __init__(self, name):
        self.state = zlib.crc32(name.encode()) % 2147483646 + 1

    def below(self, count):
        self.state = self.state * 48271 % 2147483647
        return self.state % count

    def sign(self):
        return -1 if self.below(2) else 1


def gradient(draw, decade):
    """Three digits of either sign; one in sixteen is zero."""
    if draw.below(16) == 0:
        return 0.0
    return draw.sign() * float(f"{100 + draw.below(900)}e{decade - 2}")


def needing(*names):
    return frozenset(names)


def cases():
    momentum = BASIC | {"momentum": 0.9}
    halved = {3: 0.005, 6: 0.01, 8: 0.0}
    return [
        Case("plain", "Gradients over six decades.", BASIC),
        Case(
            "defaults",
            "The framework's own defaults, gradients around 1.",
            decades=(0, -1) * 4,
        ),
        Case(
            "small-gradients",
            "Gradients from 1e-6 to 1e-3 with eps 1e-4, which dominates.",
            {"lr": 0.01, "alpha": 0.9, "eps": 1e-4},
            decades=(-6, -6, -5, -5, -5, -4, -4, -4),
            needs=needing("eps"),
        ),
        Case(
            "eps-large",
            "An eps of 0.5.",
            {"lr": 0.01, "alpha": 0.95, "eps": 0.5},
            needs=needing("eps"),
        ),
        Case("momentum", "Momentum at a constant rate.", momentum, needs=needing("momentum")),
        Case(
            "schedule",
            "The rate is halved at step 3, doubled at step 6 and 0 from step 8 on.",
            BASIC,
            rates=halved,
            needs=needing("schedule"),
        ),
        Case(
            "momentum-schedule",
            "Momentum; the rate is halved at step 3, doubled at step 6 and 0 from step 8 on.",
            momentum,
            rates=halved,
            needs=needing("momentum", "schedule"),
        ),
        Case(
            "centered",
            "The centered form.",
            BASIC | {"centered": True},
            needs=needing("centered"),
        ),
        Case(
            "centered-momentum",
            "The centered form with momentum.",
            momentum | {"centered": True},
            needs=needing("centered", "momentum"),
        ),
        Case(
            "weight-decay",
            "Weight decay 0.1 on parameters from 1 to 3.",
            BASIC | {"weight_decay": 0.1},
            first=100,
            last=300,
            negative=False,
            needs=needing("weight_decay"),
        ),
        Case(
            "weight-decay-momentum",
            "Weight decay 0.1 on parameters from 1 to 3, with momentum.",
            momentum | {"weight_decay": 0.1},
            first=100,
            last=300,
            negative=False,
            needs=needing("weight_decay", "momentum"),
        ),
        Case(
            "missing-gradient",
            "Steps 2, 3 and 7 have no gradient.",
            BASIC,
            missing=(2, 3, 7),
            needs=needing("missing"),
        ),
        Case(
            "missing-gradient-momentum",
            "Momentum; steps 2, 3 and 7 have no gradient.",
            momentum,
            missing=(2, 3, 7),
            needs=needing("missing", "momentum"),
        ),
        Case(
            "maximize",
            "Maximization.",
            BASIC | {"maximize": True},
            needs=needing("maximize"),
        ),
        Case(
            "maximize-weight-decay",
            "Maximization with weight decay 0.1.",
            BASIC | {"maximize": True, "weight_decay": 0.1},
            first=100,
            last=300,
            negative=False,
            needs=needing("maximize", "weight_decay"),
        ),
        Case(
            "subnormal-squares",
            "Gradients whose squares are subnormal in float32, and others.",
            BASIC,
            decades=(-20, -20, -19, -19, -2, -1, 0, 1),
            is_for_few=True,
        ),
    ]
