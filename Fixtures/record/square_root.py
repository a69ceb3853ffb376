"""A correctly rounded square root in torch's place.

On x86 torch takes its root from a vector library, whose last bit depends on the CPU. With NumPy's,
which is the CPU's own and correctly rounded, a recording is the same everywhere.
"""

from contextlib import contextmanager

import numpy


@contextmanager
def correctly_rounded_root(torch):
    """While this is open, every root that torch takes is NumPy's."""

    def root(values):
        result = torch.empty_like(values)
        root_into(values, result)
        return result

    def root_in_place(values):
        root_into(values, values)
        return values

    def root_into(values, result):
        # NumPy has no bfloat16; a root in float32 has digits enough to be rounded once more.
        wide = values.detach()
        if values.element_size() == 2:
            wide = wide.float()
        found = torch.empty_like(wide)
        with numpy.errstate(invalid="ignore"):
            numpy.sqrt(wide.numpy(), out=found.numpy())
        result.detach().copy_(found)

    def roots(tensors):
        return [root(values) for values in tensors]

    def roots_in_place(tensors):
        for values in tensors:
            root_in_place(values)

    replaced = (
        (torch.Tensor, "sqrt", root),
        (torch.Tensor, "sqrt_", root_in_place),
        (torch, "_foreach_sqrt", roots),
        (torch, "_foreach_sqrt_", roots_in_place),
    )
    kept = [getattr(owner, name) for owner, name, _ in replaced]
    for owner, name, function in replaced:
        setattr(owner, name, function)
    try:
        yield
    finally:
        for (owner, name, _), function in zip(replaced, kept, strict=True):
            setattr(owner, name, function)


@contextmanager
def stock_root(_torch):
    """Torch as it is."""
    yield
