import Candidates
import Foundation
import GoldenTraces

/// How many small cases a candidate in C answers in a second: sent ahead, and one at a time.
enum Answers {
  static func measure(_ candidate: String) throws -> String {
    let folder = try TraceFolder.golden()
    let trace = try folder.trace("pytorch/fused/float64/basic-plain.json")
    let count = 20_000
    var lines = ["candidate in C, \(trace.parameters.count) × \(trace.steps.count) steps a case"]
    for (name, oneByOne, jobs) in [
      ("sent ahead", false, 1), ("sent ahead, two processes", false, 2), ("one at a time", true, 1),
    ] {
      var best = 0.0
      for _ in 0..<5 {
        var limits = CandidateRun.Limits()
        limits.jobs = jobs
        let run = CandidateRun([candidate], limits) { _ in }
        let judgement = Judgement(try run.greet(), level: nil)
        let time = try ContinuousClock().measure {
          try run.run(Array(repeating: trace, count: count), oneByOne: oneByOne) { _, answer in
            judgement.report(answer, to: trace, file: "").verdict == .pass
          }
        }
        run.end()
        let seconds = Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
        best = max(best, Double(count) / seconds)
      }
      lines.append("\(name): \(Int(best)) a second, judged")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
