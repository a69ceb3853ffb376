"""Measures torch.optim.RMSprop.step() for `make bench`, and prints the times as JSON.

Eager torch is measured with foreach on and off, and the faster counts. Where torch.compile does not
work (it needs a C++ compiler), the output says so.
"""

import json
import sys
import time

import torch

SIZES = (1_000, 100_000, 1_000_000, 10_000_000)


def optimizer(count, kind, full, foreach):
    parameter = torch.nn.Parameter(torch.ones(count, dtype=kind))
    parameter.grad = (torch.arange(count) % 1000 + 1).to(kind) / 500 - 1.0005
    settings = {"momentum": 0.9, "centered": True} if full else {}
    return torch.optim.RMSprop([parameter], foreach=foreach, **settings)


def nanoseconds(step, count):
    """The best of several turns, for an element."""
    steps = min(200, max(3, 3_000_000 // count))
    step()
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(steps):
            step()
        best = min(best, time.perf_counter() - start)
    return best * 1e9 / (steps * count)


def compiled(count, kind, full):
    torch._dynamo.reset()
    one = optimizer(count, kind, full, foreach=True)
    return nanoseconds(torch.compile(one.step, fullgraph=False), count)


def main():
    found, missing = [], None
    for threads in (1, 2):
        torch.set_num_threads(threads)
        for scalar in ("float64", "float32"):
            kind = getattr(torch, scalar)
            for full in (False, True):
                for count in SIZES:
                    row = {"scalar": scalar, "full": full, "count": count, "threads": threads}
                    eager = min(
                        nanoseconds(optimizer(count, kind, full, foreach).step, count)
                        for foreach in (False, True)
                    )
                    found.append(row | {"contender": "eager", "ns": eager})
                    if missing is None:
                        try:
                            ns = compiled(count, kind, full)
                            found.append(row | {"contender": "compiled", "ns": ns})
                        except Exception as error:  # Whatever keeps torch from compiling.
                            missing = str(error).splitlines()[0]
                    if sys.stderr.isatty():
                        sys.stderr.write(f"\r\x1b[Ktorch {threads} {scalar} {full} {count}")
    about = f"torch {torch.__version__}, eager (foreach or not, the faster) and compiled"
    if missing is not None:
        about += f"; torch.compile does not work here: {missing}"
    print(json.dumps({"about": about, "measurements": found}))


if __name__ == "__main__":
    main()
