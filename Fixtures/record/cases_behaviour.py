"""The calls of behaviour/: what a program can ask of an optimizer, and ask wrongly."""

from behaviour_calls import Behaviour, Maker, load_last, set_values
from made_up import made_up
from trace_file import rounder


def without(*keys):
    def change(dictionary):
        for group in dictionary["param_groups"]:
            for key in keys:
                group.pop(key)
        return dictionary

    return change


def catalogue(scalar):
    def case(name, about, calls):
        found.append(Behaviour(name, about, calls(Maker(scalar, name))))

    found = []
    case(
        "shapes",
        "Parameters of several shapes, one a single number, one empty.",
        lambda m: [
            m.single(
                m.parameter(2, 3),
                m.parameter(),
                m.parameter(0),
                m.parameter(2, 0, 3),
                m.parameter(1, 1, 2),
                momentum=0.9,
                centered=True,
            ),
            m.step(),
            m.step(),
        ],
    )
    case(
        "missing-gradients",
        "A parameter without a gradient gets no state, and its step does not advance.",
        lambda m: [
            m.single(m.parameter(3), m.parameter(2), m.parameter(1), momentum=0.5),
            m.step(missing=(0, 1, 2)),
            m.step(missing=(1,)),
            m.step(missing=(0,)),
            m.step(),
        ],
    )
    case(
        "groups",
        "Groups have settings of their own; ids run over all groups.",
        lambda m: [
            m.init(
                {"params": [m.parameter(2), m.parameter(3)], "lr": 0.5},
                {"params": [m.parameter(2)], "momentum": 0.9, "weight_decay": 0.1},
                {"params": [m.parameter(1)], "centered": True, "maximize": True},
                {"params": []},
                alpha=0.9,
                eps=1e-3,
            ),
            m.step(),
            set_values(0, lr=0.25),
            set_values(1, alpha=0.5, eps=0.0),
            m.step(),
        ],
    )
    case(
        "late-momentum",
        "Momentum turned on late is refused, after the groups before it have stepped.",
        lambda m: [
            m.init(
                {"params": [m.parameter(2)]},
                {"params": [m.parameter(2), m.parameter(2), m.parameter(2)]},
                {"params": [m.parameter(2)]},
            ),
            m.step(missing=(1, 3)),
            set_values(1, momentum=0.9),
            m.step(),
            set_values(1, momentum=0.0),
            m.step(),
        ],
    )
    case(
        "late-centered",
        "Centered turned on late is refused in the same way.",
        lambda m: [
            m.single(m.parameter(2), m.parameter(3), momentum=0.9),
            m.step(),
            set_values(0, centered=True),
            m.step(),
            set_values(0, momentum=0.0),
            m.step(),
            set_values(0, centered=False),
            m.step(),
        ],
    )
    case(
        "off-and-on-again",
        "What a step does not use is kept: momentum and centered may pause.",
        lambda m: [
            m.single(m.parameter(3), momentum=0.9, centered=True),
            m.step(),
            set_values(0, momentum=0.0, centered=False),
            m.step(),
            set_values(0, momentum=0.5, centered=True),
            m.step(),
        ],
    )
    case(
        "unchecked-settings",
        "What is set for a group is not checked.",
        lambda m: [
            m.init(
                {"params": [m.parameter(2)], "lr": -0.5},
                {"params": [m.parameter(2)], "alpha": -0.5},
                {"params": [m.parameter(2)], "eps": -1.0},
                {"params": [m.parameter(2)], "momentum": -0.5},
                {"params": [m.parameter(2)], "weight_decay": -0.5},
                {"params": [m.parameter(2)], "momentum": float("nan")},
                {"params": [m.parameter(2)], "weight_decay": float("nan")},
                {"params": [m.parameter(2)], "lr": float("inf")},
            ),
            m.step(),
            m.step(),
            set_values(0, lr="NaN", eps="-Infinity"),
            m.step(),
        ],
    )
    case(
        "refused-settings",
        "Defaults are checked, in an order of its own, and NaN is refused by each.",
        lambda m: [
            m.again(m.parameter(1), **settings)
            for settings in (
                dict(lr=-1.0, eps=-1.0, momentum=-1.0, weight_decay=-1.0, alpha=-1.0),
                dict(eps=-1e-8, momentum=-0.5, weight_decay=-0.125, alpha=-0.5),
                dict(momentum=-1e16, weight_decay=-1.0, alpha=-0.5),
                dict(weight_decay=-123456789012345.6, alpha=-0.5),
                dict(alpha=-5e-324),
                dict(lr=float("nan")),
                dict(eps=float("nan")),
                dict(momentum=float("nan")),
                dict(weight_decay=float("nan")),
                dict(alpha=float("nan")),
                dict(lr=float("-inf")),
                dict(lr=-0.0, eps=-0.0, momentum=-0.0, weight_decay=-0.0, alpha=-0.0),
                dict(lr=float("inf"), alpha=1.5, momentum=2.0),
            )
        ],
    )
    case(
        "nothing-to-optimize",
        "No parameters are refused; a group without any is not.",
        lambda m: [m.single(), m.init(), m.init({"params": []}), m.step()],
    )
    case(
        "closure",
        "A closure sets the gradients before the step, and its loss comes back.",
        lambda m: [
            m.single(m.parameter(3), m.parameter(1)),
            {
                "call": "step",
                "closure": {"grads": m.gradients(missing=(1,)), "loss": 0.75},
            },
            {"call": "step", "closure": {"grads": m.gradients(), "loss": -2.5}},
        ],
    )
    case(
        "zero-gradients",
        "Gradients are removed, or made zero: then the state advances.",
        lambda m: [
            m.single(m.parameter(3), m.parameter(2), momentum=0.9, centered=True),
            m.step(missing=(1,)),
            {"call": "zero_grad", "set_to_none": False},
            {"call": "zero_grad", "set_to_none": True},
            m.step(),
        ],
    )
    case(
        "added-group",
        "A group that is added takes the defaults, except for its own settings.",
        lambda m: [
            m.single(m.parameter(2), lr=0.5, momentum=0.9),
            m.step(),
            {
                "call": "add_param_group",
                "group": {"params": [m.parameter(3)], "alpha": 0.5},
            },
            m.step(),
        ],
    )
    case(
        "loaded",
        "A new optimizer goes on where a dictionary of another left off.",
        lambda m: [
            m.single(m.parameter(2), m.parameter(3), momentum=0.9, centered=True),
            m.step(missing=(1,)),
            m.step(),
            m.again(m.parameter(2), m.parameter(3), lr=0.5, maximize=True),
            load_last(index=2),
            m.step(),
        ],
    )
    case(
        "loaded-without-state",
        "A parameter that the dictionary has no state for loses its own.",
        lambda m: [
            m.single(m.parameter(2), m.parameter(3)),
            m.step(missing=(1,)),
            m.step(),
            load_last(index=1),
            m.step(),
        ],
    )
    case(
        "loaded-of-another-version",
        "Settings that a dictionary does not have become their defaults.",
        lambda m: [
            m.single(m.parameter(2), momentum=0.9, centered=True, maximize=True),
            m.step(),
            load_last(without("momentum", "centered", "maximize", "differentiable")),
            m.step(),
        ],
    )
    other = "float32" if scalar == "float64" else "float64"
    case(
        "loaded-of-another-type",
        "State is rounded to the type of its parameter.",
        lambda m: [
            m.single(m.parameter(2), momentum=0.9),
            m.step(),
            load_last(lambda dictionary: dictionary | scaled(dictionary, other)),
            m.step(),
        ],
    )
    case(
        "loaded-wrongly",
        "Other groups, or other sizes of them, are refused, and nothing is changed.",
        lambda m: [
            m.init({"params": [m.parameter(2), m.parameter(1)]}),
            m.step(),
            load_last(lambda one: one | {"param_groups": one["param_groups"] * 2}),
            load_last(
                lambda one: (
                    one
                    | {"param_groups": [one["param_groups"][0] | {"params": [0, 1, 2]}]}
                )
            ),
            m.step(),
        ],
    )
    for foreach in (True, False):
        case(
            f"complex-{'foreach' if foreach else 'single'}",
            "A complex number is two real ones.",
            lambda m: [
                m.single(
                    m.parameter(2, 2, is_complex=True),
                    m.parameter(is_complex=True),
                    m.parameter(3),
                    momentum=0.9,
                    centered=True,
                    foreach=foreach,
                ),
                m.step(),
                m.step(),
            ],
        )
    case(
        "complex-weight-decay",
        "Weight decay of complex numbers, where PyTorch takes parameters together.",
        lambda m: [
            m.single(
                m.parameter(5, is_complex=True),
                weight_decay=0.1,
                maximize=True,
                foreach=True,
            ),
            m.step(),
            m.step(),
        ],
    )
    case(
        "complex-weight-decay-single",
        "Weight decay of complex numbers, where PyTorch takes a parameter alone.",
        lambda m: [
            m.single(
                m.parameter(5, is_complex=True),
                weight_decay=0.1,
                maximize=True,
                momentum=0.9,
                foreach=False,
            ),
            m.step(),
            m.step(),
            m.step(),
        ],
    )
    return found + made_up(scalar, 4, seed=2026)


def scaled(dictionary, scalar):
    """State of another type: thirds of what it was, so that rounding shows."""
    state = {
        key: {
            name: value if name == "step" else [number / 3 for number in value]
            for name, value in one.items()
        }
        for key, one in dictionary["state"].items()
    }
    if scalar == "float32":
        rounded = rounder(scalar)
        for one in state.values():
            for name in one:
                if name != "step":
                    one[name] = [rounded(number) for number in one[name]]
    return {"scalar": scalar, "state": state}
