import Runs
import Testing

@testable import Candidates

/// What a candidate says of itself, read.
struct GreetingTests {
  private func greeting(_ more: String, scalars: String = "[\"bfloat16\"]") throws -> Declaration {
    try Declaration(Array("{\"version\": 1, \"scalars\": \(scalars), \(more)}".utf8))
  }

  @Test func `settings are those of PyTorch`() throws {
    let settings =
      "{\"foreach\": true, \"threads\": 2, \"contiguous\": false, \"machine\": \"arm64\"}"
    let declaration = try greeting("\"settings\": \(settings)")
    #expect(
      declaration.execution
        == Execution(foreach: true, threads: 2, isContiguous: false, machine: .arm))
  }

  @Test(arguments: [
    ("{\"foraech\": true}", "settings.foraech: unknown key; expected one of foreach, threads"),
    ("{\"machine\": \"banana\"}", "settings.machine: expected x86_64 or aarch64"),
    ("{\"cpu_capability\": \"fast\"}", "settings.cpu_capability: expected one of DEFAULT, NO AVX"),
    ("{\"layout\": \"rows\"}", "settings.layout: expected one of contiguous, strided"),
    ("{\"threads\": 0}", "settings.threads: expected at least 1 thread"),
    ("{\"threads\": 1.5}", "settings.threads"), ("{\"foreach\": \"yes\"}", "settings.foreach"),
  ])
  func `a setting that is not known is refused, because it would decide on bits`(
    settings: String, problem: String
  ) {
    let fault = #expect(throws: Fault.self) { try greeting("\"settings\": \(settings)") }
    #expect(fault?.message.contains(problem) == true, "\(fault?.message ?? "")")
  }

  @Test func `subnormal numbers are kept or flushed, and nothing else`() throws {
    #expect(try greeting("\"subnormals\": \"flushed\"").flushesSubnormals)
    #expect(try !greeting("\"subnormals\": \"kept\"").flushesSubnormals)
    let fault = #expect(throws: Fault.self) { try greeting("\"subnormals\": \"flush\"") }
    #expect(fault?.message.contains("subnormals: expected one of kept, flushed") == true)
  }

  @Test func `a type of a quantity that is not known is refused`() {
    let scalars = "[{\"params\": \"bfloat16\", \"square_average\": \"float32\"}]"
    let fault = #expect(throws: Fault.self) {
      try greeting("\"rounding\": \"fused\"", scalars: scalars)
    }
    #expect(fault?.message.contains("scalars[0].square_average: unknown key") == true)
  }
}
