#!/usr/bin/env bash
# torch 2.13.0 (CPU, x86-64), from its own package.
#
# One step of torch.optim.RMSprop with its defaults, in float32, from 0 by a gradient of 1e20: eager,
# and under torch.compile.
#
# Expected: the same step, up to rounding.
# Seen: the eager step moves the parameter by 0.1, the compiled one not at all. Eager code multiplies the
# gradient by 1 - alpha before it squares it, so the average is 1e38; compiled code squares first, which
# overflows, and divides by the root of infinity for ever after.
#
# Output seen:
#   torch 2.13.0 eager: parameter -0.1, average 1e+38
#   torch 2.13.0 compiled: parameter 0, average inf
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==2.4.6

cat >step.py <<'PYTHON'
import torch

for name in ("eager", "compiled"):
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.RMSprop([parameter], foreach=False)
    parameter.grad = torch.full((1,), 1e20)
    step = torch.compile(lambda: optimizer.step()) if name == "compiled" else optimizer.step
    step()
    average = optimizer.state[parameter]["square_avg"].item()
    print(f"torch {torch.__version__.split('+')[0]} {name}: "
          f"parameter {parameter.item():.3g}, average {average:.3g}")
PYTHON

seen=$(venv/bin/python step.py 2>/dev/null)
echo "$seen"
[[ $seen == "torch 2.13.0 eager: parameter -0.1, average 1e+38
torch 2.13.0 compiled: parameter 0, average inf" ]]
