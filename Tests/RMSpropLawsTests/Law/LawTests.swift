import PropertyCheck
import RMSpropLaws
import Runs
import TestSupport
import Testing

/// Every law, put to every implementation here.
struct LawTests {
  @Test(arguments: Law.all, Rounding.allCases)
  func `each law holds of the built-in implementations`(law: Law, rounding: Rounding) {
    let properties = law.properties(of: BuiltIn(rounding))
    let isOfEager = law.needsRounding && !Rounding.eager.contains(rounding)
    #expect(properties.isEmpty == isOfEager)
    for property in properties {
      let report = Campaign(cases: 300, seed: 6).check(property)
      #expect(report.status == .passed, "seed 6: \(report)")
    }
  }

  @Test(arguments: Law.all, Rounding.allCases)
  func `a law asks of a program no more than it declares`(law: Law, rounding: Rounding) {
    for property in law.properties(of: Undeclared(rounding: rounding)) {
      let report = Campaign(cases: 300, seed: 7).check(property)
      #expect(report.status == .passed, "seed 7: \(report)")
    }
  }

  @Test(arguments: [
    Scalars(parameters: .bfloat16, state: .float32, arithmetic: .float32),
    Scalars(parameters: .float32, state: .bfloat16, arithmetic: .float32),
    Scalars(parameters: .float64, state: .float32, arithmetic: .float64),
  ])
  func `a law asks of mixed types what they keep`(scalars: Scalars) {
    let mixed = Mixed(scalars: scalars)
    let asked = Law.all.filter { !$0.properties(of: mixed).isEmpty }
    #expect(asked.count >= 18)
    for property in asked.flatMap({ $0.properties(of: mixed) }) {
      let report = Campaign(cases: 300, seed: 8).check(property)
      #expect(report.status == .passed, "seed 8: \(report)")
    }
  }

  @Test func `ids are unique, and every law says what it is`() {
    #expect(Set(Law.all.map(\.id)).count == Law.all.count)
    #expect(Law.withoutOracle.count >= 45 && Law.all.last?.id == "differential")
    for law in Law.all {
      #expect(law.statement.hasSuffix(".") && !law.latex.isEmpty && !law.precondition.isEmpty)
      #expect(!law.references.isEmpty && Law.named(law.id)?.statement == law.statement)
    }
  }

  @Test func `a failure is one coordinate and one step, in numbers`() throws {
    let law = try #require(Law.named("first-step"))
    let property = try #require(law.properties(of: InsteadOf(.pytorch, .textbookInside)).first)
    let report = Campaign(cases: 300, seed: 6).check(property)
    let failure = try #require(report.failure)
    #expect(failure.label == "first-step")
    #expect(failure.message.hasPrefix("params after step 0, coordinate 0: expected -0.666666"))
    #expect(
      failure.decoded == [
        "run 0: pytorch, float64: lr 1.0, alpha 0.75, eps 1.0", "  params [0.0]",
        "  step 0: gradient [1.0]",
      ])
  }

  @Test(arguments: FalseFriend.all.map(\.id))
  func `what looks true is refuted by its runs`(id: String) throws {
    let friend = try #require(FalseFriend.all.first { $0.id == id })
    let results = try friend.runs.map { try BuiltIn().results(of: $0) }
    #expect(friend.refutes(results), "\(friend.claim) \(results.map(\.parameters))")
    #expect(FalseFriend.all.count { $0.id == id } == 1)
  }
}
