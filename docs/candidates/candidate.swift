// torch.optim.RMSprop in Swift, and the candidate protocol around it.
//
//   swiftc -O -o candidate candidate.swift
//
// PyTorch says itself where it fuses, and so does step(): Swift fuses nothing by itself.

import Foundation

struct Options: Decodable {
  var lr, alpha, eps, weightDecay, momentum: Double?
  var centered, maximize: Bool?

  /// Takes those that others have.
  mutating func take(_ others: Options?) {
    lr = others?.lr ?? lr
    alpha = others?.alpha ?? alpha
    eps = others?.eps ?? eps
    weightDecay = others?.weightDecay ?? weightDecay
    momentum = others?.momentum ?? momentum
    centered = others?.centered ?? centered
    maximize = others?.maximize ?? maximize
  }
}

/// What PyTorch keeps of a parameter; it makes each when it first needs it.
struct State: Codable {
  var squareAvg, gradAvg, momentumBuffer: [Double]?
}

func step<F: BinaryFloatingPoint>(
  _ p: inout [Double], _ g: [Double], _ state: inout State, _ o: Options, in _: F.Type
) {
  let zeros = [Double](repeating: 0, count: p.count)
  var v = state.squareAvg ?? zeros
  var m = o.centered! ? state.gradAvg ?? zeros : []
  var b = o.momentum! > 0 ? state.momentumBuffer ?? zeros : []
  let weight = F(1 - o.alpha!)
  let rate = F(-o.lr!)
  for i in p.indices {
    let theta = F(p[i])
    var x = F(o.maximize! ? -g[i] : g[i])
    if o.weightDecay! != 0 { x.addProduct(F(o.weightDecay!), theta) }
    var s = (F(o.alpha!) * F(v[i])).addingProduct(weight * x, x)
    v[i] = Double(s)
    if o.centered! {
      let d = x - F(m[i])
      let near = abs(weight) < 0.5
      let mean = near ? F(m[i]).addingProduct(weight, d) : x.addingProduct(weight - 1, d)
      m[i] = Double(mean)
      s.addProduct(-mean, mean)
    }
    let r = s.squareRoot() + F(o.eps!)
    if o.momentum! > 0 {
      let buffer = F(o.momentum!) * F(b[i]) + x / r
      b[i] = Double(buffer)
      p[i] = Double(theta.addingProduct(rate, buffer))
    } else {
      p[i] = Double(theta + rate * x / r)
    }
  }
  state.squareAvg = v
  if o.centered! { state.gradAvg = m }
  if o.momentum! > 0 { state.momentumBuffer = b }
}

// MARK: The protocol.

struct Message: Decodable {
  var cmd: String
  var seq: Int?
  var `case`: Values?
}

/// A case, a step of it, or a tensor of either.
struct Values: Decodable {
  var scalar: String?
  var hyperparameters: Options?
  var groups: [Options]?
  var group, saveAt: Int?
  var lr: Double?
  var params, grad: [Double]?
  var state: State?
  var load: [State]?
  var gradientsUntouched: Bool?
  var steps, tensors: [Values]?

  /// One parameter stands beside its steps, several stand in lists.
  var several: [Values] { tensors ?? [self] }
}

struct Result: Encodable {
  var params: [Double]
  var squareAvg, gradAvg, momentumBuffer, grads: [Double]?
}

let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
decoder.keyDecodingStrategy = .convertFromSnakeCase
encoder.keyEncodingStrategy = .convertToSnakeCase
decoder.nonConformingFloatDecodingStrategy = .convertFromString(
  positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
encoder.nonConformingFloatEncodingStrategy = .convertToString(
  positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")

func json(_ value: some Encodable) throws -> String {
  String(decoding: try encoder.encode(value), as: UTF8.self)
}

func run(_ trace: Values) throws -> String {
  let tensors = trace.several
  var parameters = tensors.map { $0.params! }
  var states = tensors.indices.map { trace.load?[$0] ?? tensors[$0].state ?? State() }
  var groups = trace.groups?.map { _ in trace.hyperparameters! } ?? [trace.hyperparameters!]
  for k in groups.indices { groups[k].take(trace.groups?[k]) }
  var saved = ""
  let steps = try trace.steps!.enumerated().map { t, inputs in
    for k in groups.indices {
      groups[k].take(inputs.hyperparameters)
      groups[k].take(Options(lr: inputs.lr))
      groups[k].take(inputs.groups?[k])
    }
    let results = tensors.indices.map { i in
      let options = groups[tensors[i].group ?? 0]
      if let g = inputs.several[i].grad {
        trace.scalar == "float32"
          ? step(&parameters[i], g, &states[i], options, in: Float.self)
          : step(&parameters[i], g, &states[i], options, in: Double.self)
      }
      return Result(
        params: parameters[i], squareAvg: states[i].squareAvg, gradAvg: states[i].gradAvg,
        momentumBuffer: states[i].momentumBuffer,
        grads: trace.gradientsUntouched == true ? inputs.several[i].grad : nil)
    }
    if trace.saveAt == t { saved = ", \"saved\": \(try json(states))" }
    return trace.tensors == nil ? try json(results[0]) : "{\"tensors\": \(try json(results))}"
  }
  return "\"steps\": [\(steps.joined(separator: ", "))]\(saved)"
}

let greeting = """
  {"version": 2, "implementation": {"name": "swift", "language": "swift"}, \
  "scalars": ["float64", "float32"], "rounding": "fused", "square_root": "ieee", \
  "supports": ["momentum", "centered", "weight_decay", "maximize", "lr_schedule", \
  "missing_gradient", "state", "hyperparameter_schedule", "tensors", "initial_state", \
  "save_and_load", "gradients_untouched"]}
  """

while let line = readLine() {
  let message = try decoder.decode(Message.self, from: Data(line.utf8))
  var answer = greeting
  if let trace = message.case { answer = "{\"seq\": \(message.seq!), \(try run(trace))}" }
  if message.cmd == "stop" { break }
  FileHandle.standardOutput.write(Data("\(answer)\n".utf8))
}
