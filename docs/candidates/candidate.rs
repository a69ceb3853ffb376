//! torch.optim.RMSprop in Rust, and the candidate protocol around it, without crates.
//!
//!     rustc -O -o candidate candidate.rs

use std::collections::HashMap;
use std::io::{self, BufRead, Write};

/// A float type's `step`: the same operations, rounded in that type.
macro_rules! rmsprop {
    ($step:ident, $number:ty) => {
        fn $step(p: &mut [f64], g: &[f64], state: &mut State, o: &Options) {
            let State { square_avg, grad_avg, momentum_buffer } = state;
            let n = p.len();
            let zeros = || vec![0.0; n];
            let v = square_avg.get_or_insert_with(zeros);
            let mut m = o.centered.then(|| grad_avg.get_or_insert_with(zeros));
            let mut b = (o.momentum > 0.0).then(|| momentum_buffer.get_or_insert_with(zeros));
            let weight = (1.0 - o.alpha) as $number;
            let rate = -o.lr as $number;
            for i in 0..n {
                let theta = p[i] as $number;
                let mut x = if o.maximize { -g[i] } else { g[i] } as $number;
                if o.weight_decay != 0.0 {
                    x = (o.weight_decay as $number).mul_add(theta, x);
                }
                let mut s = (weight * x).mul_add(x, (o.alpha as $number) * (v[i] as $number));
                v[i] = s as f64;
                if let Some(m) = &mut m {
                    let d = x - m[i] as $number;
                    let mean = if weight.abs() < 0.5 {
                        weight.mul_add(d, m[i] as $number)
                    } else {
                        (weight - 1.0).mul_add(d, x)
                    };
                    m[i] = mean as f64;
                    s = (-mean).mul_add(mean, s);
                }
                let r = s.sqrt() + o.eps as $number;
                p[i] = if let Some(b) = &mut b {
                    let buffer = (o.momentum as $number) * (b[i] as $number) + x / r;
                    b[i] = buffer as f64;
                    rate.mul_add(buffer, theta)
                } else {
                    theta + rate * x / r
                } as f64;
            }
        }
    };
}
rmsprop!(step_f64, f64);
rmsprop!(step_f32, f32);

/// What PyTorch keeps of a parameter; it makes each when it first needs it.
#[derive(Clone, Default)]
struct State {
    square_avg: Option<Vec<f64>>,
    grad_avg: Option<Vec<f64>>,
    momentum_buffer: Option<Vec<f64>>,
}

impl State {
    fn read(object: &Json) -> State {
        let numbers = |key| object.get(key).map(Json::numbers);
        State {
            square_avg: numbers("square_avg"),
            grad_avg: numbers("grad_avg"),
            momentum_buffer: numbers("momentum_buffer"),
        }
    }

    /// The members of an object that has it.
    fn written(&self) -> Vec<String> {
        let keys = ["square_avg", "grad_avg", "momentum_buffer"];
        let lists = [&self.square_avg, &self.grad_avg, &self.momentum_buffer];
        let there = keys.iter().zip(lists).filter_map(|(key, list)| Some((key, list.as_ref()?)));
        there.map(|(key, list)| written(key, list)).collect()
    }
}

#[derive(Clone, Default)]
struct Options {
    lr: f64,
    alpha: f64,
    eps: f64,
    weight_decay: f64,
    momentum: f64,
    centered: bool,
    maximize: bool,
}

impl Options {
    /// Takes those that an object has.
    fn set(&mut self, object: &Json) {
        for (key, option) in [
            ("lr", &mut self.lr),
            ("alpha", &mut self.alpha),
            ("eps", &mut self.eps),
            ("weight_decay", &mut self.weight_decay),
            ("momentum", &mut self.momentum),
        ] {
            if let Some(number) = object.get(key) {
                *option = number.number();
            }
        }
        for (key, option) in [("centered", &mut self.centered), ("maximize", &mut self.maximize)] {
            if let Some(word) = object.get(key) {
                *option = word.text() == "true";
            }
        }
    }
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

/// One parameter stands beside its steps, several stand in a list.
fn tensors(object: &Json) -> &[Json] {
    object.get("tensors").map_or(std::slice::from_ref(object), Json::items)
}

fn run(trace: &Json) -> String {
    let step = if trace.get("scalar").unwrap().text() == "float32" { step_f32 } else { step_f64 };
    let mut options = Options::default();
    options.set(trace.get("hyperparameters").unwrap());
    let own = trace.get("groups").map_or(&[] as &[Json], Json::items);
    let mut groups = vec![options; own.len().max(1)];
    groups.iter_mut().zip(own).for_each(|(group, own)| group.set(own));
    let mut p: Vec<_> = vec![];
    let mut states = vec![];
    for (k, tensor) in tensors(trace).iter().enumerate() {
        p.push(tensor.get("params").unwrap().numbers());
        let loaded = trace.get("load").map(|saved| &saved.items()[k]);
        states.push(tensor.get("state").or(loaded).map_or(State::default(), State::read));
    }
    let group_of = |tensor: &Json| tensor.get("group").map_or(0, |group| group.number() as usize);

    let mut saved = String::new();
    let mut steps = vec![];
    for (t, inputs) in trace.get("steps").unwrap().items().iter().enumerate() {
        let own = inputs.get("groups").map_or(&[] as &[Json], Json::items);
        for (k, group) in groups.iter_mut().enumerate() {
            let all = inputs.get("hyperparameters");
            // The rate stands beside them.
            all.into_iter().chain([inputs]).chain(own.get(k)).for_each(|new| group.set(new));
        }
        let mut results = vec![];
        for (k, (tensor, given)) in tensors(trace).iter().zip(tensors(inputs)).enumerate() {
            let gradient = given.get("grad").filter(|grad| matches!(grad, Json::Array(_)));
            let g = gradient.map(Json::numbers);
            if let Some(g) = &g {
                step(&mut p[k], g, &mut states[k], &groups[group_of(tensor)]);
            }
            let mut members = vec![written("params", &p[k])];
            members.extend(states[k].written());
            if trace.get("gradients_untouched").is_some() {
                members.extend(g.map(|g| written("grads", &g)));
            }
            results.push(object(&members));
        }
        if trace.get("save_at").is_some_and(|at| at.number() == t as f64) {
            let states: Vec<_> = states.iter().map(|state| object(&state.written())).collect();
            saved = format!(", \"saved\": [{}]", states.join(", "));
        }
        let several = trace.get("tensors").is_some();
        let results = results.join(", ");
        steps.push(if several { format!("{{\"tensors\": [{results}]}}") } else { results });
    }
    format!("\"steps\": [{}]{saved}", steps.join(", "))
}

fn object(members: &[String]) -> String {
    format!("{{{}}}", members.join(", "))
}

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let message = Json::read(line?.as_bytes(), &mut 0);
        match message.get("cmd").map_or("", Json::text) {
            "start" => writeln!(
                output,
                "{}",
                r#"{"version": 2, "implementation": {"name": "rust", "language": "rust"},
                    "scalars": ["float64", "float32"], "rounding": "fused", "square_root": "ieee",
                    "supports": ["momentum", "centered", "weight_decay", "maximize",
                    "lr_schedule", "missing_gradient", "state", "hyperparameter_schedule",
                    "tensors", "initial_state", "save_and_load", "gradients_untouched"]}"#
                    .replace('\n', " ")
            )?,
            "run" => {
                let (seq, trace) = (message.get("seq").unwrap(), message.get("case").unwrap());
                writeln!(output, "{{\"seq\": {}, {}}}", seq.text(), run(trace))?
            }
            _ => break,
        }
        output.flush()?;
    }
    Ok(())
}
