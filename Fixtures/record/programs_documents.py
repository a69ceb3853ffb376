"""Small programs that do what the three documents' programs do wrong, or leave open.

Each is ours, and holds of a document the few characters that are in question. Its name begins with
the point of docs/errata.md that it belongs to.
"""

from typing import NamedTuple


class Program(NamedTuple):
    """A program, and which of its variables tell what came out."""

    id: str
    about: str
    text: str
    values: tuple[str, ...] = ()


ONE_PARAMETER = """\
import torch

def run(gradients, start=0.0, **settings):
    theta = torch.nn.Parameter(torch.tensor([start], dtype=torch.float64))
    optimizer = torch.optim.RMSprop([theta], foreach=False, **settings)
    path = []
    for gradient in gradients:
        theta.grad = torch.tensor([gradient], dtype=torch.float64)
        optimizer.step()
        path.append(theta.item())
    return path

"""

DOCUMENT_0 = (
    Program("0.1", "The name of the optimizer.", "import torch\ntorch.optim.RMSProp\n"),
    Program("0.2", "A comment behind a backslash.", "\\# a comment\n"),
    Program(
        "0.3-without-backward",
        "A step without gradients.",
        """\
import torch

linear = torch.nn.Linear(3, 2)
before = [one.detach().clone() for one in linear.parameters()]
optimizer = torch.optim.RMSprop(linear.parameters())
loss = linear(torch.ones(10, 3)).square().mean()
optimizer.step()
gradients = [one.grad for one in linear.parameters()]
moved = any(not torch.equal(a, b) for a, b in zip(before, linear.parameters()))
states = len(optimizer.state)
""",
        ("gradients", "moved", "states"),
    ),
    Program(
        "0.3-with-backward",
        "The same with backward(): how far each of the eight coordinates goes.",
        """\
import torch

linear = torch.nn.Linear(3, 2)
for one in linear.parameters():
    one.data = torch.linspace(-0.5, 0.5, one.numel()).reshape(one.shape)
before = [one.detach().clone() for one in linear.parameters()]
optimizer = torch.optim.RMSprop(linear.parameters(), lr=0.01, alpha=0.99)
optimizer.zero_grad()
linear(torch.tensor([[1.0, 2.0, 3.0], [3.0, 1.0, 1.0]])).square().mean().backward()
gradients = [g for one in linear.parameters() for g in one.grad.flatten().tolist()]
optimizer.step()
steps = [
    s
    for a, b in zip(before, linear.parameters())
    for s in (b.detach() - a).flatten().tolist()
]
states = len(optimizer.state)
""",
        ("gradients", "steps", "states"),
    ),
    Program(
        "0.4",
        "A zero gradient at the first step, without eps and with it.",
        ONE_PARAMETER
        + "without = run([0.0], 0.5, eps=0)\nwith_eps = run([0.0], 0.5, eps=1e-8)\n",
        ("without", "with_eps"),
    ),
    Program(
        "0.10",
        "Fifty steps by a constant gradient, small, middling and large.",
        ONE_PARAMETER
        + "ends = [run([g] * 50, alpha=0.9, eps=0)[-1] for g in (1e-3, 1.0, 1e3)]\n"
        + "powers = [run([g] * 50, alpha=0.9, eps=0)[-1] for g in (2.0**-10, 1.0, 2.0**10)]\n",
        ("ends", "powers"),
    ),
    Program(
        "0.12",
        "Three steps with momentum.",
        ONE_PARAMETER
        + "path = run([1.0] * 3, lr=0.1, alpha=0.9, eps=0, momentum=0.9)\n",
        ("path",),
    ),
    Program(
        "0.12-everything",
        "Three steps with weight decay, centering and momentum.",
        ONE_PARAMETER
        + "path = run([1.0, -0.5, 2.0], 0.5, lr=0.1, alpha=0.75, eps=0.125, momentum=0.5, "
        + "weight_decay=0.25, centered=True)\n",
        ("path",),
    ),
    Program(
        "0.13",
        "Centered, a constant gradient: the first step that gives NaN, if one of 1000 does.",
        """\
import math

import torch

def first_nan(gradient, alpha, scalar):
    theta = torch.nn.Parameter(torch.zeros(1, dtype=scalar))
    optimizer = torch.optim.RMSprop([theta], alpha=alpha, centered=True, foreach=False)
    theta.grad = torch.tensor([gradient], dtype=scalar)
    for step in range(1, 1001):
        optimizer.step()
        if math.isnan(theta.item()):
            return step

single = first_nan(0.7, 0.9, torch.float32)
double = first_nan(0.1, 0.9, torch.float64)
another = first_nan(0.7, 0.9, torch.float64)
""",
        ("single", "double", "another"),
    ),
)

# The names that document 1's function reads, in the places where it reads them.
NAMES_OF_DOCUMENT_1 = """\
def names():
    first, second = init_w, init_b
    for epoch in range(max_epochs):
        for x, y in zip(X, Y):
            grad_w
            grad_b
        np.sqrt(v_w)
        np.sqrt(v_b)
"""

DOCUMENT_1 = (
    Program("1.1", "A function without indentation.", "def rmsprop():\nw = 0\n"),
    Program("1.3", "A name that is assigned, another that is read.", "vw = 0\nv_w\n"),
    Program(
        "1.4",
        "A function that returns nothing.",
        "def train():\n    w = 1.0\n\n\nprint(train())\n",
    ),
    Program(
        "1.7-after",
        "An average that is updated after the loop over the data.",
        "d, steps = 0, 0\nfor x in (1, 2):\n    d += x\nsteps += 1\n",
        ("d", "steps"),
    ),
    Program(
        "1.7-inside",
        "The same lines with one more indented.",
        "d, steps = 0, 0\nfor x in (1, 2):\n    d += x\n    steps += 1\n",
        ("d", "steps"),
    ),
    Program(
        "1.8",
        "A pair in a loop without parentheses.",
        "pairs = []\nfor x,y in zip([1, 2], [3, 4]):\n    pairs.append([x, y])\n",
        ("pairs",),
    ),
)

DOCUMENT_2 = (
    Program("2.5-minus", "The page's minus sign, U+2212.", "w = 3 \u2212 1\n"),
    Program(
        "2.5-epsilon",
        "The page's epsilon, U+03F5, assigned; the usual one, U+03B5, read.",
        "\u03f5 = 1e-8\nsame = \u03b5\n",
        ("same",),
    ),
    Program(
        "2.7",
        "An optimizer that is made and never used.",
        """\
import torch

model = torch.nn.Linear(10, 1)
optimizer = torch.optim.RMSprop(model.parameters(), lr=0.001)
states = len(optimizer.state)
""",
        ("states",),
    ),
    Program(
        "2.7-completed",
        "A step of it with gradients: the longest and the shortest of its eleven coordinates.",
        """\
import torch

model = torch.nn.Linear(10, 1)
for one in model.parameters():
    one.data = torch.zeros_like(one)
optimizer = torch.optim.RMSprop(model.parameters(), lr=0.001, alpha=0.99, eps=1e-8)
optimizer.zero_grad()
inputs = torch.arange(1.0, 21.0).reshape(2, 10)
torch.nn.MSELoss()(model(inputs), torch.ones(2, 1)).backward()
optimizer.step()
lengths = [s for one in model.parameters() for s in one.detach().abs().flatten().tolist()]
longest, shortest = max(lengths), min(lengths)
""",
        ("longest", "shortest"),
    ),
    Program(
        "2.8",
        "A call whose second line is not indented.",
        "made = dict(lr=1,\nalpha=2)\n",
        ("made",),
    ),
    Program(
        "2.9",
        "What holds where nothing is given.",
        """\
import torch

defaults = torch.optim.RMSprop([torch.zeros(1, requires_grad=True)]).defaults
lr, alpha, eps = (defaults[name] for name in ("lr", "alpha", "eps"))
""",
        ("lr", "alpha", "eps"),
    ),
    Program(
        "2.9-names",
        "What the optimizer calls its hyperparameters and its state.",
        """\
import torch

theta = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.RMSprop([theta], momentum=0.9, centered=True)
names = list(optimizer.defaults)
theta.grad = torch.ones(1)
optimizer.step()
state = list(optimizer.state[theta])
""",
        ("names", "state"),
    ),
)

# Where the root of document 2's formula may have been, in the TeX that its page was made from.
FORMULAS_OF_DOCUMENT_2 = {
    "2.1-outside": r"\sqrt{S_{dw}}+\epsilon",
    "2.1-inside": r"\sqrt{S_{dw}+\epsilon}",
    "2.1-unrooted": r"S_{dw}+\epsilon",
}
UPDATE_OF_DOCUMENT_2 = r"w=w-\alpha\frac{\frac{\partial L}{\partial w}}{%s}"
