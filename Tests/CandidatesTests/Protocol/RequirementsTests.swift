import GoldenTraces
import Runs
import Testing

@testable import Candidates

/// What is asked of a candidate's rounding.
struct RequirementsTests {
  private func trace(_ name: String, _ set: String = "pytorch/fused/float64") throws -> Trace {
    try TraceFolder.golden().trace("\(set)/\(name).json")
  }

  private func answer(_ trace: Trace, _ rounding: Rounding) throws -> Answer {
    .results(try BuiltIn(rounding).results(of: trace.run))
  }

  /// Cases in which fused and separate rounding are far apart, because a difference cancels.
  private static let telling = ["constant-gradient-alpha-0.5", "constant-gradient-alpha-0.9"]

  @Test(arguments: [Rounding.fused, .separate, .compiled, .compiledForeach, .fusedBefore2_1])
  func `a program that keeps to one rounding passes, and need not say which`(
    rounding: Rounding
  ) throws {
    var requirements = Requirements(Declaration(name: "one", supports: [.centered]), level: nil)
    for name in Self.telling + ["basic-plain"] {
      let trace = try trace(name)
      let report = requirements.report(try answer(trace, rounding), to: trace, file: "")
      #expect(report.verdict == .pass, "\(name)")
    }
  }

  @Test func `a program that rounds in one way here and in another there fails`() throws {
    var requirements = Requirements(Declaration(name: "two", supports: [.centered]), level: nil)
    let (first, second) = (try trace(Self.telling[0]), try trace(Self.telling[1]))
    let one = requirements.report(try answer(first, .fused), to: first, file: "")
    #expect(one.verdict == .pass && one.note == nil)
    let other = requirements.report(try answer(second, .separate), to: second, file: "")
    guard case .fail = other.verdict else {
      Issue.record("\(other.verdict)")
      return
    }
    #expect(try #require(other.note).contains("a program has one rounding"))
  }

  @Test func `an answer that no rounding explains is inconclusive where two roundings part`() throws
  {
    var requirements = Requirements(Declaration(name: "none", supports: [.centered]), level: nil)
    let trace = try trace(Self.telling[1])
    let results = try BuiltIn().results(of: trace.run)
    let answer = results.with(.parameters, results.parameters.map { $0 + 1 })
    let report = requirements.report(.results(answer), to: trace, file: "")
    guard case .inconclusive = report.verdict else {
      Issue.record("\(report.verdict)")
      return
    }
  }

  @Test func `who declares the wrong rounding is told the right one, for each type`() throws {
    var heard = HeardAnswers()
    for (scalar, rounding) in [("float64", Rounding.separate), ("float32", .fused)] {
      for name in Self.telling {
        let trace = try trace(name, "pytorch/fused/\(scalar)")
        heard.add(try BuiltIn(rounding).results(of: trace.run), to: trace)
      }
    }
    let found = heard.roundings(otherThan: .fused)
    #expect(found.map(\.scalar) == [.float64] && found[0].1.contains(.separate))
  }
}
