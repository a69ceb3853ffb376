"""Cases named after the mistake they catch: momentum, missing gradients, state, shapes."""

from case import edge

EVERYTHING = {"centered": True, "momentum": 0.9, "weight_decay": 0.01, "maximize": True}


def cases():
    return [*momenta(), *states(), *shapes()]


def momenta():
    yield edge(
        "momentum-without-centered",
        "Momentum 0.9 and nothing else: there is no mean gradient.",
        ("MOMENTUM_FORM", "STATE_ORDER"),
        "A framework that ignores momentum unless it is centered.",
        "Momentum is asked for and has no effect.",
        momentum=0.9,
    )
    yield edge(
        "momentum-one",
        "Momentum 1: the buffer sums every quotient and forgets none.",
        ("MOMENTUM_FORM",),
        "Damping by 1 - momentum, which is zero here.",
        "The parameters do not move at all.",
        momentum=1.0,
    )
    yield edge(
        "momentum-alternating",
        "Large and small gradients take turns, momentum 0.9, alpha 1/2.",
        ("MOMENTUM_FORM", "STATE_ORDER"),
        "Momentum on raw gradients, divided afterwards by the newest root.",
        "Old momentum is amplified whenever a small gradient follows a large one.",
        steps=10,
        factors=(1.0, 2.0**-8) * 5,
        momentum=0.9,
        alpha=0.5,
    )
    yield edge(
        "gradient-spike",
        "One gradient is a million times as large as the others: the average remembers it for "
        "long.",
        ("STATE_ORDER", "BASIC"),
        "A clipped gradient, or an average of two squares only.",
        "After an outlier the steps are too long, where RMSprop holds them back.",
        steps=12,
        factors=(1.0, 1.0, 2.0**20),
        alpha=0.9,
    )


def states():
    yield edge(
        "missing-third-gradient",
        "The third gradient is missing, centered and with momentum.",
        ("STATE_ORDER",),
        "A missing gradient taken for zero: averages decay and the buffer moves on.",
        "Rarely used parameters jump when they are used again.",
        missing=(2,),
        centered=True,
        momentum=0.9,
    )
    yield edge(
        "missing-first-gradients",
        "The first two gradients are missing: no state exists before the third step.",
        ("STATE_ORDER", "STATE_INIT"),
        "State that is created, or a count that advances, without a gradient.",
        "Parameters that join late start with the wrong average.",
        missing=(0, 1),
        centered=True,
        momentum=0.9,
    )
    yield edge(
        "missing-always",
        "No gradient at all: parameters stay and there is no state.",
        ("STATE_ORDER", "DECAY_SEMANTICS"),
        "Weight decay or state for parameters that never get a gradient.",
        "Frozen parameters move.",
        steps=4,
        missing=(0, 1, 2, 3),
        **EVERYTHING,
    )
    yield edge(
        "leading-zero-gradients",
        "Three zero gradients, then ordinary ones: with eps nothing moves before the fourth step.",
        ("STATE_INIT", "EPS_MISSING"),
        "An average that starts with the first gradient, or a guard that changes a zero root.",
        "Parameters that wake up late take a first step of another length.",
        leading_zeros=3,
    )
    yield edge(
        "zero-gradient-eps-zero",
        "Three zero gradients without eps: 0/0 is NaN from the first step on.",
        ("NONFINITE", "EPS_MISSING"),
        "A silent replacement of an eps of 0.",
        "What is documented to fail seems to work, until the program is ported.",
        steps=3,
        leading_zeros=3,
        eps=0.0,
    )
    yield edge(
        "zero-gradient-eps-zero-rate-zero",
        "The same at a rate of zero: still NaN, because 0 times 0/0 is not 0.",
        ("NONFINITE", "EPS_MISSING", "SCHEDULE"),
        "A step that returns early when the rate is zero.",
        "A NaN shows up only when the warm-up ends.",
        steps=2,
        leading_zeros=2,
        eps=0.0,
        lr=0.0,
    )
    yield edge(
        "long-run",
        "Two hundred steps with every option on: rounding has time to gather.",
        ("ROUNDING_ORDER", "CENTERED", "MOMENTUM_FORM", "DECAY_SEMANTICS"),
        "Another order of operations, or another choice of what is fused.",
        "Runs part slowly: no single step looks wrong.",
        steps=200,
        rates={100: 0.001},
        **EVERYTHING,
    )


def shapes():
    yield edge(
        "zero-dimensional",
        "A tensor without dimensions, written as a vector of length 1.",
        ("SHAPE_BATCH",),
        "Code that asks for at least one dimension.",
        "A scalar temperature or bias cannot be trained.",
        size=1,
        centered=True,
        momentum=0.9,
        zero_dimensional=True,
    )
    yield edge(
        "empty",
        "A tensor without any coordinate: it has state, of length 0.",
        ("SHAPE_BATCH",),
        "A reduction or an index that needs at least one coordinate.",
        "A model with an empty layer crashes.",
        size=0,
        centered=True,
        momentum=0.9,
    )
    yield edge(
        "size-1000-plain",
        "A thousand coordinates: long vector bodies.",
        ("SHAPE_BATCH", "BASIC"),
        "Blocks or threads that mix up coordinates, or a tail that is computed otherwise.",
        "A part of the weights trains at another rate.",
        size=1000,
        steps=2,
    )
    yield edge(
        "size-1000-centered-momentum",
        "A thousand coordinates, centered and with momentum.",
        ("SHAPE_BATCH", "CENTERED", "MOMENTUM_FORM"),
        "Blocks or threads that mix up coordinates of the state.",
        "A part of the weights trains with the state of another.",
        size=1000,
        steps=2,
        centered=True,
        momentum=0.9,
    )
