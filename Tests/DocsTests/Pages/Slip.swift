import Dialects
import GoldenTraces
import Mistakes
import Runs

/// A mistake of a port, and a trace that catches it.
struct Slip {
  let mistake, trace: String

  init(_ mistake: String, _ trace: String) { (self.mistake, self.trace) = (mistake, trace) }

  static let all = [
    Slip("decay-negated-by-maximize", "maximize-weight-decay"),
    Slip("decay-after-averages", "basic-weight-decay"),
    Slip("decay-decoupled", "basic-weight-decay"),
    Slip("square-average-starts-at-one", "basic-first-step"),
    Slip("complement-in-float32", "basic-plain"),
    Slip("square-before-weight", "overflow"),
    Slip("square-average-by-difference", "overflow"),
    Slip("square-average-corrected", "basic-plain"),
    Slip("mean-by-products", "constant-1e-3-centered"),
    Slip("mean-stale", "basic-centered"),
    Slip("variance-clamped", "constant-gradient-alpha-0.9"),
    Slip("root-in-float32", "basic-plain"),
    Slip("epsilon-inside", "basic-plain"),
    Slip("epsilon-or-default", "basic-first-step"),
    Slip("momentum-damped", "basic-momentum"),
    Slip("rate-in-buffer", "rate-schedule-momentum"),
    Slip("momentum-of-nesterov", "basic-momentum"),
    Slip("rate-read-once", "basic-schedule"),
    Slip("missing-gradient-as-zero", "basic-missing-gradient"),
    Slip("nan-gradient-zeroed", "nan-gradient"),
    Slip("flush-to-zero", "subnormal-gradient"),
    Slip("tail-forgotten", "basic-plain"),
  ]

  /// Whether the mistake, run on the trace, leaves the level 1e-12.
  func isCaught() throws -> Bool {
    let trace = try TraceFolder.golden().trace("pytorch/fused/float64/\(self.trace).json")
    guard let mistake = Mistake.all.first(where: { $0.name == mistake }) else { return false }
    let wrong = try MistakeImplementation(mistake).results(of: trace.run)
    return zip(trace.results.parameters, wrong.parameters).contains { e, a in
      !(e == a || e.isNaN && a.isNaN || (e - a).magnitude <= 1e-12 * max(e.magnitude, 1))
    }
  }
}
