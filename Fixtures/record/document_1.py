"""Document 1's program in exact arithmetic: a neuron with a weight and a bias, trained by epochs.

The document leaves out model, loss and data; the neuron and the two data points are those of the
lecture that it follows. In exact arithmetic the program comes very near to the minimiser, is
repelled (the averages have decayed, so the effective rate is enormous) and ends in a cycle of two
points. How near, and between which points, takes more digits than a trace has: it is computed here.
"""

import mpmath
from mpmath import mp, mpf

from cases_batch import DATA, DOCUMENT_1, START
from exact import Batch

LONG_RUN = 3000
# Every digit that is lost while the run is repelled must be there to lose.
LONG_DIGITS = 150
SETTLED = mpf(10) ** -40


class Neuron:
    """The neuron on its data: outputs, gradients per data point, loss, and the best it can do."""

    def __init__(self, kind):
        self.kind = kind
        self.points = [(mpf(x), mpf(y)) for x, y in zip(DATA["X"], DATA["Y"])]

    def output(self, weight, bias, x):
        total = weight * x + bias
        return total if self.kind == "linear" else 1 / (1 + mpmath.exp(-total))

    def gradients(self, weight, bias):
        """One row (by weight, by bias) for each data point."""
        rows = []
        for x, y in self.points:
            f = self.output(weight, bias, x)
            slope = 1 if self.kind == "linear" else f * (1 - f)
            rows.append([(f - y) * slope * x, (f - y) * slope])
        return rows

    def loss(self, weight, bias):
        errors = (self.output(weight, bias, x) - y for x, y in self.points)
        return sum(error**2 for error in errors) / 2

    def minimiser(self):
        """Two points and two parameters: the neuron can meet both exactly."""
        (x1, y1), (x2, y2) = self.points
        if self.kind == "sigmoid":
            y1, y2 = (mpmath.log(y / (1 - y)) for y in (y1, y2))
        weight = (y2 - y1) / (x2 - x1)
        return [weight, y1 - weight * x1]


def train(neuron, epochs):
    """Yields, after each epoch, its rows of gradients and the two coordinates."""
    coordinates = [Batch(DOCUMENT_1, value) for value in START]
    rate = mpf(DOCUMENT_1["lr"])
    for _ in range(epochs):
        rows = neuron.gradients(*(each.parameter for each in coordinates))
        for index, each in enumerate(coordinates):
            each.step(rate, sum(row[index] for row in rows))
        yield rows, coordinates


def floats(values):
    return [float(value) for value in values]


def limit(kind):
    """Where the program goes: the nearest epoch to the minimiser, and the cycle it ends in."""
    with mp.workdps(LONG_DIGITS):
        neuron = Neuron(kind)
        best = neuron.minimiser()
        run = [
            [each.parameter for each in coordinates]
            for _, coordinates in train(neuron, LONG_RUN)
        ]
        gaps = [
            [abs(a - b) for a, b in zip(params, best, strict=True)] for params in run
        ]
        nearest = min(range(LONG_RUN), key=lambda epoch: max(gaps[epoch]))
        drift = [abs(a - b) for a, b in zip(run[-1], run[-3], strict=True)]
        assert max(drift) < SETTLED, "the run has not settled into its cycle"
        return {
            "minimiser": floats(best),
            "closest": {
                "epoch": nearest + 1,
                "params": floats(run[nearest]),
                "distance": [float(mpmath.nstr(gap, 6)) for gap in gaps[nearest]],
            },
            "cycle": [floats(point) for point in sorted(run[-2:])],
        }
