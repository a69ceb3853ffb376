"""The catalogue of cases, as data: what goes into each golden trace, and why it is there.

No torch here. Ids are stable: cases are appended, never renamed, and a published case never changes
what it puts in.
"""

import cases_basic
import cases_documents
import cases_half
import cases_numbers
import cases_pairwise
import cases_settings
import cases_state

# Long or wide cases that take no root which smaller ones do not take; they would only add bulk to
# pytorch-stock/.
STOCK_LEAVES_OUT = (
    "constant-1e-3-centered",
    "size-1000-plain",
    "size-1000-centered-momentum",
)


def catalogue(scalar):
    """Every case of the PyTorch sets for this scalar type."""
    if scalar in ("float16", "bfloat16"):
        return list(cases_half.cases())
    groups = (
        cases_basic.cases(),
        cases_pairwise.cases(),
        cases_settings.cases(),
        cases_state.cases(),
        cases_numbers.cases(scalar),
        cases_documents.programs(),
    )
    found = [case for group in groups for case in group]
    names = [case.name for case in found]
    assert len(set(names)) == len(names), "two cases share a name"
    return found
