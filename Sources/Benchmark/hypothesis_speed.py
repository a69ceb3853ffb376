"""Cases a second of Hypothesis on the law of Properties.swift; prints one number."""

import math
import struct
import time

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

SIZE = 12
CASES = 300
fraction = st.floats(0, 1, exclude_max=True)
gradient = st.floats(-4, 4)


def bits(x):
    return struct.pack("<d", x)


@settings(
    max_examples=CASES, deadline=None, database=None, derandomize=True,
    phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(fraction, fraction, fraction, st.lists(gradient, min_size=SIZE * SIZE, max_size=SIZE * SIZE))
def independence(rate, alpha, epsilon, gradients):
    epsilon = epsilon * 1e-3 + 1e-300
    theta, square = [0.0] * SIZE, [0.0] * SIZE
    for step in range(SIZE):
        for i in range(SIZE):
            g = gradients[step * SIZE + i]
            square[i] = alpha * square[i] + (1 - alpha) * g * g
            theta[i] -= rate * g / (math.sqrt(square[i]) + epsilon)
    for i in range(SIZE):
        alone = average = 0.0
        for step in range(SIZE):
            g = gradients[step * SIZE + i]
            average = alpha * average + (1 - alpha) * g * g
            alone -= rate * g / (math.sqrt(average) + epsilon)
        assert bits(alone) == bits(theta[i])


start = time.perf_counter()
independence()
print(CASES / (time.perf_counter() - start))
