// torch.optim.RMSprop in C++, and the candidate protocol around it.
//
//   c++ -std=c++20 -O2 -ffp-contract=off -o candidate candidate.cpp
//
// PyTorch says itself where it fuses, and so does step(): the compiler must not fuse more.

#include <charconv>
#include <cmath>
#include <iostream>
#include <limits>
#include <map>
#include <string>
#include <string_view>
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

template <class Number>
struct RMSprop {
  double lr, alpha, eps, weight_decay, momentum;
  bool centered, maximize;
  std::vector<Number> v, m, b;

  void step(std::vector<Number>& p, const std::vector<Number>& g) {
    const std::size_t n = p.size();
    v.resize(n), m.resize(n), b.resize(n);
    const Number weight(1 - alpha), rate(-lr), mu(momentum);
    for (std::size_t i = 0; i < n; i++) {
      Number x = maximize ? -g[i] : g[i];
      if (weight_decay != 0) x = std::fma(Number(weight_decay), p[i], x);
      v[i] = std::fma(weight * x, x, Number(alpha) * v[i]);
      Number s = v[i];
      if (centered) {
        const Number d = x - m[i];
        m[i] = std::abs(weight) < Number(0.5) ? std::fma(weight, d, m[i])
                                              : std::fma(weight - 1, d, x);
        s = std::fma(-m[i], m[i], s);
      }
      const Number r = std::sqrt(s) + Number(eps);
      if (momentum > 0) {
        b[i] = mu * b[i] + x / r;
        p[i] = std::fma(rate, b[i], p[i]);
      } else {
        p[i] = p[i] + rate * x / r;
      }
    }
  }
};

template <class Number>
void write(const char* key, const std::vector<Number>& list, bool first = false) {
  std::cout << (first ? "" : ", ") << '"' << key << "\": [";
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
  const Json& h = trace["hyperparameters"];
  RMSprop<Number> optimizer{h["lr"].number(),           h["alpha"].number(),
                            h["eps"].number(),          h["weight_decay"].number(),
                            h["momentum"].number(),     h["centered"].text == "true",
                            h["maximize"].text == "true", {}, {}, {}};
  auto p = trace["params"].numbers<Number>();
  bool has_state = false, first = true;
  for (const Json& inputs : trace["steps"].items) {
    if (inputs.has("lr")) optimizer.lr = inputs["lr"].number();
    if (inputs["grad"].text != "null") {
      optimizer.step(p, inputs["grad"].numbers<Number>());
      has_state = true;
    }
    std::cout << (first ? "{" : ", {");
    first = false;
    write("params", p, true);
    if (has_state) write("square_avg", optimizer.v);
    if (has_state && optimizer.centered) write("grad_avg", optimizer.m);
    if (has_state && optimizer.momentum > 0) write("momentum_buffer", optimizer.b);
    std::cout << '}';
  }
}

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const Json message = Parser(line).value();
    if (message["cmd"].text == "start") {
      std::cout << R"({"version": 1, "implementation": {"name": "c++", "language": "c++"}, )"
                   R"("scalars": ["float64", "float32"], "rounding": "fused", )"
                   R"("square_root": "ieee", "supports": ["momentum", "centered", )"
                   R"("weight_decay", "maximize", "lr_schedule", "missing_gradient", "state"]})";
    } else if (message["cmd"].text == "run") {
      const Json& trace = message["case"];
      std::cout << "{\"seq\": " << message["seq"].text << ", \"steps\": [";
      trace["scalar"].text == "float32" ? run<float>(trace) : run<double>(trace);
      std::cout << "]}";
    } else {
      break;
    }
    std::cout << std::endl;
  }
}
