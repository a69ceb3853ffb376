#!/usr/bin/env bash
# torch 2.13.0 (CPU, x86-64), from its own package.
#
# 1,200 steps of torch.optim.RMSprop with its defaults on a parameter in bfloat16 whose gradient is always
# 1, with foreach=False and with foreach=True. The average of squares tends to 1, as far as bfloat16 goes.
#
# Expected: foreach is a faster way to the same numbers, so the same average in both.
# Seen: 0.98 alone, 0.836 with foreach. The lists of tensors are multiplied by alpha = 0.99 rounded to
# bfloat16 (0.98828125), a single tensor by alpha rounded to float32, so the averages stop at other numbers.
#
# Output seen:
#   torch 2.13.0 foreach=False: average 0.98046875
#   torch 2.13.0 foreach=True: average 0.8359375
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==2.4.6

cat >average.py <<'PYTHON'
import torch

for foreach in (False, True):
    parameter = torch.nn.Parameter(torch.zeros(32, dtype=torch.bfloat16))
    optimizer = torch.optim.RMSprop([parameter], foreach=foreach)
    parameter.grad = torch.ones(32, dtype=torch.bfloat16)
    for _ in range(1200):
        optimizer.step()
    average = optimizer.state[parameter]["square_avg"]
    assert (average == average[0]).all()
    print(f"torch {torch.__version__.split('+')[0]} foreach={foreach}: average {average[0].item()}")
PYTHON

seen=$(venv/bin/python average.py 2>/dev/null)
echo "$seen"
[[ $seen == "torch 2.13.0 foreach=False: average 0.98046875
torch 2.13.0 foreach=True: average 0.8359375" ]]
