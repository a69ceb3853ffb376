import Dialects
import Foundation
import GoldenTraces
import Mistakes

/// How many recorded traces are identified in a second, and how long the kill matrix takes.
enum Identifying {
  static func measure() throws -> String {
    let golden = try TraceFolder.golden()
    let folder = try TraceFolder(golden.path + "/frameworks")
    let traces = try folder.files.map { try folder.trace($0) }
    func identify(_ trace: Trace) -> Identification? {
      Identification.of(trace.run, trace.results)
    }
    let known = traces.filter { identify($0)?.verdict != .unknown }
    let clock = ContinuousClock()
    let time = clock.measure { for trace in known { _ = identify(trace) } }
    let unknown = traces.filter { identify($0)?.verdict == .unknown }
    let rest = clock.measure { for trace in unknown { _ = identify(trace) } }
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
