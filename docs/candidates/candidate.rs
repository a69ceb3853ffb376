//! torch.optim.RMSprop in Rust, and the candidate protocol around it, without crates.
//!
//!     rustc -O -o candidate candidate.rs

use std::collections::HashMap;
use std::io::{self, BufRead, Write};

/// A float type's `step`: the same operations, rounded in that type.
macro_rules! rmsprop {
    ($step:ident, $number:ty) => {
        fn $step(p: &mut [f64], g: &[f64], state: &mut State, o: &Options) {
            let weight = (1.0 - o.alpha) as $number;
            let rate = -o.lr as $number;
            for i in 0..p.len() {
                let theta = p[i] as $number;
                let mut x = if o.maximize { -g[i] } else { g[i] } as $number;
                if o.weight_decay != 0.0 {
                    x = (o.weight_decay as $number).mul_add(theta, x);
                }
                let v = (o.alpha as $number) * (state.v[i] as $number);
                let v = (weight * x).mul_add(x, v);
                state.v[i] = v as f64;
                let mut s = v;
                if o.centered {
                    let m = state.m[i] as $number;
                    let d = x - m;
                    let m = if weight.abs() < 0.5 {
                        weight.mul_add(d, m)
                    } else {
                        (weight - 1.0).mul_add(d, x)
                    };
                    state.m[i] = m as f64;
                    s = (-m).mul_add(m, v);
                }
                let r = s.sqrt() + o.eps as $number;
                p[i] = if o.momentum > 0.0 {
                    let b = (o.momentum as $number) * (state.b[i] as $number) + x / r;
                    state.b[i] = b as f64;
                    rate.mul_add(b, theta)
                } else {
                    theta + rate * x / r
                } as f64;
            }
        }
    };
}
rmsprop!(step_f64, f64);
rmsprop!(step_f32, f32);

struct Options {
    lr: f64,
    alpha: f64,
    eps: f64,
    weight_decay: f64,
    momentum: f64,
    centered: bool,
    maximize: bool,
}

struct State {
    v: Vec<f64>,
    m: Vec<f64>,
    b: Vec<f64>,
}

/// As much JSON as the protocol needs; numbers and words are kept as text.
enum Json {
    Text(String),
    Array(Vec<Json>),
    Object(HashMap<String, Json>),
}

impl Json {
    fn read(s: &[u8], at: &mut usize) -> Json {
        Self::space(s, at);
        let start = *at;
        match s[start] {
            b'"' => {
                *at += 1;
                while s[*at] != b'"' {
                    *at += if s[*at] == b'\\' { 2 } else { 1 };
                }
                *at += 1;
                Json::Text(String::from_utf8_lossy(&s[start + 1..*at - 1]).into())
            }
            b'[' => {
                let mut items = vec![];
                *at += 1;
                Self::space(s, at);
                while s[*at] != b']' {
                    items.push(Self::read(s, at));
                    Self::space(s, at);
                }
                *at += 1;
                Json::Array(items)
            }
            b'{' => {
                let mut members = HashMap::new();
                *at += 1;
                Self::space(s, at);
                while s[*at] != b'}' {
                    let key = Self::read(s, at).text().to_string();
                    members.insert(key, Self::read(s, at));
                    Self::space(s, at);
                }
                *at += 1;
                Json::Object(members)
            }
            _ => {
                while *at < s.len() && !b" ,]}\n".contains(&s[*at]) {
                    *at += 1;
                }
                Json::Text(String::from_utf8_lossy(&s[start..*at]).into())
            }
        }
    }

    fn space(s: &[u8], at: &mut usize) {
        while b" \t,:".contains(&s[*at]) {
            *at += 1;
        }
    }

    fn get(&self, key: &str) -> Option<&Json> {
        if let Json::Object(members) = self { members.get(key) } else { None }
    }

    fn text(&self) -> &str {
        if let Json::Text(text) = self { text } else { "" }
    }

    fn items(&self) -> &[Json] {
        if let Json::Array(items) = self { items } else { &[] }
    }

    /// Rust reads "NaN", "Infinity" and "-Infinity" as they are meant.
    fn number(&self) -> f64 {
        self.text().parse().unwrap()
    }

    fn numbers(&self) -> Vec<f64> {
        self.items().iter().map(Json::number).collect()
    }
}

fn written(key: &str, list: &[f64]) -> String {
    let numbers: Vec<String> = list
        .iter()
        .map(|x| match x {
            x if x.is_nan() => "\"NaN\"".into(),
            x if x.is_infinite() => format!("\"{}Infinity\"", if *x < 0.0 { "-" } else { "" }),
            x => format!("{x:?}"),
        })
        .collect();
    format!("\"{key}\": [{}]", numbers.join(", "))
}

fn run(trace: &Json) -> String {
    let h = |key| trace.get("hyperparameters").unwrap().get(key).unwrap();
    let mut options = Options {
        lr: h("lr").number(),
        alpha: h("alpha").number(),
        eps: h("eps").number(),
        weight_decay: h("weight_decay").number(),
        momentum: h("momentum").number(),
        centered: h("centered").text() == "true",
        maximize: h("maximize").text() == "true",
    };
    let step = if trace.get("scalar").unwrap().text() == "float32" { step_f32 } else { step_f64 };
    let mut p = trace.get("params").unwrap().numbers();
    let zeros = vec![0.0; p.len()];
    let mut state = State { v: zeros.clone(), m: zeros.clone(), b: zeros };
    let mut has_state = false;
    let mut steps = vec![];
    for inputs in trace.get("steps").unwrap().items() {
        if let Some(rate) = inputs.get("lr") {
            options.lr = rate.number();
        }
        if let Some(gradient @ Json::Array(_)) = inputs.get("grad") {
            step(&mut p, &gradient.numbers(), &mut state, &options);
            has_state = true;
        }
        let mut results = vec![written("params", &p)];
        if has_state {
            results.push(written("square_avg", &state.v));
        }
        if has_state && options.centered {
            results.push(written("grad_avg", &state.m));
        }
        if has_state && options.momentum > 0.0 {
            results.push(written("momentum_buffer", &state.b));
        }
        steps.push(format!("{{{}}}", results.join(", ")));
    }
    format!("[{}]", steps.join(", "))
}

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let message = Json::read(line?.as_bytes(), &mut 0);
        match message.get("cmd").map_or("", Json::text) {
            "start" => writeln!(
                output,
                "{}",
                r#"{"version": 1, "implementation": {"name": "rust", "language": "rust"},
                    "scalars": ["float64", "float32"], "rounding": "fused", "square_root": "ieee",
                    "supports": ["momentum", "centered", "weight_decay", "maximize",
                    "lr_schedule", "missing_gradient", "state"]}"#
                    .replace('\n', " ")
            )?,
            "run" => {
                let (seq, trace) = (message.get("seq").unwrap(), message.get("case").unwrap());
                writeln!(output, "{{\"seq\": {}, \"steps\": {}}}", seq.text(), run(trace))?
            }
            _ => break,
        }
        output.flush()?;
    }
    Ok(())
}
