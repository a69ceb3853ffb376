// torch.optim.RMSprop in C++, and the candidate protocol around it.
//
//   c++ -std=c++20 -O2 -ffp-contract=off -o candidate candidate.cpp
//
// PyTorch says itself where it fuses, and so does step(): the compiler must not fuse more.

#include <charconv>
#include <cmath>
#include <initializer_list>
#include <iostream>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// ---- As much JSON as the protocol needs. ----

struct Json {
  std::string_view text;  // of a string, a number, or a word
  std::vector<Json> items;
  std::map<std::string_view, Json> members;

  const Json& operator[](std::string_view key) const { return members.at(key); }
  bool has(std::string_view key) const { return members.contains(key); }

  double number() const {
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text.ends_with("Infinity")) return text[0] == '-' ? -INFINITY : INFINITY;
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }

  template <class Number>
  std::vector<Number> numbers() const {
    std::vector<Number> list;
    for (const Json& item : items) list.push_back(static_cast<Number>(item.number()));
    return list;
  }
};

class Parser {
  const char* at;
  void space() { at += std::string_view(at).find_first_not_of(" \t,:"); }

 public:
  explicit Parser(const std::string& line) : at(line.c_str()) {}

  Json value() {
    Json json;
    space();
    if (*at == '"') {
      const char* start = ++at;
      for (; *at != '"'; at++) at += *at == '\\';
      json.text = {start, at++};
    } else if (*at == '[') {
      for (at++, space(); *at != ']'; space()) json.items.push_back(value());
      at++;
    } else if (*at == '{') {
      for (at++, space(); *at != '}'; space()) {
        std::string_view key = value().text;
        json.members.emplace(key, value());
      }
      at++;
    } else {
      const char* start = at;
      while (*at && std::string_view(" ,]}").find(*at) == std::string_view::npos) at++;
      json.text = {start, at};
    }
    return json;
  }
};

// ---- The optimizer. ----

struct Options {
  double lr, alpha, eps, weight_decay, momentum;
  bool centered, maximize;

  /// Takes those that an object has.
  void set(const Json& object) {
    for (auto [key, option] : std::initializer_list<std::pair<const char*, double*>>{
             {"lr", &lr}, {"alpha", &alpha}, {"eps", &eps}, {"weight_decay", &weight_decay},
             {"momentum", &momentum}})
      if (object.has(key)) *option = object[key].number();
    if (object.has("centered")) centered = object["centered"].text == "true";
    if (object.has("maximize")) maximize = object["maximize"].text == "true";
  }
};

/// A parameter's state, by PyTorch's names; what has no name yet is zero.
template <class Number>
using State = std::map<std::string_view, std::vector<Number>>;

template <class Number>
void step(std::vector<Number>& p, const std::vector<Number>& g, State<Number>& state,
          const Options& o) {
  std::vector<Number> none, &v = state["square_avg"];
  auto& m = o.centered ? state["grad_avg"] : none;
  auto& b = o.momentum > 0 ? state["momentum_buffer"] : none;
  v.resize(p.size()), m.resize(p.size()), b.resize(p.size());
  const Number weight(1 - o.alpha), rate(-o.lr), mu(o.momentum);
  for (std::size_t i = 0; i < p.size(); i++) {
    Number x = o.maximize ? -g[i] : g[i];
    if (o.weight_decay != 0) x = std::fma(Number(o.weight_decay), p[i], x);
    v[i] = std::fma(weight * x, x, Number(o.alpha) * v[i]);
    Number s = v[i];
    if (o.centered) {
      const Number d = x - m[i];
      m[i] = std::abs(weight) < Number(0.5) ? std::fma(weight, d, m[i])
                                            : std::fma(weight - 1, d, x);
      s = std::fma(-m[i], m[i], s);
    }
    const Number r = std::sqrt(s) + Number(o.eps);
    if (o.momentum > 0) {
      b[i] = mu * b[i] + x / r;
      p[i] = std::fma(rate, b[i], p[i]);
    } else {
      p[i] = p[i] + rate * x / r;
    }
  }
}

// ---- The runs. ----

template <class Number>
struct Tensor {
  std::vector<Number> p, g;
  State<Number> state;
  std::size_t group;

  void read_state(const Json& object) {
    for (const auto& [key, list] : object.members)
      if (key != "step") state[key] = list.template numbers<Number>();
  }
};

template <class Number>
void write(const std::vector<Number>& list) {
  std::cout << '[';
  for (std::size_t i = 0; i < list.size(); i++) {
    const Number x = list[i];
    std::cout << (i ? ", " : "");
    char text[40];
    if (std::isnan(x)) std::cout << "\"NaN\"";
    else if (std::isinf(x)) std::cout << (x < 0 ? "\"-Infinity\"" : "\"Infinity\"");
    else if (x == 0) std::cout << (std::signbit(x) ? "-0.0" : "0.0");
    else std::cout.write(text, std::to_chars(text, text + 40, double(x)).ptr - text);
  }
  std::cout << ']';
}

template <class Number>
void run(const Json& trace) {
  // One parameter stands beside its steps, several stand in lists.
  const bool several = trace.has("tensors");
  const auto tensor_in = [&](const Json& object, std::size_t k) -> const Json& {
    return several ? object["tensors"].items[k] : object;
  };
  std::vector<Options> groups(trace.has("groups") ? trace["groups"].items.size() : 1);
  for (std::size_t k = 0; k < groups.size(); k++) {
    groups[k].set(trace["hyperparameters"]);
    if (trace.has("groups")) groups[k].set(trace["groups"].items[k]);
  }
  std::vector<Tensor<Number>> tensors(several ? trace["tensors"].items.size() : 1);
  for (std::size_t k = 0; k < tensors.size(); k++) {
    const Json& one = tensor_in(trace, k);
    tensors[k].p = one["params"].numbers<Number>();
    tensors[k].group = one.has("group") ? one["group"].number() : 0;
    if (one.has("state")) tensors[k].read_state(one["state"]);
    if (trace.has("load")) tensors[k].read_state(trace["load"].items[k]);
  }

  std::vector<Tensor<Number>> saved;
  const char* comma = "";
  std::cout << "\"steps\": [";
  for (std::size_t t = 0; t < trace["steps"].items.size(); t++) {
    const Json& inputs = trace["steps"].items[t];
    for (std::size_t k = 0; k < groups.size(); k++) {
      if (inputs.has("hyperparameters")) groups[k].set(inputs["hyperparameters"]);
      groups[k].set(inputs);  // lr stands here
      if (inputs.has("groups")) groups[k].set(inputs["groups"].items[k]);
    }
    std::cout << comma << (several ? "{\"tensors\": [" : "");
    comma = "";
    for (std::size_t k = 0; k < tensors.size(); k++) {
      auto& [p, g, state, group] = tensors[k];
      const Json& gradient = tensor_in(inputs, k)["grad"];
      const bool missing = gradient.text == "null";
      if (!missing) {
        g = gradient.numbers<Number>();
        step(p, g, state, groups[group]);
      }
      std::cout << comma << "{\"params\": ";
      write(p);
      for (const auto& [key, list] : state) std::cout << ", \"" << key << "\": ", write(list);
      if (trace.has("gradients_untouched") && !missing) std::cout << ", \"grads\": ", write(g);
      std::cout << '}';
      comma = ", ";
    }
    std::cout << (several ? "]}" : "");
    if (trace.has("save_at") && trace["save_at"].number() == t) saved = tensors;
  }
  std::cout << ']';
  if (saved.empty()) return;
  comma = ", \"saved\": [";
  for (const auto& tensor : saved) {
    std::cout << comma << '{';
    comma = "";
    for (const auto& [key, list] : tensor.state) {
      std::cout << comma << '"' << key << "\": ";
      write(list);
      comma = ", ";
    }
    std::cout << '}';
    comma = ", ";
  }
  std::cout << ']';
}

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const Json message = Parser(line).value();
    if (message["cmd"].text == "start") {
      std::cout << R"({"version": 2, "implementation": {"name": "c++", "language": "c++"}, )"
                   R"("scalars": ["float64", "float32"], "rounding": "fused", )"
                   R"("square_root": "ieee", "supports": ["momentum", "centered", )"
                   R"("weight_decay", "maximize", "lr_schedule", "missing_gradient", "state", )"
                   R"("hyperparameter_schedule", "tensors", "initial_state", "save_and_load", )"
                   R"("gradients_untouched"]})";
    } else if (message["cmd"].text == "run") {
      const Json& trace = message["case"];
      std::cout << "{\"seq\": " << message["seq"].text << ", ";
      trace["scalar"].text == "float32" ? run<float>(trace) : run<double>(trace);
      std::cout << '}';
    } else {
      break;
    }
    std::cout << std::endl;
  }
}
