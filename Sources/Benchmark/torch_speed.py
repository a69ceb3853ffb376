"""Measures torch.optim.RMSprop.step() for `make bench`, a turn at a time, when asked.

A question is a line, `float64 full 1000 2` (type, plain or full, numbers, threads); so is the
answer, in JSON: nanoseconds for an element and step, of the eager optimizer (with foreach or
without, whichever is faster) and of the compiled one. Where torch.compile does not work (it needs a
C++ compiler), `compiled` is null and `about` says why.
"""

import json
import sys
import time

import torch

def optimizer(count, kind, full, foreach):
    parameter = torch.nn.Parameter(torch.ones(count, dtype=kind))
    parameter.grad = (torch.arange(count) % 1000 + 1).to(kind) / 500 - 1.0005
    settings = {"momentum": 0.9, "centered": True} if full else {}
    return torch.optim.RMSprop([parameter], foreach=foreach, **settings)


def nanoseconds(step, count):
    steps = min(200, max(3, 3_000_000 // count))
    start = time.perf_counter()
    for _ in range(steps):
        step()
    return (time.perf_counter() - start) * 1e9 / (steps * count)


def contenders(scalar, full, count, threads):
    """The steps of eager torch and the compiled step, or why it could not be compiled."""
    torch.set_num_threads(threads)
    torch._dynamo.reset()
    kind = getattr(torch, scalar)
    eager = [optimizer(count, kind, full, foreach).step for foreach in (False, True)]
    try:
        compiled = torch.compile(optimizer(count, kind, full, True).step, fullgraph=False)
        compiled()
        missing = None
    except Exception as error:  # Whatever keeps torch from compiling.
        compiled, missing = None, (str(error).splitlines() or [repr(error)])[0]
    for step in eager:
        step()
    return eager, compiled, missing


def main():
    asked = None
    for question in sys.stdin:
        if question != asked:
            asked = question
            scalar, kind, count, threads = question.split()
            count = int(count)
            eager, compiled, missing = contenders(scalar, kind == "full", count, int(threads))
            about = f"torch {torch.__version__}, eager (foreach or not, the faster) and compiled"
            if missing is not None:
                about += f"; torch.compile does not work here: {missing}"
        answer = {
            "eager": min(nanoseconds(step, count) for step in eager),
            "compiled": nanoseconds(compiled, count) if compiled else None,
            "about": about,
        }
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
