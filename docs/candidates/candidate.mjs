// torch.optim.RMSprop in JavaScript, and the candidate protocol around it: node candidate.mjs
// JavaScript has no fma: rounding "separate". Math.fround makes it float32.

import { createInterface } from "node:readline";

const rounds = { float64: (x) => x, float32: Math.fround };

function step(p, g, state, h, f) {
  const [alpha, weight, eps, decay, mu] =
    [h.alpha, 1 - h.alpha, h.eps, h.weight_decay, h.momentum].map(f);
  const rate = f(-h.lr);
  const zeros = () => p.map(() => 0);
  const v = (state.square_avg ??= zeros());
  const m = h.centered ? (state.grad_avg ??= zeros()) : null;
  const b = h.momentum > 0 ? (state.momentum_buffer ??= zeros()) : null;
  for (let i = 0; i < p.length; i++) {
    let x = h.maximize ? -g[i] : g[i];
    if (h.weight_decay !== 0) x = f(x + f(decay * p[i]));
    v[i] = f(f(alpha * v[i]) + f(f(weight * x) * x));
    let s = v[i];
    if (m) {
      const d = f(x - m[i]);
      m[i] = Math.abs(weight) < 0.5 ? f(m[i] + f(weight * d)) : f(x + f(f(weight - 1) * d));
      s = f(s - f(m[i] * m[i]));
    }
    const r = f(f(Math.sqrt(s)) + eps);
    if (b) {
      b[i] = f(f(mu * b[i]) + f(x / r));
      p[i] = f(p[i] + f(rate * b[i]));
    } else {
      p[i] = f(p[i] + f(f(rate * x) / r));
    }
  }
}

const read = (list) => list.map(Number);  // Number("NaN"), Number("Infinity") are what they say

// JSON.stringify would lose -0 and what is not finite.
const number = (x) => !Number.isFinite(x) ? `"${x}"` : Object.is(x, -0) ? "-0.0" : String(x);
const written = (results) =>
  `{${Object.entries(results).map(([key, list]) => `"${key}": [${list.map(number)}]`)}}`;

function run(trace) {
  const [p, state, h] = [read(trace.params), {}, { ...trace.hyperparameters }];
  const steps = trace.steps.map(({ lr, grad }) => {
    h.lr = lr ?? h.lr;
    if (grad) step(p, read(grad), state, h, rounds[trace.scalar]);
    return written({ params: p, ...state });
  });
  return `[${steps}]`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.cmd === "start") {
    console.log(JSON.stringify({
      version: 1, implementation: { name: "javascript", language: "javascript" },
      scalars: Object.keys(rounds), rounding: "separate", square_root: "ieee",
      supports: ["momentum", "centered", "weight_decay", "maximize", "lr_schedule",
        "missing_gradient", "state"],
    }));
  } else if (message.cmd === "run") {
    console.log(`{"seq": ${message.seq}, "steps": ${run(message.case)}}`);
  } else break;
}
