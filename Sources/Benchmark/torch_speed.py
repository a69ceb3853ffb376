"""Measures torch.optim.RMSprop.step() for `make bench`, a turn at a time, when asked.

A question is a line, `float64 full 1000 2 8832 FILE` (type, plain or full, numbers, threads, how
many bytes apart the arrays begin in the file); so is the answer, in JSON: nanoseconds for an
element and step, of the eager optimizer (with foreach or without, whichever is faster) and of the
compiled one. Where torch.compile does not work (it needs a C++ compiler), `compiled` is null and
`about` says why. Tensors are arrays of the file, which the other contenders work on, too.
"""

import json
import sys
import time

import torch

def arrays(file, distance, count, kind):
    """Parameter, gradient, square_avg, grad_avg and momentum_buffer in the file's memory."""
    memory = torch.from_file(file, shared=True, size=5 * distance, dtype=torch.uint8)
    size = count * kind.itemsize
    return [memory[i * distance : i * distance + size].view(kind) for i in range(5)]


def optimizer(tensors, full, foreach):
    parameter = torch.nn.Parameter(tensors[0])
    parameter.grad = tensors[1]
    settings = {"momentum": 0.9, "centered": True} if full else {}
    made = torch.optim.RMSprop([parameter], foreach=foreach, **settings)
    state = {"step": torch.zeros(()), "square_avg": tensors[2]}
    if full:
        state |= {"grad_avg": tensors[3], "momentum_buffer": tensors[4]}
    made.state[parameter] = state
    return made


def nanoseconds(step, count):
    steps = min(200, max(3, 3_000_000 // count))
    start = time.perf_counter()
    for _ in range(steps):
        step()
    return (time.perf_counter() - start) * 1e9 / (steps * count)


def contenders(full, tensors, threads):
    """The steps of eager torch and the compiled step, or why it could not be compiled."""
    torch.set_num_threads(threads)
    torch._dynamo.reset()
    eager = [optimizer(tensors, full, foreach).step for foreach in (False, True)]
    try:
        compiled = torch.compile(optimizer(tensors, full, True).step, fullgraph=False)
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
            scalar, kind, count, threads, distance, file = question.split(maxsplit=5)
            count = int(count)
            tensors = arrays(file.strip(), int(distance), count, getattr(torch, scalar))
            eager, compiled, missing = contenders(kind == "full", tensors, int(threads))
            about = f"torch {torch.__version__}, eager (foreach or not, the faster) and compiled"
            if missing is not None:
                about += f"; torch.compile does not work here: {missing}"
        for tensor in (tensors[0], *tensors[2:]):
            tensor.zero_()
        answer = {
            "eager": min(nanoseconds(step, count) for step in eager),
            "compiled": nanoseconds(compiled, count) if compiled else None,
            "about": about,
        }
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
