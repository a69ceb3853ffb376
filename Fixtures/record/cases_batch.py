"""Cases of the set batch/: gradients summed over the data points of an epoch, as in document 1."""

from case import Case, Draw

DOCUMENT_1 = {"lr": 0.1, "alpha": 0.9, "eps": 1e-9}
# The cases recorded in float32 as well.
IN_FLOAT32 = ("two-points", "sum-not-mean", "size-17")
DATA = {"X": [0.5, 2.5], "Y": [0.2, 0.9]}
START = [-2.0, -2.0]
# How many epochs a program in double arithmetic follows the exact one with room to spare.
EPOCHS = {"sigmoid": 70, "linear": 80}


def batch(
    name,
    about,
    flags,
    catches,
    effect,
    epochs,
    params=(1.0, -2.0),
    rates=None,
    **settings,
):
    """A case whose `epochs` hold one list of rows each, a row being a data point's gradient."""
    return Case(
        name=name,
        about=about,
        flags=flags,
        catches=catches,
        effect=effect,
        params=list(params),
        grads=epochs,
        rates=rates or {},
        hyperparameters=DOCUMENT_1 | settings,
    )


def sampled(name, size, rows, epochs=8, low=-6, high=3):
    """Gradients of `rows` data points in each epoch."""
    source = Draw(f"batch/{name}")
    return [
        [source.vector(size, low, high) for _ in range(rows)] for _ in range(epochs)
    ]


def halved(epochs):
    """Every data point as two, each with half of its gradient."""
    return [
        [[value / 2 for value in row] for row in rows for _ in range(2)]
        for rows in epochs
    ]


def with_zero_points(epochs):
    return [[rows[0], [0.0] * len(rows[0]), *rows[1:]] for rows in epochs]


def cases():
    points = sampled("points", 2, 3)
    same = (
        "A division by the number of data points.",
        "The gradient shrinks with the size of the data, and eps weighs more.",
    )
    yield batch(
        "by-hand",
        "One data point, beta 3/4, no eps: the first step is exactly 2 eta = 1/4.",
        ("BASIC", "STATE_INIT"),
        "An average that does not start at zero, or bias correction.",
        "The first epochs take steps of another length.",
        [[[1.0, -2.0]], [[1.0, -2.0]], [[2.0, 0.5]]],
        lr=0.125,
        alpha=0.75,
        eps=0.0,
    )
    yield batch(
        "two-points",
        "Two data points an epoch, settings of document 1.",
        ("BASIC", "SHAPE_BATCH", "DEFAULTS"),
        "An update after every data point.",
        "The average sees single points, and an epoch takes as many steps as there are points.",
        sampled("two-points", 2, 2),
    )
    yield batch(
        "points", "Three data points an epoch.", ("SHAPE_BATCH",), *same, points
    )
    yield batch(
        "points-with-zeros",
        "The data points of `points` and one whose gradient is zero: nothing changes.",
        ("SHAPE_BATCH",),
        *same,
        with_zero_points(points),
    )
    yield batch(
        "points-in-halves",
        "The data points of `points`, each split into two halves: nothing changes.",
        ("SHAPE_BATCH",),
        *same,
        halved(points),
    )
    yield batch(
        "sum-not-mean",
        "Four data points, and eps of the size of the squares: sum and mean give other steps.",
        ("SHAPE_BATCH", "EPS_PLACEMENT"),
        *same,
        sampled("sum-not-mean", 2, 4, low=-7, high=-3),
        eps=1e-3,
    )
    yield batch(
        "eps-inside",
        "Gradients far below the root of eps: the step is eta d/sqrt(eps).",
        ("EPS_PLACEMENT",),
        "eps outside the root, as in PyTorch.",
        "With the eps of document 1 small gradients take steps 30,000 times as long.",
        sampled("eps-inside", 2, 2, low=-36, high=-30),
    )
    yield batch(
        "no-data",
        "An epoch without a data point between two with some: its gradient is zero, and the "
        "average decays.",
        ("SHAPE_BATCH", "STATE_ORDER"),
        "An epoch that is skipped, or a mean over nothing.",
        "NaN from 0/0, or an average that stays too high.",
        [[[1.0, -0.5], [0.5, 2.0]], [], [[1.0, 1.0]]],
    )
    yield batch(
        "rate-schedule",
        "The rate falls, is zero, and comes back.",
        ("SCHEDULE",),
        "A rate that is read only once.",
        "A schedule has no effect.",
        sampled("rate-schedule", 2, 2),
        rates={2: 0.01, 4: 0.0, 6: 0.2},
    )
    for size, rows in ((0, 2), (1, 5), (17, 3)):
        yield batch(
            f"size-{size}",
            f"{size} coordinates, {rows} data points.",
            ("SHAPE_BATCH",),
            "Rows and columns that are mixed up.",
            "Weights are trained by the gradients of others.",
            sampled(f"size-{size}", size, rows),
            params=Draw(f"batch/size-{size}/params").vector(size, -2, 2),
        )


def document_1(neuron, epochs):
    """The case that document 1's completed program makes, its gradients being known by then."""
    kinds = {
        "sigmoid": (
            "a sigmoid neuron f = 1/(1 + exp(-(w x + b)))",
            "(f - y) f (1 - f) x and (f - y) f (1 - f)",
        ),
        "linear": ("a linear neuron f = w x + b", "(f - y) x and (f - y)"),
    }
    model, gradient = kinds[neuron]
    return batch(
        f"document-1-{neuron}",
        (
            f"The program of document 1 completed with {model}, started at w = b = -2: gradients "
            f"{gradient}, loss the sum "
            "of (f - y)^2/2, as it is after the epoch. The run is exact; the rows are its "
            "gradients, rounded."
        ),
        ("BASIC", "SHAPE_BATCH", "EPS_PLACEMENT", "DEFAULTS"),
        "An update inside the loop over the data points, a mean for a sum, or eps outside the "
        "root.",
        "The program learns something, and never the same.",
        epochs,
        params=START,
    )
