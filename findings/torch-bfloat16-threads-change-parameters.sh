#!/usr/bin/env bash
# torch 2.13.0 (CPU, x86-64 with AVX2), from its own package.
#
# Three steps of torch.optim.RMSprop with weight decay on 40,003 equal parameters in bfloat16 with
# equal gradients, on one thread and on two.
#
# Expected: every parameter the same, whatever the number of threads: nothing is summed.
# Seen: on one thread three parameters differ from the rest (40,000 to 40,002), on two threads three others
# (20,000, 20,001 and 40,002). Numbers that do not fill a vector of 32 round one operation more, and each
# thread's share has its own end.
#
# Output seen:
#   torch 2.13.0, 1 thread: differ from the first [40000, 40001, 40002]
#   torch 2.13.0, 2 threads: differ from the first [20000, 20001, 40002]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==2.4.6

cat >threads.py <<'PYTHON'
import torch

for threads in (1, 2):
    torch.set_num_threads(threads)
    parameter = torch.nn.Parameter(torch.full((40003,), 0.7, dtype=torch.bfloat16))
    optimizer = torch.optim.RMSprop(
        [parameter], lr=0.01, eps=1e-3, weight_decay=0.3, foreach=False
    )
    for gradient in (-0.32, 0.07, -1.34):
        parameter.grad = torch.full((40003,), gradient, dtype=torch.bfloat16)
        optimizer.step()
    others = (parameter != parameter[0]).nonzero().flatten().tolist()
    print(f"torch {torch.__version__.split('+')[0]}, {threads} thread{'s' * (threads > 1)}: "
          f"differ from the first {others}")
PYTHON

seen=$(venv/bin/python threads.py 2>/dev/null)
echo "$seen"
[[ $seen == "torch 2.13.0, 1 thread: differ from the first [40000, 40001, 40002]
torch 2.13.0, 2 threads: differ from the first [20000, 20001, 40002]" ]]
