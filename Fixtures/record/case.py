"""What a case is, and where its numbers come from.

The inputs come from Python's own generator, seeded with the case's name, so anybody can have them
again: only random() and exact scaling are used.
"""

import math
import random
from dataclasses import dataclass, field

BELOW_ONE = 1 - 2.0**-53


@dataclass(frozen=True)
class Case:
    """One run: starting values, one gradient (None: missing) a step, and rates by step."""

    name: str
    about: str
    flags: tuple
    catches: str
    effect: str
    params: list
    grads: list
    rates: dict = field(default_factory=dict)
    hyperparameters: dict = field(default_factory=dict)
    zero_dimensional: bool = False


@dataclass(frozen=True)
class Program:
    """A torch program of the documents: a linear layer, whose training makes the gradients."""

    name: str
    about: str
    flags: tuple
    catches: str
    effect: str
    inputs: int
    outputs: int
    rows: int
    epochs: int
    hyperparameters: dict


class Draw:
    """Numbers that any Python gives again."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def uniform(self):
        """A number from -1 up to 1."""
        return 2.0 * self.random.random() - 1.0

    def vector(self, size, low=-8, high=4):
        """`size` numbers of either sign; neighbours differ in magnitude, 2^low to 2^high."""
        span = high - low
        exponents = [low + 1 + (5 * index) % span for index in range(size)]
        return [self.signed(exponent) for exponent in exponents]

    def signed(self, exponent):
        """A number of either sign, at most 2^exponent and at most sixteen times less."""
        sign = -1.0 if self.random.random() < 0.5 else 1.0
        exponent -= int(4.0 * self.random.random())
        return sign * math.ldexp(0.5 + 0.5 * self.random.random(), exponent)

    def matrix(self, rows, columns):
        return [[self.uniform() for _ in range(columns)] for _ in range(rows)]


def drawn(name, size, steps, low=-8, high=4):
    """Starting values and gradients for a case of this name."""
    params = Draw(f"{name}/params").vector(size, -2, 2)
    source = Draw(f"{name}/grad")
    return params, [source.vector(size, low, high) for _ in range(steps)]


def without(grads, *missing):
    """`grads`, of which those at the indices `missing` are not there."""
    count = len(grads)
    gone = {index % count for index in missing}
    return [None if index in gone else grad for index, grad in enumerate(grads)]


def scaled(grads, factors):
    """`grads`, each times its factor; those beyond the factors are left as they are."""
    rest = [1.0] * (len(grads) - len(factors))
    pairs = zip(grads, [*factors, *rest], strict=True)
    return [[factor * value for value in grad] for grad, factor in pairs]


def edge(
    name,
    about,
    flags,
    catches,
    effect,
    size=3,
    steps=8,
    low=-8,
    high=4,
    missing=(),
    rates=None,
    leading_zeros=0,
    factors=(),
    zero_dimensional=False,
    **options,
):
    """A case whose numbers are drawn; `options` are hyperparameters."""
    params, grads = drawn(name, size, steps, low, high)
    zeros = [[0.0] * size for _ in range(leading_zeros)]
    return Case(
        name=name,
        about=about,
        flags=flags,
        catches=catches,
        effect=effect,
        params=params,
        grads=zeros + without(scaled(grads, factors), *missing),
        rates=rates or {},
        hyperparameters={"lr": 0.01} | options,
        zero_dimensional=zero_dimensional,
    )
