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
        with numpy.errstate(invalid="ignore"):
            numpy.sqrt(values.detach().numpy(), out=result.detach().numpy())

    kept = torch.Tensor.sqrt, torch.Tensor.sqrt_
    torch.Tensor.sqrt, torch.Tensor.sqrt_ = root, root_in_place
    try:
        yield
    finally:
        torch.Tensor.sqrt, torch.Tensor.sqrt_ = kept


@contextmanager
def stock_root(_torch):
    """Torch as it is."""
    yield
