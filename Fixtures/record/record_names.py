"""Records what the frameworks of docs/notation.md call their hyperparameters and their state.

    .venv-frameworks/bin/python record_names.py [--output DIR]

The form is that of record_documents.py. PyTorch's names are in its recording of document 2.
"""

import argparse
from importlib.metadata import version
from pathlib import Path

import trace_file
from programs_documents import Program
from record_documents import run, write

KERAS = """\
import inspect

import keras

names = list(inspect.signature(keras.optimizers.RMSprop).parameters)
optimizer = keras.optimizers.RMSprop(momentum=0.9, centered=True)
optimizer.build([keras.Variable([0.0], name="theta")])
state = [one.name for one in optimizer.variables]
"""

OPTAX = """\
import inspect

import jax
import optax

names = list(inspect.signature(optax.rmsprop).parameters)
state = optax.rmsprop(0.1, momentum=0.9, centered=True).init([0.0])
paths = [path for path, _ in jax.tree_util.tree_leaves_with_path(state)]
state = [part.name for path in paths for part in path if hasattr(part, "name")]
"""

TENSORFLOW_1 = """\
import inspect

import tensorflow as tf

optimizer = tf.compat.v1.train.RMSPropOptimizer
names = list(inspect.signature(optimizer).parameters)
with tf.Graph().as_default():
    theta = tf.compat.v1.get_variable("theta", initializer=[0.0])
    made = optimizer(0.1, momentum=0.9, centered=True)
    made.apply_gradients([(tf.ones(1), theta)])
    state = made.get_slot_names()
"""

PROGRAMS = (
    Program("keras", "Keras 3", KERAS, ("names", "state")),
    Program("optax", "Optax", OPTAX, ("names", "state")),
    Program("tensorflow-1", "TensorFlow 1, in 2", TENSORFLOW_1, ("names", "state")),
)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    output = parser.parse_args().output
    versions = {name: version(name) for name in ("keras", "optax", "tensorflow")}
    write("names", versions, [run(program) for program in PROGRAMS], output)
    trace_file.write_sums(output)


if __name__ == "__main__":
    main()
