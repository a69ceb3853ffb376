"""Cases of the set textbook/: the formula of documents 0 and 2, by the place of eps."""

from case import Case, Draw, drawn, without

PLACEMENTS = ("none", "outside", "inside")
DOCUMENT_0 = {"lr": 0.01, "alpha": 0.99, "eps": 1e-8}
DOCUMENT_2 = {"lr": 0.001, "alpha": 0.99, "eps": 1e-8}
# The cases recorded in float32 as well.
IN_FLOAT32 = ("document-0-defaults", "eps-comparable", "size-17")
# Document 2's layer: Linear(10, 1), trained on this many rows for this many epochs.
LAYER = {"name": "document-2-layer", "inputs": 10, "rows": 64, "epochs": 50}


def textbook(
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
    params=None,
    grads=None,
    **settings,
):
    start, numbers = drawn(f"textbook/{name}", size, steps, low, high)
    return Case(
        name=name,
        about=about,
        flags=flags,
        catches=catches,
        effect=effect,
        params=params or start,
        grads=without(grads or numbers, *missing),
        rates=rates or {},
        hyperparameters=DOCUMENT_0 | settings,
    )


def cases():
    yield textbook(
        "document-0-defaults",
        "The settings of document 0: rate 0.01, alpha 0.99.",
        ("BASIC", "DEFAULTS", "STATE_INIT"),
        "An average that does not start at zero, or another weight on the square.",
        "The first step is not lr/sqrt(1 - alpha), ten times the rate.",
    )
    yield textbook(
        "document-2-defaults",
        "The settings of document 2: rate 0.001, decay 0.99, eps 1e-8.",
        ("BASIC", "DEFAULTS"),
        "The rate or the decay of another document.",
        "Training is ten times as fast as its author meant.",
        **DOCUMENT_2,
    )
    yield textbook(
        "eps-comparable",
        "eps 1e-4 and squares around it: every placement gives another step.",
        ("EPS_PLACEMENT", "EPS_MISSING"),
        "eps on another side of the root than the trace's reference has it.",
        "Small gradients take steps of another length.",
        low=-10,
        high=-3,
        eps=1e-4,
    )
    yield textbook(
        "eps-dominates",
        "eps 1e-2 and gradients far below it: outside the step is lr g/eps, inside lr g/sqrt(eps).",
        ("EPS_PLACEMENT", "EPS_MISSING"),
        "eps on another side of the root than the trace's reference has it.",
        "Small gradients take steps ten times as long, or as short.",
        low=-30,
        high=-20,
        eps=1e-2,
    )
    yield textbook(
        "missing-gradient",
        "The third gradient is missing: nothing changes in that step.",
        ("STATE_ORDER",),
        "A missing gradient taken for a zero one.",
        "The average decays while the parameter rests, and the next step is too long.",
        missing=(2,),
    )
    yield textbook(
        "rate-schedule",
        "The rate falls, is zero, and comes back.",
        ("SCHEDULE",),
        "A rate that is read only once.",
        "A schedule has no effect.",
        rates={2: 0.001, 4: 0.0, 6: 0.05},
    )
    yield textbook(
        "zero-gradient-first",
        "A first gradient of zero: without eps 0/0 is NaN for ever, with eps nothing moves.",
        ("NONFINITE", "EPS_MISSING"),
        "A guard that the formula does not have, or one that it has and the program lacks.",
        "One coordinate that starts with a zero gradient is lost, or hides that it was.",
        grads=[[0.0, 0.0, 1.0], [0.5, -1.0, 2.0], [-0.25, 3.0, 0.0]],
    )
    yield textbook(
        "zero-gradient-later",
        "Zero gradients once the average has grown: it decays and nothing moves.",
        ("STATE_ORDER", "BASIC"),
        "A step that is skipped when the gradient is zero.",
        "The average stays high, and later steps are too short.",
        grads=[[1.0, -2.0, 0.5], [0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 1.0, -0.5]],
    )
    yield textbook(
        "constant-gradients",
        "Constant gradients of 1e-3, 1 and 1e3: without eps all three walk the same way, "
        "whatever their size.",
        ("BASIC", "EPS_PLACEMENT"),
        "A forgotten root, or a rate that is divided by the square.",
        "Large gradients make small steps, as document 0 says in words, but the formula does not.",
        params=[0.0, 0.0, 0.0],
        grads=[[1e-3, 1.0, 1e3]] * 50,
    )
    yield textbook(
        "alpha-half",
        "alpha 1/2, where alpha and its complement agree.",
        ("DECAY_SEMANTICS",),
        "A decay that is written into the program instead of taken from its settings.",
        "The average remembers far longer than it was asked to.",
        alpha=0.5,
    )
    yield textbook(
        "alpha-0.3",
        "alpha 0.3: a short memory.",
        ("DECAY_SEMANTICS",),
        "alpha read as its complement.",
        "The average forgets too slowly or too fast.",
        alpha=0.3,
    )
    for size in (0, 1, 8, 17):
        yield textbook(
            f"size-{size}",
            f"{size} coordinates, each with another magnitude.",
            ("SHAPE_BATCH",),
            "Coordinates that are mixed up, or a tail that is computed otherwise.",
            "A part of the weights trains at another rate.",
            size=size,
        )


def layer():
    """Document 2's data: rows of inputs, targets, and the starting weight and bias."""
    draw = Draw(LAYER["name"])
    inputs = draw.matrix(LAYER["rows"], LAYER["inputs"])
    targets = [row[0] for row in draw.matrix(LAYER["rows"], 1)]
    start = [0.25 * value for value in draw.matrix(1, LAYER["inputs"] + 1)[0]]
    return inputs, targets, start


def layer_case(params, grads):
    """The case that training the layer makes, its gradients being known by then."""
    return Case(
        name="document-2-linear",
        about=(
            "Linear(10, 1) on 64 rows, mean squared error, settings of document 2; ten weights "
            "and a bias. "
            "Gradients are computed exactly, rounded to doubles and then taken as exact."
        ),
        flags=("BASIC", "SHAPE_BATCH"),
        catches="A weight and a bias that share an average.",
        effect="All coordinates get one rate, which is what RMSprop was made to avoid.",
        params=params,
        grads=grads,
        hyperparameters=dict(DOCUMENT_2),
    )
