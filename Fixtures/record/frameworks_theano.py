"""Adapters to what was written for Theano. They run on Python 3.10, not on a later one."""

import collections
import collections.abc
import os
import sys
import tempfile
from importlib.metadata import version

from frameworks_adapter import Adapter


def import_theano(scalar):
    """Without a compiler, and without the directory that it leaves in one's home."""
    # Python 3.10 moved names that Theano imports.
    for name in collections.abc.__all__:
        setattr(collections, name, getattr(collections.abc, name))
    folder = os.path.join(tempfile.gettempdir(), "record-frameworks-theano")
    os.environ["THEANO_FLAGS"] = f"floatX={scalar},cxx=,base_compiledir={folder}"
    import theano

    return theano


class Keras1(Adapter):
    """The RMSprop of Keras 1.0.3 to 2.3.1, on Theano."""

    implementation = "keras.optimizers.RMSprop"
    names = {"lr": "learning_rate", "alpha": "rho", "eps": "epsilon"}
    # keras.backend.epsilon(), which the signature does not show.
    fixed = {"eps": 1e-7}
    rounded = ("eps",)

    def constructor(self):
        import keras

        return keras.optimizers.RMSprop

    def start(self, params, arguments):
        import_theano(self.scalar)
        import numpy
        from keras import backend

        backend.set_floatx(self.scalar)
        assert backend.backend() == "theano" and backend.epsilon() == self.fixed["eps"]
        self.backend = backend
        self.array = lambda values: numpy.array(values, self.scalar)
        self.parameter = backend.variable(self.array(params))
        grad = backend.placeholder(shape=(len(params),))
        self.optimizer = self.constructor()(**arguments)
        updates = self.optimizer.get_updates(
            loss=backend.sum(self.parameter * grad), params=[self.parameter]
        )
        self.train = backend.function([grad], [], updates=updates)

    def rate(self, value):
        self.backend.set_value(self.optimizer.learning_rate, value)

    def step(self, grad):
        self.train([self.array(grad)])

    def values(self):
        _, average = self.optimizer.weights
        read = self.backend.get_value
        return {"params": read(self.parameter).tolist(), "square_avg": read(average).tolist()}

    def versions(self):
        return {name: version(name) for name in ("theano", "numpy")}


class Lasagne(Adapter):
    implementation = "lasagne.updates.rmsprop"
    names = {"lr": "learning_rate", "alpha": "rho", "eps": "epsilon"}
    notes = {"schedule": "The rate is a shared variable."}

    def constructor(self):
        # Another part of Lasagne wants a module that Theano has under another name.
        from theano.tensor import signal
        from theano.tensor.signal import pool

        signal.downsample = sys.modules["theano.tensor.signal.downsample"] = pool
        from lasagne.updates import rmsprop

        return rmsprop

    def start(self, params, arguments):
        theano = import_theano(self.scalar)
        import numpy

        self.array = lambda values: numpy.array(values, self.scalar)
        self.parameter = theano.shared(self.array(params))
        if self.rates:
            self.shared = theano.shared(self.array(arguments["learning_rate"]))
            arguments = dict(arguments, learning_rate=self.shared)
        grad = theano.tensor.vector(dtype=self.scalar)
        updates = self.constructor()([grad], [self.parameter], **arguments)
        (self.average,) = [each for each in updates if each is not self.parameter]
        self.train = theano.function([grad], [], updates=updates)

    def rate(self, value):
        self.shared.set_value(self.array(value))

    def step(self, grad):
        self.train(self.array(grad))

    def values(self):
        return {
            "params": self.parameter.get_value().tolist(),
            "square_avg": self.average.get_value().tolist(),
        }

    versions = Keras1.versions
