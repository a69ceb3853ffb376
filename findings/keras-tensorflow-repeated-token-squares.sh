#!/usr/bin/env bash
# keras 3.15.1 on tensorflow-cpu 2.21.0 and on jax 0.10.2 (CPU, x86-64), from their own packages.
#
# An embedding of three rows gets the tokens 0, 0 and 1; the loss is the sum of what it gives, so the gradient
# is 2 for row 0 and 1 for row 1. One step of keras.optimizers.RMSprop with rho = 0.9, and its average of squares.
#
# Expected: 0.1 * 2^2 = 0.4 for row 0 and 0.1 for row 1, whatever the backend.
# Seen: 0.4 on JAX, 0.2 on TensorFlow. There the gradient is a list of rows in which row 0 stands twice, and each
# of them is squared by itself, so that row 0 moves further.
#
# Output seen:
#   keras 3.15.1 jax: 0.4 0.1 0.0
#   keras 3.15.1 tensorflow: 0.2 0.1 0.0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet keras==3.15.1 tensorflow-cpu==2.21.0 jax==0.10.2 jaxlib==0.10.2

cat >tokens.py <<'PYTHON'
import keras
import numpy

model = keras.Sequential(
    [
        keras.Input((3,), dtype="int32"),
        keras.layers.Embedding(3, 1, embeddings_initializer="zeros"),
    ]
)
model.compile(
    optimizer=keras.optimizers.RMSprop(learning_rate=0.01, rho=0.9, epsilon=1e-3),
    loss=lambda _, given: keras.ops.sum(given),
    run_eagerly=True,
)
model.train_on_batch(numpy.array([[0, 0, 1]]), numpy.zeros((1, 3, 1)))
average = numpy.asarray(model.optimizer.variables[-1]).ravel()
print(f"keras {keras.__version__} {keras.backend.backend()}:", *(f"{v:.1f}" for v in average))
PYTHON

seen=$(for backend in jax tensorflow; do
  KERAS_BACKEND=$backend venv/bin/python tokens.py 2>/dev/null
done)
echo "$seen"
[[ $seen == "keras 3.15.1 jax: 0.4 0.1 0.0
keras 3.15.1 tensorflow: 0.2 0.1 0.0" ]]
