import PropertyCheck
import Synchronization
import Testing

/// What is said of a failure.
struct CounterexampleTests {
  @Test func `what does not matter is said, and nothing else`() throws {
    let property = Property("the second is above 10") { source in
      let numbers = (source.integer(in: 0...99), source.integer(in: 0...99), source.double())
      _ = source.gaussian()
      return numbers.1 > 10 ? .fails(Failure(label: "second", message: "\(numbers)")) : .holds()
    }
    let failure = try #require(Campaign().check(property).failure)
    let explanation = failure.explanation
    #expect(explanation.map(\.line) == ["integer 0", "double 0.0", "gaussian 0.0"])
    #expect(explanation.allSatisfy { $0.line != $0.other }, "\(explanation)")
    #expect(failure.decoded == ["integer 0", "integer 11", "double 0.0", "gaussian 0.0"])
    #expect("\(failure.token)".hasPrefix("0.11.0.") && failure.isSimplest, "\(failure.token)")
  }

  @Test func `a failure that does not come again is flaky`() {
    let runs = Atomic(0)
    let property = Property("fails once") { source in
      _ = source.integer(in: 0...9)
      return runs.add(1, ordering: .relaxed).newValue == 40
        ? .fails(Failure(label: "once", message: "now")) : .holds()
    }
    let report = Campaign().check(property)
    #expect(report.status == .flaky && report.cases == 40)
    #expect(report.description.contains("flaky") && Regression(report) == nil)
  }
}
