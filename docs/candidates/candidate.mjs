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
const readState = ({ step, ...state }) =>
  Object.fromEntries(Object.entries(state).map(([key, list]) => [key, read(list)]));

// JSON.stringify would lose -0 and what is not finite.
const number = (x) => !Number.isFinite(x) ? `"${x}"` : Object.is(x, -0) ? "-0.0" : String(x);
const written = (results) =>
  `{${Object.entries(results).map(([key, list]) => `"${key}": [${list.map(number)}]`)}}`;

function run(trace) {
  // One parameter stands beside its steps, several stand in lists.
  const several = (object) => object.tensors ?? [object];
  const groups = (trace.groups ?? [{}]).map((own) => ({ ...trace.hyperparameters, ...own }));
  const tensors = several(trace).map(({ params, group, state }, k) => ({
    p: read(params), h: groups[group ?? 0], state: readState(state ?? trace.load?.[k] ?? {}),
  }));
  let saved = "";
  const steps = trace.steps.map(({ hyperparameters, lr, groups: own, ...inputs }, t) => {
    const rate = lr === undefined ? {} : { lr };
    groups.forEach((h, k) => Object.assign(h, hyperparameters, rate, own?.[k]));
    const results = several(inputs).map(({ grad }, k) => {
      const { p, h, state } = tensors[k];
      const g = grad && read(grad);
      if (g) step(p, g, state, h, rounds[trace.scalar]);
      const grads = g && trace.gradients_untouched ? { grads: g } : {};
      return written({ params: p, ...state, ...grads });
    });
    if (trace.save_at === t) {
      saved = `, "saved": [${tensors.map(({ state }) => written(state))}]`;
    }
    return trace.tensors ? `{"tensors": [${results}]}` : results[0];
  });
  return `"steps": [${steps}]${saved}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.cmd === "start") {
    console.log(JSON.stringify({
      version: 2, implementation: { name: "javascript", language: "javascript" },
      scalars: Object.keys(rounds), rounding: "separate", square_root: "ieee",
      supports: ["momentum", "centered", "weight_decay", "maximize", "lr_schedule",
        "missing_gradient", "state", "hyperparameter_schedule", "tensors", "initial_state",
        "save_and_load", "gradients_untouched"],
    }));
  } else if (message.cmd === "run") {
    console.log(`{"seq": ${message.seq}, ${run(message.case)}}`);
  } else break;
}
