"""The program of document 0, completed: a linear layer is trained with RMSprop.

Data and starting weights are fixed, so that every run prints the same.
"""

import torch
from torch import nn

inputs = torch.linspace(-1, 1, 30).reshape(10, 3)
targets = torch.linspace(1, -2, 20).reshape(10, 2)

layer = nn.Linear(3, 2)
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[0.5, -0.25, 0.125], [-0.5, 0.25, 0.75]]))
    layer.bias.zero_()

mean_squared_error = nn.MSELoss()
optimizer = torch.optim.RMSprop(  # not RMSProp
    layer.parameters(), lr=0.01, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False
)

for step in range(1, 4):
    optimizer.zero_grad()
    loss = mean_squared_error(layer(inputs), targets)
    loss.backward()  # without it there is no gradient, and step() does nothing
    before = [p.detach().clone() for p in layer.parameters()]
    optimizer.step()
    longest = max((p - q).abs().max().item() for p, q in zip(layer.parameters(), before))
    print(f"step {step}: loss {loss.item():.5f}, longest move {longest:.5f}")
