import Mistakes
import RMSprop
import Runs
import Testing

/// Every mistake beside PyTorch's formula, on runs that belong to this test alone.
struct MistakeTests {
  private static let runs = RunsBeside.all

  private static let right = Result { try runs.map { try BuiltIn().results(of: $0) } }

  private static func comparison(
    _ level: Level, of mistake: Mistake, on i: Int, parametersAlone: Bool = false
  ) throws -> Comparison {
    var right = try right.get()[i]
    if parametersAlone { right = right.withoutState }
    let wrong = try MistakeImplementation(mistake).results(of: runs[i])
    var comparison = Comparison(level, .float64)
    for t in runs[i].steps.indices {
      comparison.compare(step: t, expected: right[step: t], actual: wrong[step: t])
    }
    return comparison
  }

  @Test(arguments: Mistake.all.filter(\.isMistake).map(\.name))
  func `a mistake's parameters leave the level 1e-12 on a run of this test`(name: String) throws {
    let mistake = try #require(Mistake.all.first { $0.name == name })
    let seen = try Self.runs.indices.contains {
      try Self.comparison(.close, of: mistake, on: $0, parametersAlone: true).firstDivergence != nil
    }
    #expect(seen)
  }

  @Test(arguments: ([Mistake.none] + Mistake.all).filter { $0.isEqual }.map(\.name))
  func `what is said to be equal to the bit is, on every run`(name: String) throws {
    let mistake = try #require(([Mistake.none] + Mistake.all).first { $0.name == name })
    for i in Self.runs.indices {
      let comparison = try Self.comparison(.bits, of: mistake, on: i)
      #expect(comparison.firstDivergence == nil, "\(Self.runs[i].lines.prefix(2))")
      #expect(comparison.values > 0)
    }
  }

  @Test(arguments: Mistake.all.filter { !$0.isMistake && !$0.isEqual }.map(\.name))
  func `what is said to differ by rounding does, and stays within the bounds`(name: String) throws {
    let mistake = try #require(Mistake.all.first { $0.name == name })
    let right = try Self.right.get()
    var differs = 0
    for (i, run) in Self.runs.enumerated() {
      if try Self.comparison(.bits, of: mistake, on: i).firstDivergence != nil { differs += 1 }
      var bounds = try BuiltIn().bounds(of: run)
      let results = try MistakeImplementation(mistake).results(of: run)
      var comparison = Comparison(.bound, .float64)
      for t in run.steps.indices {
        comparison.compare(
          step: t, expected: right[i][step: t], actual: results[step: t],
          bounds: bounds.step(run[step: t]))
      }
      #expect(comparison.firstDivergence == nil, "\(run.lines.prefix(2))")
    }
    #expect(differs > 0)
  }

  @Test func `names are unique, and every mistake says what it is`() {
    let all = Mistake.all
    #expect(Set(all.map(\.name)).count == all.count)
    for mistake in all {
      #expect(mistake.mistake.hasSuffix("."), "\(mistake.name)")
      #expect((mistake.effect ?? mistake.proof)?.hasSuffix(".") == true, "\(mistake.name)")
    }
  }

  @Test func `lists hold mistakes of all three kinds`() {
    #expect(Mistake.all.count { $0.isMistake } > 100)
    #expect(Mistake.all.contains { $0.isEqual })
    #expect(Mistake.all.contains { !$0.isMistake && !$0.isEqual })
    for mistake in Mistake.all { #expect((mistake.effect == nil) == (mistake.proof != nil)) }
  }
}

extension Mistake {
  /// Whether it is said to compute PyTorch's bits.
  fileprivate var isEqual: Bool { if case .equalToTheBit = kind { true } else { false } }
}
