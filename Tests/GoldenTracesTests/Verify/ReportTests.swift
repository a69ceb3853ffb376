import Foundation
import GoldenTraces
import Runs
import Testing
import Text

struct ReportTests {
  @Test func `JSON has every key of the contract, and null where a figure cannot be had`() throws {
    let text = """
      {"format": "rmsprop-trace/1", "id": "a", "scalar": "float64",
       "hyperparameters": {"lr": 0.5, "alpha": 0.75, "eps": 0.0},
       "params": [0.0], "steps": [{"grad": [4.0], "params": ["NaN"]}]}
      """
    let failing = try Trace(text.utf8, file: "a.json").verify(at: .bits, file: "a.json")
    let report = Report(
      level: nil, traces: [failing, TraceReport(unreadable: "b.json", "is empty")])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
    #expect(Set(json.keys) == ["level", "conforms", "summary", "traces", "behaviours"])
    #expect(json["level"] is NSNull)
    #expect(json["conforms"] as? Bool == false)
    let summary = try #require(json["summary"] as? [String: Any])
    #expect(
      Set(summary.keys) == [
        "traces", "passed", "failed", "skipped", "inconclusive", "errors", "values", "max_ulps",
        "max_error",
      ])
    #expect(summary["max_ulps"] is NSNull && summary["max_error"] is NSNull)
    #expect(summary["failed"] as? Int == 1 && summary["errors"] as? Int == 1)
    let traces = try #require(json["traces"] as? [[String: Any]])
    #expect(traces.map { $0["verdict"] as? String } == ["fail", "error"])
    let first = try #require(traces[0]["first_divergence"] as? [String: Any])
    #expect(first["step"] as? Int == 0 && first["coordinate"] as? Int == 0)
    #expect(first["quantity"] as? String == "params" && first["operation"] as? String == "P3–P12")
    #expect(first["expected"] as? String == "NaN" && first["actual"] as? Double == -1)
    #expect(traces[1]["first_divergence"] is NSNull && traces[1]["reason"] as? String == "is empty")
    #expect(traces[1]["resembles"] as? [String] == [])
  }

  @Test func `when nothing was compared, nothing conforms`() {
    #expect(!Report(level: .bits, traces: []).conforms)
  }
}
