import Candidates
import Foundation
import GoldenTraces
import Runs

/// How many small cases a candidate in C answers in a second: sent ahead, and one at a time.
enum Answers {
  static func measure(_ candidate: String) throws -> String {
    let folder = try TraceFolder.golden()
    let trace = try folder.trace("pytorch/fused/float64/basic-plain.json")
    let count = 20_000
    var lines = ["candidate in C, \(trace.run.coordinates) × \(trace.run.steps.count) steps a case"]
    for (name, oneByOne, jobs) in [
      ("sent ahead", false, 1), ("sent ahead, two processes", false, 2), ("one at a time", true, 1),
    ] {
      var best = 0.0
      for _ in 0..<5 {
        var limits = CandidateProgram.Limits()
        limits.jobs = jobs
        let program = CandidateProgram([candidate], limits) { _ in }
        var requirements = Requirements(try program.greet(), level: nil)
        let time = try ContinuousClock().measure {
          let runs = Array(repeating: trace.run, count: count)
          try program.make(runs, oneByOne: oneByOne) { _, answer in
            requirements.report(answer, to: trace, file: "").verdict == .pass
          }
        }
        program.end()
        let seconds = Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
        best = max(best, Double(count) / seconds)
      }
      lines.append("\(name): \(Int(best)) a second, judged")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
