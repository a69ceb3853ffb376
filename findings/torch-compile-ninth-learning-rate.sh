#!/usr/bin/env bash
# torch 2.13.0 (CPU, x86-64), from its own package.
#
# An RMSprop step under torch.compile, with a learning rate that is a Python float and is another one
# at each step, as a scheduler sets it.
#
# Expected: the compiled step computes the same way at every step.
# Seen: it does for eight rates. At the ninth the recompile limit is reached, and from then on each
# step has the bits of the eager one: the average of squares is computed in another order in the middle of
# training, without an error. (A rate that is a tensor has one compilation for all values.)
#
# Output seen:
#   torch 2.13.0: steps with eager bits: none of the first 8, all of the last 4
#   the rate a tensor: none of 12
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==2.4.6

cat >steps.py <<'PYTHON'
import logging

import torch

torch.set_num_threads(1)
logging.disable(logging.WARNING)


def eager_bits(tensor_rate):
    """Of each of 12 steps, whether its average of squares is the eager step's, to the bit."""
    torch._dynamo.reset()
    generator = torch.Generator().manual_seed(1)
    parameter = torch.nn.Parameter(torch.zeros(4096))
    rate = torch.tensor(0.01) if tensor_rate else 0.01
    optimizer = torch.optim.RMSprop([parameter], lr=rate, alpha=0.9, foreach=False)
    step = torch.compile(lambda: optimizer.step())
    average = torch.zeros(4096)
    same = []
    for t in range(12):
        rate = 0.01 / (t + 1)
        optimizer.param_groups[0]["lr"] = torch.tensor(rate) if tensor_rate else rate
        parameter.grad = torch.randn(4096, generator=generator)
        # What the eager step does: square_avg.mul_(alpha).addcmul_(grad, grad, value=1 - alpha)
        average = average.clone().mul_(0.9).addcmul_(parameter.grad, parameter.grad, value=1 - 0.9)
        step()
        found = optimizer.state[parameter]["square_avg"].detach().clone()
        same.append(torch.equal(found, average))
        average = found
    return same


floats = eager_bits(False)
print(f"torch {torch.__version__.split('+')[0]}: steps with eager bits: "
      f"{sum(floats[:8]) or 'none'} of the first 8, "
      f"{'all' if all(floats[8:]) else sum(floats[8:])} of the last 4")
tensors = eager_bits(True)
print(f"the rate a tensor: {sum(tensors) or 'none'} of 12")
PYTHON

seen=$(venv/bin/python steps.py 2>/dev/null)
echo "$seen"
[[ $seen == "torch 2.13.0: steps with eager bits: none of the first 8, all of the last 4
the rate a tensor: none of 12" ]]
