"""Adapters to JAX and to what is written for it."""

from importlib.metadata import version

from frameworks_adapter import Adapter


def import_jax(scalar):
    """float64 has to be asked for; float32 is recorded as users have it, without."""
    import jax

    jax.config.update("jax_enable_x64", scalar == "float64")
    jax.config.update("jax_platforms", "cpu")
    return jax


class Optax(Adapter):
    implementation = "optax.rmsprop"
    names = {
        "lr": "learning_rate",
        "alpha": "decay",
        "eps": "eps",
        "momentum": "momentum",
        "centered": "centered",
    }
    required = {"lr": 0.01}
    notes = {
        "schedule": "The rates come from optax.piecewise_constant_schedule.",
        "momentum": "The buffer holds the change of the parameters, which is its negative.",
    }

    def constructor(self):
        import optax

        return optax.rmsprop

    def start(self, params, arguments):
        jax = import_jax(self.scalar)
        import optax

        self.array = lambda values: jax.numpy.array(values, self.scalar)
        self.apply = optax.apply_updates
        if self.rates:
            rate = arguments["learning_rate"]
            schedule = optax.piecewise_constant_schedule(rate, self.factors(rate))
            arguments = arguments | {"learning_rate": schedule}
        self.optimizer = self.wrapped(self.constructor()(**arguments))
        self.params = self.array(params)
        self.state = self.optimizer.init(self.params)

    def wrapped(self, optimizer):
        """The optimizer inside what changes its gradients."""
        return optimizer

    def states(self):
        """The states of the optimizer itself."""
        return self.state

    def factors(self, rate):
        """The factor of each rate over the one before, which is what the schedule takes."""
        before = [rate, *self.rates.values()]
        return {
            index: value / last
            for (index, value), last in zip(self.rates.items(), before, strict=False)
        }

    def rate(self, value):
        """Nothing to do: the schedule changes the rate."""

    def step(self, grad):
        updates, self.state = self.optimizer.update(self.array(grad), self.state, self.params)
        self.params = self.apply(self.params, updates)

    def values(self):
        assert str(self.params.dtype) == self.scalar
        found = {"params": self.params.tolist()}
        for state in self.states():
            for key, name in {
                "square_avg": "nu",
                "grad_avg": "mu",
                "momentum_buffer": "trace",
            }.items():
                if hasattr(state, name):
                    found[key] = getattr(state, name).tolist()
        return found

    def versions(self):
        return {name: version(name) for name in ("jax", "jaxlib")}


class OptaxMultiSteps(Optax):
    implementation = "optax.MultiSteps(rmsprop, every_k_schedule=3)"

    def wrapped(self, optimizer):
        import optax

        return optax.MultiSteps(optimizer, every_k_schedule=3)

    def states(self):
        return self.state.inner_opt_state


class OptaxClipped(Optax):
    implementation = "optax.chain(clip_by_global_norm(2), rmsprop)"

    def wrapped(self, optimizer):
        import optax

        return optax.chain(optax.clip_by_global_norm(2.0), optimizer)

    def states(self):
        return self.state[1]


class JaxExample(Adapter):
    implementation = "jax.example_libraries.optimizers.rmsprop"
    names = {"lr": "step_size", "alpha": "gamma", "eps": "eps"}
    required = {"lr": 0.01}
    state = ("params", "square_avg")
    notes = {"schedule": "The rates come from jax.example_libraries' piecewise_constant."}

    def constructor(self):
        from jax.example_libraries import optimizers

        return optimizers.rmsprop

    def start(self, params, arguments):
        jax = import_jax(self.scalar)
        from jax.example_libraries import optimizers

        self.array = lambda values: jax.numpy.array(values, self.scalar)
        self.leaves = jax.tree_util.tree_leaves
        if self.rates:
            # The rate changes after the step that is the boundary.
            schedule = optimizers.piecewise_constant(
                [index - 1 for index in self.rates],
                [arguments["step_size"], *self.rates.values()],
            )
            arguments = arguments | {"step_size": schedule}
        initial, self.update, self.get = self.constructor()(**arguments)
        self.held = initial(self.array(params))
        self.count = 0

    def rate(self, value):
        """Nothing to do: the schedule changes the rate."""

    def step(self, grad):
        self.held = self.update(self.count, self.array(grad), self.held)
        self.count += 1

    def values(self):
        assert str(self.get(self.held).dtype) == self.scalar
        arrays = [array.tolist() for array in self.leaves(self.held)]
        return dict(zip(self.state, arrays, strict=True))

    def versions(self):
        return {"jaxlib": version("jaxlib")}


class JaxExampleMomentum(JaxExample):
    implementation = "jax.example_libraries.optimizers.rmsprop_momentum"
    names = JaxExample.names | {"momentum": "momentum"}
    neutral = {"momentum": 0.0}
    state = ("params", "square_avg", "momentum_buffer")

    def constructor(self):
        from jax.example_libraries import optimizers

        return optimizers.rmsprop_momentum
