"""Cases named after the mistake they catch: rates, eps, alpha, weight decay."""

from case import BELOW_ONE, edge


def cases():
    return [*rates(), *epsilons(), *averages(), *decays()]


def rates():
    yield edge(
        "rate-schedule-momentum",
        "The rate falls, rises and falls again while a buffer is at work.",
        ("SCHEDULE", "MOMENTUM_FORM"),
        "The rate inside the momentum buffer.",
        "After a decay the old, long steps go on for about 1/(1 - momentum) steps.",
        rates={2: 0.1, 4: 0.001, 6: 0.05},
        momentum=0.9,
    )
    yield edge(
        "rate-zero-and-back",
        "The rate is zero in the middle, with momentum: parameters rest, the buffer goes on.",
        ("SCHEDULE", "MOMENTUM_FORM"),
        "The rate inside the momentum buffer, or a step that is skipped when the rate is zero.",
        "A frozen phase still moves the weights, or forgets what it saw.",
        steps=10,
        rates={3: 0.0, 6: 0.01},
        momentum=0.9,
    )
    yield edge(
        "rate-zero",
        "A rate of zero throughout, centered and with momentum: only state changes.",
        ("SCHEDULE", "STATE_ORDER"),
        "A step that returns early when the rate is zero.",
        "A warm-up from zero starts with cold averages, and its first real step is too long.",
        lr=0.0,
        centered=True,
        momentum=0.9,
    )
    yield edge(
        "rate-starts-at-zero",
        "A warm-up whose first rate is zero, with weight decay.",
        ("SCHEDULE", "DECAY_SEMANTICS"),
        "Weight decay that is not scaled by the rate.",
        "Weights shrink before training has begun.",
        rates={0: 0.0, 1: 0.005, 2: 0.01},
        weight_decay=0.5,
    )


def epsilons():
    yield edge(
        "eps-dominates",
        "Gradients so small that the root is far below eps: the step is lr g/eps.",
        ("EPS_PLACEMENT", "EPS_MISSING"),
        "eps inside the root, or as a floor, or left out.",
        "Small gradients take steps many orders of magnitude too short or too long.",
        low=-36,
        high=-30,
        eps=1e-3,
    )
    yield edge(
        "eps-dominates-centered-momentum",
        "The same far below eps, centered and with momentum.",
        ("EPS_PLACEMENT", "CENTERED", "MOMENTUM_FORM"),
        "eps on another side of the root once an option is on.",
        "Turning momentum on silently changes what eps means.",
        low=-36,
        high=-30,
        eps=1e-3,
        centered=True,
        momentum=0.9,
    )
    yield edge(
        "eps-comparable",
        "Roots of the size of eps: every placement gives another step.",
        ("EPS_PLACEMENT",),
        "eps inside the root, as a floor, on both sides, or subtracted.",
        "Runs with a large eps, as in reinforcement learning, are not reproduced.",
        low=-12,
        high=-6,
        eps=2e-3,
    )
    yield edge(
        "eps-one",
        "eps 1, as image models use it, with gradients around 1.",
        ("EPS_PLACEMENT",),
        "eps inside the root, where 1 is its own square.",
        "Training is off by up to the root of two and looks merely untuned.",
        low=-3,
        high=3,
        eps=1.0,
    )


def averages():
    yield edge(
        "alpha-zero",
        "alpha 0: no memory, every step has the length of the rate.",
        ("BASIC", "DECAY_SEMANTICS"),
        "alpha read as its complement, or 0 replaced by a default.",
        "The average never forgets, or never learns.",
        alpha=0.0,
    )
    yield edge(
        "alpha-half",
        "alpha 1/2, where alpha and its complement agree, without centering.",
        ("BASIC", "ROUNDING_ORDER"),
        "An average that is updated by a difference and not by two products.",
        "Bits differ although every weight is a power of two.",
        alpha=0.5,
    )
    yield edge(
        "alpha-below-one",
        "alpha is the last double below 1: the new square weighs 2^-53, in float32 beside alpha 1.",
        ("DTYPE", "DECAY_SEMANTICS"),
        "1 - alpha computed in the type of the parameters.",
        "In float32 the average stays zero, and each step is divided by eps alone.",
        alpha=BELOW_ONE,
        eps=1e-8,
    )
    yield edge(
        "alpha-close-to-one",
        "alpha 0.9999, whose complement loses digits when it is taken in float32.",
        ("DTYPE",),
        "1 - alpha computed from an alpha that was already rounded to float32.",
        "Averages and steps differ in the fourth digit.",
        alpha=0.9999,
        centered=True,
    )
    yield edge(
        "alpha-one",
        "alpha 1: the average stays zero and the step is lr g/eps.",
        ("EPS_PLACEMENT", "DECAY_SEMANTICS"),
        "alpha 1 refused, or read as its complement.",
        "A frozen average is not frozen.",
        alpha=1.0,
        eps=1e-3,
    )
    yield edge(
        "alpha-one-eps-zero",
        "alpha 1 without eps: a division by zero, hence infinities.",
        ("NONFINITE", "EPS_MISSING"),
        "A guard that replaces an eps of 0.",
        "A setting that cannot work seems to work.",
        steps=3,
        alpha=1.0,
        eps=0.0,
    )
    yield edge(
        "alpha-above-one",
        "alpha 1.3, which PyTorch accepts: the average is negative, its root NaN, the mean goes "
        "on.",
        ("NONFINITE", "ROUNDING_ORDER"),
        "An upper bound on alpha that PyTorch does not have, or a test of the weight without its "
        "magnitude.",
        "A setting that cannot work seems to work.",
        steps=4,
        alpha=1.3,
        centered=True,
    )
    yield edge(
        "alpha-far-above-one",
        "alpha 1.75: as before, and the mean takes the other of its two formulas.",
        ("NONFINITE", "ROUNDING_ORDER"),
        "A weight of the mean that is compared with a half without its magnitude.",
        "The mean gradient differs in its last bits.",
        steps=4,
        alpha=1.75,
        centered=True,
    )
    yield edge(
        "lerp-weight-half",
        "Centered with alpha 1/2: a weight of exactly 1/2 takes the second formula of the mean.",
        ("CENTERED", "ROUNDING_ORDER"),
        "The boundary between the two formulas of the mean on the wrong side.",
        "The mean gradient differs in its last bits, and cancellation makes it visible.",
        size=8,
        alpha=0.5,
        centered=True,
    )
    yield edge(
        "lerp-weight-half-in-float32",
        "Centered with alpha 1/2 + 2^-30: the weight is below 1/2, but is 1/2 when rounded to "
        "float32.",
        ("CENTERED", "ROUNDING_ORDER", "DTYPE"),
        "The formula of the mean chosen by the weight before it is rounded to the type of the "
        "parameters.",
        "In float32 the mean gradient differs in its last bits.",
        size=8,
        alpha=0.5 + 2.0**-30,
        centered=True,
    )
    yield edge(
        "lerp-weight-below-half",
        "Centered with alpha 1/2 + 2^-25: a weight below 1/2 in both types takes the first "
        "formula.",
        ("CENTERED", "ROUNDING_ORDER"),
        "The boundary between the two formulas of the mean on the wrong side.",
        "The mean gradient differs in its last bits.",
        size=8,
        alpha=0.5 + 2.0**-25,
        centered=True,
    )


def decays():
    yield edge(
        "weight-decay-dominates",
        "Parameters far larger than the gradients, weight decay 0.1.",
        ("DECAY_SEMANTICS",),
        "Decoupled decay, or decay that is added after the averages.",
        "Large weights shrink by the wrong law, at any rate.",
        low=-30,
        high=-20,
        weight_decay=0.1,
    )
    yield edge(
        "weight-decay-zero-gradient",
        "Zero gradients, weight decay 0.1: the decay alone fills the averages and is normalised.",
        ("DECAY_SEMANTICS", "STATE_ORDER"),
        "A step that is skipped when the gradient is zero, or decay that passes by the averages.",
        "Unused weights do not shrink, or vanish at once.",
        steps=0,
        leading_zeros=6,
        weight_decay=0.1,
        momentum=0.5,
    )
    yield edge(
        "weight-decay-missing-gradient",
        "Missing gradients with weight decay: a parameter without a gradient does not decay.",
        ("DECAY_SEMANTICS", "STATE_ORDER"),
        "Decay that is applied to parameters that have no gradient.",
        "Frozen layers melt away.",
        missing=(0, 1, 4),
        weight_decay=0.1,
    )
    yield edge(
        "maximize-weight-decay",
        "Uphill with weight decay: the gradient is turned, the decay is not.",
        ("SIGN", "DECAY_SEMANTICS"),
        "The sign turned after weight decay was added.",
        "Weights grow without bound where they should shrink.",
        weight_decay=0.5,
        maximize=True,
    )
    yield edge(
        "maximize-weight-decay-momentum",
        "The same with momentum and centered.",
        ("SIGN", "DECAY_SEMANTICS", "MOMENTUM_FORM", "CENTERED"),
        "The sign turned in the final step only.",
        "Averages and buffer hold gradients of the wrong sign, and the mean is that of the other "
        "problem.",
        weight_decay=0.5,
        maximize=True,
        momentum=0.9,
        centered=True,
    )
