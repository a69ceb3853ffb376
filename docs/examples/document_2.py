"""The program of document 2, completed: its commented lines made real, with fixed data.

The document's beta is PyTorch's alpha; its rate is a tenth of PyTorch's default.
"""

import torch
from torch import nn, optim

inputs = torch.cos(torch.arange(640.0)).reshape(64, 10)
labels = inputs.sum(dim=1, keepdim=True)

model = nn.Linear(10, 1)
with torch.no_grad():
    model.weight.fill_(0.1)
    model.bias.fill_(-0.1)

optimizer = optim.RMSprop(model.parameters(), lr=0.001, alpha=0.99, eps=1e-8, momentum=0)
mean_squared_error = nn.MSELoss()

before = [p.detach().clone() for p in model.parameters()]
optimizer.zero_grad()
loss = mean_squared_error(model(inputs), labels)
loss.backward()
optimizer.step()
moves = [abs(m) for p, q in zip(model.parameters(), before) for m in (p - q).flatten().tolist()]
print(f"loss {loss.item():.5f}, then {mean_squared_error(model(inputs), labels).item():.5f}")
print(f"moves of the {len(moves)} parameters: {min(moves):.5f} to {max(moves):.5f}")
