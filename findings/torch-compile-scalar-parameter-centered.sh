#!/usr/bin/env bash
# torch 2.13.0 (CPU, x86-64), from its own package.
#
# One compiled step of torch.optim.RMSprop, centered, alpha = 0.3, with the gradient 3, on a parameter without
# dimensions and on one of shape [1]. The average of gradients starts at 0, so it becomes 0.7 * 3 = 2.1.
#
# Expected: 2.1 for both.
# Seen: 0 for the parameter without dimensions, and -0.9 with foreach=True; 2.1 for shape [1]. Eager steps, and
# compiled ones of 2.4.1 and 2.14.1, give 2.1. The weight is above one half, where lerp starts from its end.
#
# Output seen:
#   torch 2.13.0 shape () foreach=False: average 0.0000
#   torch 2.13.0 shape () foreach=True: average -0.9000
#   torch 2.13.0 shape (1,) foreach=False: average 2.1000
#   torch 2.13.0 shape (1,) foreach=True: average 2.1000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==2.4.6

cat >average.py <<'PYTHON'
import torch

for shape in ((), (1,)):
    for foreach in (False, True):
        torch._dynamo.reset()
        parameter = torch.nn.Parameter(torch.ones(shape, dtype=torch.float64))
        optimizer = torch.optim.RMSprop([parameter], alpha=0.3, centered=True, foreach=foreach)
        parameter.grad = torch.full(shape, 3.0, dtype=torch.float64)
        torch.compile(lambda: optimizer.step())()
        average = optimizer.state[parameter]["grad_avg"].item()
        version = torch.__version__.split("+")[0]
        print(f"torch {version} shape {shape} foreach={foreach}: average {average:.4f}")
PYTHON

seen=$(venv/bin/python average.py 2>/dev/null)
echo "$seen"
[[ $seen == "torch 2.13.0 shape () foreach=False: average 0.0000
torch 2.13.0 shape () foreach=True: average -0.9000
torch 2.13.0 shape (1,) foreach=False: average 2.1000
torch 2.13.0 shape (1,) foreach=True: average 2.1000" ]]
