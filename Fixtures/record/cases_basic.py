"""Cases that a person can check by hand: round numbers, few steps."""

from case import Case


def cases():
    return [
        Case(
            "defaults",
            "Three ordinary steps with nothing given but the parameters: PyTorch's own defaults.",
            ("BASIC", "DEFAULTS"),
            "Other defaults than lr 0.01, alpha 0.99, eps 1e-8 and everything else off.",
            "A program that names no settings trains with other ones here.",
            [1.0, -2.0, 0.5],
            [[0.5, -0.25, 3.0], [0.25, 0.5, -1.0], [-0.125, 1.0, 2.0]],
        ),
        Case(
            "basic-first-step",
            "One step with alpha 3/4 and no eps: every coordinate moves by exactly 2 lr = 1.",
            ("BASIC", "STATE_INIT"),
            "An average of squares that starts elsewhere than at zero, or bias correction.",
            "The first steps are longer or shorter than the rate says.",
            [0.0, 1.0, -1.0, 8.0],
            [[1.0, -2.0, 0.125, -48.0]],
            hyperparameters={"lr": 0.5, "alpha": 0.75, "eps": 0.0},
        ),
        Case(
            "basic-plain",
            "Three steps with alpha 0.9 on the gradients 1, 2 and 4, and on their opposites and "
            "halves.",
            ("BASIC", "STATE_INIT", "STATE_ORDER"),
            "A quotient that uses the average of the step before, or another weight on the square.",
            "The first step divides by eps alone, and every later one lags behind.",
            [0.0, 1.0, 10.0],
            [[1.0, -1.0, 0.5], [2.0, -2.0, 1.0], [4.0, -4.0, 2.0]],
            hyperparameters={"lr": 0.1, "alpha": 0.9},
        ),
        Case(
            "basic-momentum",
            "The gradient 1 three times, momentum 0.9: -0.316228, -0.830248, -1.484962.",
            ("BASIC", "MOMENTUM_FORM"),
            "Damped momentum, Nesterov momentum, or momentum taken before the division.",
            "Steps are up to ten times shorter than those of the same settings in PyTorch.",
            [0.0, 1.0],
            [[1.0, -2.0], [1.0, 1.0], [1.0, -0.5]],
            hyperparameters={"lr": 0.1, "alpha": 0.9, "eps": 0.0, "momentum": 0.9},
        ),
        Case(
            "basic-centered",
            "Alternating gradients with alpha 3/4, centered: the mean stays small and its square "
            "is subtracted.",
            ("BASIC", "CENTERED"),
            "A mean that is not subtracted, not squared, or not updated before it is used.",
            "Steps are as short as without centering, or much longer.",
            [0.0, 1.0],
            [[1.0, 2.0], [-1.0, 2.0], [1.0, -4.0], [-1.0, 1.0]],
            hyperparameters={
                "lr": 0.125,
                "alpha": 0.75,
                "eps": 0.001,
                "centered": True,
            },
        ),
        Case(
            "basic-centered-momentum",
            "Centered and momentum at once, on the gradients of basic-centered.",
            ("BASIC", "CENTERED", "MOMENTUM_FORM"),
            "A buffer that is fed with the centered gradient, or with one divided by the plain "
            "root.",
            "Long runs wander off although either option alone is right.",
            [0.0, 1.0],
            [[1.0, 2.0], [-1.0, 2.0], [1.0, -4.0], [-1.0, 1.0]],
            hyperparameters={
                "lr": 0.125,
                "alpha": 0.75,
                "eps": 0.001,
                "centered": True,
                "momentum": 0.5,
            },
        ),
        Case(
            "basic-weight-decay",
            "Weight decay 0.5 with a zero gradient first: the decay alone is normalised to a "
            "step of 2 lr.",
            ("BASIC", "DECAY_SEMANTICS"),
            "Decay that is applied to the parameters and not to the gradient.",
            "Weights shrink in proportion to themselves instead of by the rate: another "
            "regulariser.",
            [4.0, -0.25],
            [[0.0, 0.0], [1.0, 1.0], [-2.0, 0.5]],
            hyperparameters={
                "lr": 0.125,
                "alpha": 0.75,
                "eps": 0.0,
                "weight_decay": 0.5,
            },
        ),
        Case(
            "basic-maximize",
            "The gradients of basic-plain, uphill.",
            ("BASIC", "SIGN"),
            "An option maximize that is ignored.",
            "An objective that should grow is driven down.",
            [0.0, 1.0, 10.0],
            [[1.0, -1.0, 0.5], [2.0, -2.0, 1.0], [4.0, -4.0, 2.0]],
            hyperparameters={"lr": 0.1, "alpha": 0.9, "maximize": True},
        ),
        Case(
            "basic-schedule",
            "Equal gradients while the rate goes 1, 1/2, 1/4: the steps follow at once.",
            ("BASIC", "SCHEDULE"),
            "A rate that is read when the optimizer is made, and never again.",
            "A schedule has no effect, and training does not settle.",
            [0.0, 1.0],
            [[1.0, -2.0], [1.0, 2.0], [1.0, -2.0]],
            rates={1: 0.5, 2: 0.25},
            hyperparameters={"lr": 1.0, "alpha": 0.75, "eps": 0.0},
        ),
        Case(
            "basic-missing-gradient",
            "The second gradient of three is missing: nothing moves and no average decays.",
            ("BASIC", "STATE_ORDER"),
            "A missing gradient that is taken for a zero one.",
            "Averages of rarely used parameters decay while they rest, and their next step is "
            "too long.",
            [0.0, 1.0],
            [[1.0, -2.0], None, [1.0, 2.0]],
            hyperparameters={"lr": 0.5, "alpha": 0.75, "eps": 0.0},
        ),
    ]
