"""Records the sets textbook/ and batch/, and how far the PyTorch traces are from the exact values.

    python record_exact.py [--output DIR]

Everything is evaluated by mpmath in real numbers (exact.py): the doubles of the inputs are taken as
they are, nothing is rounded between steps, and what is written is rounded to nearest once. Run it
after record_pytorch.py, whose traces it completes with the key `exact`.
"""

import argparse
from pathlib import Path

import cases_batch
import cases_textbook
import document_1
import mpmath
import trace_file
from cases_batch import DATA
from distance import distance
from exact import DIGITS, Batch, Textbook, exact, to_scalar
from mpmath import mpf
from trace_file import rounder

NEUTRAL = {"weight_decay": 0.0, "momentum": 0.0, "centered": False, "maximize": False}


def described(case, place, reference, scalar):
    """The head of a trace: everything but the run."""
    return {
        "format": trace_file.FORMAT,
        "id": place,
        "about": case.about,
        "flags": list(case.flags),
        "catches": case.catches,
        "effect": case.effect,
        "level": "1e-12",
        "reference": reference,
        "source": {
            "implementation": "mpmath",
            "version": mpmath.__version__,
            "settings": {"digits": DIGITS, "recorder": Path(__file__).name},
        },
        "scalar": scalar,
        "hyperparameters": case.hyperparameters | NEUTRAL,
    }


def values(coordinates, scalar):
    """What is written of the coordinates after a step."""
    found = [each.values() for each in coordinates]
    return {
        key: [to_scalar(each[key], scalar) for each in found]
        for key in ("params", "square_avg")
    }


def textbook_trace(case, placement, scalar):
    """The formula with eps where `placement` says, on the gradients of a case."""
    reference = f"textbook-{placement}"
    settings = case.hyperparameters | ({"eps": 0.0} if placement == "none" else {})
    rounded = rounder(scalar)
    start = [rounded(value) for value in case.params]
    coordinates = [Textbook(reference, settings, value) for value in start]
    rate, steps = settings["lr"], []
    for index, grad in enumerate(case.grads):
        step = {"lr": case.rates[index]} if index in case.rates else {}
        rate = step.get("lr", rate)
        step["grad"] = None if grad is None else [rounded(value) for value in grad]
        if grad is not None:
            for each, value in zip(coordinates, step["grad"], strict=True):
                each.step(exact(rate), exact(value))
        steps.append(step | values(coordinates, scalar))
    head = described(case, f"textbook/{placement}/{scalar}/{case.name}", reference, scalar)
    return head | {"hyperparameters": settings | NEUTRAL, "params": start, "steps": steps}


def layer_gradients(placement):
    """Trains document 2's layer exactly; returns start and the gradients, rounded to doubles."""
    inputs, targets, start = cases_textbook.layer()
    rows = [[mpf(value) for value in row] + [mpf(1)] for row in inputs]
    settings = cases_textbook.DOCUMENT_2
    coordinates = [Textbook(f"textbook-{placement}", settings, value) for value in start]
    grads = []
    for _ in range(cases_textbook.LAYER["epochs"]):
        weights = [each.parameter for each in coordinates]
        errors = [
            mpmath.fdot(weights, row) - mpf(target)
            for row, target in zip(rows, targets, strict=True)
        ]
        columns = zip(*rows, strict=True)
        scale = mpf(2) / len(rows)
        grads.append([float(scale * mpmath.fdot(errors, column)) for column in columns])
        for each, value in zip(coordinates, grads[-1], strict=True):
            each.step(exact(settings["lr"]), exact(value))
    return start, grads


def textbook_traces():
    for placement in cases_textbook.PLACEMENTS:
        trained = cases_textbook.layer_case(*layer_gradients(placement))
        for case in [*cases_textbook.cases(), trained]:
            yield textbook_trace(case, placement, "float64")
            if case.name in cases_textbook.IN_FLOAT32:
                yield textbook_trace(case, placement, "float32")


def batch_trace(case, scalar):
    """Document 1's update on given rows of gradients."""
    rounded = rounder(scalar)
    start = [rounded(value) for value in case.params]
    coordinates = [Batch(case.hyperparameters, value) for value in start]
    rate, steps = case.hyperparameters["lr"], []
    for index, rows in enumerate(case.grads):
        step = {"lr": case.rates[index]} if index in case.rates else {}
        rate = step.get("lr", rate)
        step["grads"] = [[rounded(value) for value in row] for row in rows]
        for coordinate, each in enumerate(coordinates):
            total = sum((mpf(row[coordinate]) for row in step["grads"]), mpf(0))
            each.step(exact(rate), total)
        steps.append(step | values(coordinates, scalar))
    head = described(case, f"batch/{scalar}/{case.name}", "batch", scalar)
    return head | {"params": start, "steps": steps}


def document_1_trace(kind):
    """Document 1's program, its gradients being those of a neuron on the exact trajectory."""
    neuron, steps = document_1.Neuron(kind), []
    for rows, coordinates in document_1.train(neuron, cases_batch.EPOCHS[kind]):
        loss = neuron.loss(*(each.parameter for each in coordinates))
        steps.append(
            {"grads": [[float(value) for value in row] for row in rows]}
            | values(coordinates, "float64")
            | {"loss": float(loss)}
        )
    case = cases_batch.document_1(kind, [step["grads"] for step in steps])
    head = described(case, f"batch/float64/{case.name}", "batch", "float64")
    extra = {"model": kind, "data": DATA, "limit": document_1.limit(kind)}
    return head | extra | {"params": case.params, "steps": steps}


def batch_traces():
    for case in cases_batch.cases():
        yield batch_trace(case, "float64")
        if case.name in cases_batch.IN_FLOAT32:
            yield batch_trace(case, "float32")
    for kind in cases_batch.EPOCHS:
        yield document_1_trace(kind)


def record(traces, name, output):
    ids = []
    for trace in traces:
        trace_file.progress(trace["id"])
        trace_file.write(trace, output)
        ids.append(trace["id"])
    trace_file.refuse_strangers(output, [name], ids)


def complete(output):
    """Adds to every PyTorch trace how far it is from the exact value."""
    for path in trace_file.recorded(output, ("pytorch", "pytorch-stock")):
        trace = trace_file.read(path)
        trace_file.progress(trace["id"])
        trace_file.write(trace | {"exact": distance(trace)}, output)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    output = parser.parse_args().output
    record(textbook_traces(), "textbook", output)
    record(batch_traces(), "batch", output)
    complete(output)
    trace_file.write_sums(output)
    trace_file.progress("")


if __name__ == "__main__":
    main()
