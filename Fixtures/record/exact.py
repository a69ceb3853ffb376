"""RMSprop in real numbers: every formula once more, in arithmetic with as many digits as it takes.

Nothing here is shared with the programs that are judged, not even the way a variance is computed:
v - m^2 would cancel in any number of digits, so it is carried by a recurrence of its own,

    s <- alpha s + alpha (1 - alpha) (g - m)^2        from s = v - m^2, with the old m.

Hyperparameters, parameters and gradients are the exact values of the doubles given, and 1 - alpha
is exact. Where a formula has no value (a division by zero, the root of a negative number, an input
that is not finite) the value is NaN, and stays so.
"""

import math

import mpmath
from mpmath import mp, mpf

DIGITS = 60
mp.dps = DIGITS
UNDEFINED = mpf("nan")


def exact(value):
    """The real number that a double is; what is not finite has no exact value."""
    return mpf(value) if math.isfinite(value) else UNDEFINED


def root(value):
    return UNDEFINED if value < 0 else mpmath.sqrt(value)


def quotient(numerator, denominator):
    return UNDEFINED if denominator == 0 else numerator / denominator


def to_scalar(value, scalar):
    """`value` rounded to nearest once, to a double or to the double that equals a float32."""
    with mpmath.workprec(53 if scalar == "float64" else 24):
        return float(+value)


class PyTorch:
    """One coordinate of what torch.optim.RMSprop means to compute."""

    def __init__(self, settings, start):
        self.settings = settings
        names = ("alpha", "eps", "weight_decay", "momentum")
        self.alpha, self.eps, self.decay, self.momentum = (
            exact(settings[name]) for name in names
        )
        self.parameter = exact(start)
        self.square = self.mean = self.variance = self.buffer = mpf(0)

    def step(self, rate, gradient):
        grad = -gradient if self.settings["maximize"] else gradient
        if self.settings["weight_decay"] != 0:
            grad = grad + self.decay * self.parameter
        complement = 1 - self.alpha
        self.square = self.alpha * self.square + complement * grad**2
        spread = grad - self.mean
        self.variance = (
            self.alpha * self.variance + self.alpha * complement * spread**2
        )
        self.mean = self.alpha * self.mean + complement * grad
        under = self.variance if self.settings["centered"] else self.square
        ratio = quotient(grad, root(under) + self.eps)
        self.buffer = self.momentum * self.buffer + ratio
        self.parameter -= rate * (self.buffer if self.momentum > 0 else ratio)

    def values(self):
        return {
            "params": self.parameter,
            "square_avg": self.square,
            "grad_avg": self.mean,
            "momentum_buffer": self.buffer,
        }


class Textbook:
    """One coordinate of the formula of the documents, by the place of eps."""

    def __init__(self, reference, settings, start):
        self.reference = reference
        self.alpha, self.eps = exact(settings["alpha"]), exact(settings["eps"])
        self.parameter = exact(start)
        self.square = mpf(0)

    def step(self, rate, gradient):
        self.square = self.alpha * self.square + (1 - self.alpha) * gradient**2
        self.parameter -= rate * quotient(gradient, self.denominator())

    def denominator(self):
        if self.reference == "textbook-none":
            return root(self.square)
        if self.reference == "textbook-outside":
            return root(self.square) + self.eps
        return root(self.square + self.eps)

    def values(self):
        return {"params": self.parameter, "square_avg": self.square}


class Batch:
    """One coordinate of the program of document 1; its gradient is the sum over the data points."""

    def __init__(self, settings, start):
        self.beta, self.eps = exact(settings["alpha"]), exact(settings["eps"])
        self.parameter = exact(start)
        self.square = mpf(0)

    def step(self, rate, gradient):
        self.square = self.beta * self.square + (1 - self.beta) * gradient**2
        self.parameter -= quotient(rate, root(self.square + self.eps)) * gradient

    def values(self):
        return {"params": self.parameter, "square_avg": self.square}
