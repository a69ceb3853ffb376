import Foundation
import GoldenTraces
import RMSprop
import Runs

/// How fast traces are read and compared on one thread, beside other parsers on the same bytes.
enum Reading {
  static func measure(_ simdjson: SimdJSON?) -> String {
    var text = [
      row("trace", "MB", ["read MB/s", "read and compare", "Foundation's parser", "simdjson"])
    ]
    for (count, steps) in [(8, 20_000), (1_000, 200)] {
      let (trace, bytes) = trace(count, steps)
      let padded = bytes + [UInt8](repeating: 0, count: 64)
      var contenders: [() -> Void] = [
        { precondition((try? Trace(bytes, file: "")) != nil) },
        {
          let report = try? Trace(bytes, file: "").verify(at: .bits, file: "")
          precondition(report?.verdict == .pass)
        },
        { precondition((try? JSONSerialization.jsonObject(with: Data(bytes))) != nil) },
      ]
      if let simdjson { contenders.append { precondition(simdjson.sum(padded: padded).isFinite) } }
      var best = [Double](repeating: .infinity, count: contenders.count)
      for _ in 0..<9 {
        for (i, contender) in contenders.enumerated() { best[i] = min(best[i], time(contender)) }
      }
      let megabytes = Double(bytes.count) / 1e6
      let speeds = best.map { String(format: "%.0f", megabytes / $0) }
      text.append(
        row(
          "\(trace.run.coordinates) × \(steps) steps", String(format: "%.0f", megabytes),
          speeds + (simdjson == nil ? ["–"] : [])))
    }
    text.append(
      simdjson.map { "simdjson builds its tree and adds up all numbers: \($0.about)" }
        ?? "simdjson was not measured: its library for C++ (libsimdjson-dev) is not installed")
    return "\n" + text.joined(separator: "\n") + "\n"
  }

  private static func row(_ name: String, _ size: String, _ cells: [String]) -> String {
    name.padding(toLength: 18, withPad: " ", startingAt: 0)
      + zip([size] + cells, [5, 12, 19, 22, 11]).map { cell, width in
        String(repeating: " ", count: width - cell.count) + cell
      }.joined()
  }

  /// A trace of a new run, and its text.
  private static func trace(_ count: Int, _ steps: Int) -> (Trace, [UInt8]) {
    let run = Run(
      id: "bench", hyperparameters: .init(momentum: 0.9, centered: true),
      parameters: (0..<count).map { 1 / Double($0 + 3) })
    guard let trace = try? Trace(run, rounding: .fused),
      var stepper = try? BuiltIn().start(run)
    else { preconditionFailure("settings are valid") }
    var writer = TraceWriter(trace)
    var text = writer.head
    var state: UInt64 = 1
    for _ in 0..<steps {
      let inputs = StepInputs(
        gradient: (0..<count).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1
          return Double(Int64(bitPattern: state)) * 0x1p-62
        })
      stepper.step(inputs)
      text += writer.line(inputs, stepper.results)
    }
    text += writer.tail
    return (trace, Array(text.utf8))
  }

  private static func time(_ body: () -> Void) -> Double {
    let time = ContinuousClock().measure(body)
    return Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
  }
}
