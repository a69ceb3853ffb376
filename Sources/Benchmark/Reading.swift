import Foundation
import GoldenTraces
import RMSprop
import Runs

/// How fast traces are read and compared, beside Foundation's JSON reader on the same bytes.
enum Reading {
  static func measure() -> String {
    var text = ["trace                MB   read MB/s   read and compare   Foundation's parser"]
    for (count, steps) in [(8, 20_000), (1_000, 200)] {
      let (trace, bytes) = trace(count, steps)
      let megabytes = Double(bytes.count) / 1e6
      var best = [Double](repeating: .infinity, count: 3)
      for _ in 0..<5 {
        best[0] = min(best[0], time { precondition((try? Trace(bytes, file: "")) != nil) })
        best[1] = min(
          best[1],
          time {
            let report = try? Trace(bytes, file: "").verify(at: .bits, file: "")
            precondition(report?.verdict == .pass)
          })
        best[2] = min(
          best[2],
          time { precondition((try? JSONSerialization.jsonObject(with: Data(bytes))) != nil) })
      }
      let speeds = best.map { String(format: "%.0f", megabytes / $0) }
      let name = "\(trace.run.coordinates) × \(steps) steps"
      text.append(
        "\(name.padding(toLength: 18, withPad: " ", startingAt: 0))"
          + String(format: "%5.0f", megabytes)
          + zip(speeds, [12, 19, 22]).map { speed, width in
            String(repeating: " ", count: width - speed.count) + speed
          }.joined())
    }
    return "\n" + text.joined(separator: "\n") + "\n"
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
