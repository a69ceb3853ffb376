"""The torch programs of two documents, completed with the lines that they forgot.

Both documents make an optimizer and never train with it: there is no zero_grad, no backward, and
one has every step commented out. The loop is added here; model, loss and settings are theirs. Their
random data comes from our own generator, so that it is the same everywhere.
"""

from case import Draw, Program

LOOP = (
    "completed with zero_grad, backward and step in a loop; data and starting weights are drawn "
    "by the recorder, not by torch; parameters are the weight, row by row, and then the bias"
)


def programs():
    return [
        Program(
            name="document-0",
            about=(
                f"The program of document 0 (Linear(3, 2), mean squared error), {LOOP}; its "
                "RMSProp is RMSprop."
            ),
            flags=("BASIC", "SHAPE_BATCH"),
            catches=(
                "An optimizer that is right on made-up gradients and wrong on those of a real "
                "model."
            ),
            effect="The first real training run differs from PyTorch's and nobody knows why.",
            inputs=3,
            outputs=2,
            rows=10,
            epochs=40,
            hyperparameters={
                "lr": 0.01,
                "alpha": 0.99,
                "eps": 1e-8,
                "weight_decay": 0.0,
                "momentum": 0.0,
                "centered": False,
            },
        ),
        Program(
            name="document-2",
            about=(
                "The program of document 2 (Linear(10, 1), mean squared error, 64 rows), "
                f"{LOOP}."
            ),
            flags=("BASIC", "SHAPE_BATCH"),
            catches=(
                "A weight and a bias that share an average, or an average for each row of the "
                "weight."
            ),
            effect="All coordinates get one rate, which is what RMSprop was made to avoid.",
            inputs=10,
            outputs=1,
            rows=64,
            epochs=40,
            hyperparameters={"lr": 0.001, "alpha": 0.99, "eps": 1e-8, "momentum": 0.0},
        ),
    ]


def data(program):
    """Inputs, targets and starting weights of a program, as rows of numbers."""
    draw = Draw(program.name)
    inputs = draw.matrix(program.rows, program.inputs)
    targets = draw.matrix(program.rows, program.outputs)
    bound = 2.0**-1 if program.inputs < 8 else 2.0**-2
    weight = [
        [bound * value for value in row]
        for row in draw.matrix(program.outputs, program.inputs)
    ]
    bias = [bound * value for value in draw.matrix(1, program.outputs)[0]]
    return inputs, targets, weight, bias
