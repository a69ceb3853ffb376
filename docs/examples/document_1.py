"""The program of document 1, completed: a neuron is trained, and never comes to rest.

The document gives the update. Model, loss, data and start are not in it; these are the ones of
the lecture that it follows.
"""

from math import exp, sqrt

X, Y = [0.5, 2.5], [0.2, 0.9]
w, b = -2.0, -2.0
eta, beta, eps = 0.1, 0.9, 1e-9


def neuron(w, b, x):
    return 1 / (1 + exp(-(w * x + b)))


def gradient(w, b, x, y):
    """The slopes of (neuron - y)**2 / 2 in w and b."""
    f = neuron(w, b, x)
    slope = (f - y) * f * (1 - f)
    return slope * x, slope


v_w, v_b = 0.0, 0.0
path = []
for epoch in range(1000):
    dw, db = 0.0, 0.0
    for x, y in zip(X, Y):
        point = gradient(w, b, x, y)
        dw += point[0]
        db += point[1]
    # After the loop over the data, not in it: the document's indentation is lost.
    v_w = beta * v_w + (1 - beta) * (dw * dw)
    v_b = beta * v_b + (1 - beta) * (db * db)
    w -= eta / sqrt(v_w + eps) * dw
    b -= eta / sqrt(v_b + eps) * db
    path.append((w, b))

for epoch in (1, 2, 10, 40, 70):
    print("epoch {:4}  w {:.9f}  b {:.9f}".format(epoch, *path[epoch - 1]))
for w, b in sorted(path[-2:]):  # which of them is the last depends on the last bits
    print("at the end  w {:.4f}       b {:.4f}".format(w, b))
