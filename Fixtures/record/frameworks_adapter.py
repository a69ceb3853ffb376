"""What all adapters to frameworks have in common.

An adapter builds the framework's own optimizer over one parameter, gives it the gradients, and
reads back what it holds. It computes nothing. The framework is imported only when an adapter is
made, because no environment holds all of them.
"""

import inspect

from trace_file import HYPERPARAMETERS

OFF = {"weight_decay": 0.0, "momentum": 0.0, "centered": False, "maximize": False}


class Adapter:
    """One run on one framework.

    implementation: what is run, as a user imports it.
    names: the framework's argument for each of PyTorch's names.
    fixed: what the framework has built in and its caller cannot choose, by PyTorch's names.
    neutral: what is passed where a case says nothing and the framework's default is not neutral.
    required: what is passed where all the rest is left to the framework's defaults.
    abilities: "schedule" where the rate may change, "missing" where a gradient may be missing.
    rounded: the hyperparameters that are held in float32 whatever the scalar type is.
    notes: what the description says, under "" always, else where a case needs that name.
    """

    implementation = ""
    names = {}
    fixed = {}
    neutral = {}
    required = {}
    abilities = frozenset({"schedule"})
    has_defaults = True
    rounded = ()
    notes = {}

    def __init__(self, options, given, rates, params, scalar):
        self.options = options
        self.rates = rates
        self.scalar = scalar
        self.given = given
        arguments = {self.names[key]: value for key, value in given.items()}
        self.start(params, arguments | options)

    @classmethod
    def can(cls, case):
        if not case.hyperparameters:
            return cls.has_defaults
        return case.needs <= set(cls.names) | cls.abilities

    @classmethod
    def passed(cls, case):
        """The hyperparameters that a case passes; for the defaults, what has to be passed."""
        if not case.hyperparameters:
            return dict(cls.required)
        wanted = cls.neutral | case.hyperparameters
        return {key: value for key, value in wanted.items() if key in cls.names}

    def effective(self):
        """The hyperparameters that hold, by PyTorch's names."""
        parameters = self.signature().parameters
        found = OFF | self.fixed
        for key, name in self.names.items():
            default = parameters[name].default if name in parameters else None
            if default not in (None, inspect.Parameter.empty):
                found[key] = default
        found |= self.given
        return {
            key: bool(found[key]) if isinstance(OFF.get(key), bool) else float(found[key])
            for key in HYPERPARAMETERS
        }

    def constructor(self):
        """The class or function that makes the optimizer."""
        raise NotImplementedError

    def signature(self):
        """The signature that has the defaults."""
        return inspect.signature(self.constructor())

    def start(self, params, arguments):
        raise NotImplementedError

    def rate(self, value):
        """Sets the rate from this step on."""
        raise NotImplementedError

    def step(self, grad):
        raise NotImplementedError

    def values(self):
        """`params`, and the state that can be read."""
        raise NotImplementedError

    def versions(self):
        """The versions of what else had a part in the numbers, by name."""
        return {}
