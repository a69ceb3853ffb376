import Dialects
import Foundation
import GoldenTraces

/// How many recorded traces are identified in a second, and how long the kill matrix takes.
enum Identifying {
  static func measure() throws -> String {
    let golden = try TraceFolder.golden()
    let folder = try TraceFolder(golden.path + "/frameworks")
    let traces = try folder.files.map { try folder.trace($0) }
    let known = try traces.filter { try $0.identify()?.verdict != .unknown }
    let clock = ContinuousClock()
    let time = try clock.measure { for trace in known { _ = try trace.identify() } }
    let unknown = try traces.filter { try $0.identify()?.verdict == .unknown }
    let rest = try clock.measure { for trace in unknown { _ = try trace.identify() } }
    let matrix = try clock.measure { _ = try KillMatrix(golden) }
    return """
      identified: \(Int(Double(known.count) / seconds(time))) recorded traces of frameworks a second
      unknown: \(Int(Double(unknown.count) / seconds(rest))) a second
      kill matrix: \(String(format: "%.1f", seconds(matrix))) s

      """
  }

  private static func seconds(_ time: Duration) -> Double {
    Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
  }
}
