import Dialects
import GoldenTraces
import RMSprop
import Runs
import TestSupport
import Testing

/// What became of gradients and numbers on the way to an update.
struct CauseTests {
  private static let keras = Dialect(epsilon: .inside, learningRate: .inside)
  private static let h = Hyperparameters(alpha: 0.9, epsilon: 0.015625)

  /// A trace of a run whose gradients were changed before the update; with state or without.
  private static func trace(
    _ dialect: Dialect = keras, _ h: Hyperparameters = h, _ scalar: Scalar = .float64,
    state: Bool = true, _ change: ([[Double]]) -> [[Double]?]
  ) throws -> Trace {
    let given = try IdentificationTests.run(
      dialect, h, scalar, rates: Array(repeating: nil, count: 9), seed: 11
    ).run
    let gradients = given.steps.indices.map { Array(given[step: $0].gradient!) }
    var used = Run(
      scalar: scalar, hyperparameters: h, parameters: Array(given.parameters))
    for gradient in change(gradients) {
      used.append(StepInputs(gradient: gradient?.map(scalar.rounded)))
    }
    let results = try DialectImplementation(dialect).results(of: used)
    return try Trace(given, results: state ? results : results.withoutState)
  }

  private static func causes(_ trace: Trace) -> [Cause] {
    Identification.of(trace.run, trace.results).causes
  }

  private static func shortened(_ gradient: [Double], to limit: Double, plus: Double) -> [Double] {
    let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot() + plus
    return norm > limit ? gradient.map { $0 * limit / norm } : gradient
  }

  private static func threes(_ gradients: [[Double]], over divisor: Double) -> [[Double]?] {
    gradients.indices.map { t in
      t % 3 != 2
        ? nil
        : gradients[t].indices.map { i in
          (gradients[t - 2][i] + gradients[t - 1][i] + gradients[t][i]) / divisor
        }
    }
  }

  @Test(arguments: [Scalar.float64, .float32], [0.0, 0.875])
  func `each cause is found where nothing else explains the run`(scalar: Scalar, momentum: Double)
    throws
  {
    var h = Self.h
    h.momentum = momentum
    let cases: [(cause: Cause, needsState: Bool, change: ([[Double]]) -> [[Double]?])] = [
      (.gradientsScaled(factor: 0.125), true, { $0.map { $0.map { $0 / 8 } } }),
      (.gradientsScaled(factor: 1.0 / 3), true, { $0.map { $0.map { $0 / 3 } } }),
      (.gradientsScaled(factor: 1024), true, { $0.map { $0.map { $0 * 1024 } } }),
      (
        .gradientsClipped(by: .value, at: 0.25), true,
        { $0.map { $0.map { max(-0.25, min(0.25, $0)) } } }
      ),
      (
        .gradientsClipped(by: .norm, at: 1.5), true,
        { $0.map { Self.shortened($0, to: 1.5, plus: 0) } }
      ),
      (.gradientsAccumulated(every: 3, by: .mean), false, { Self.threes($0, over: 3) }),
      (.gradientsAccumulated(every: 3, by: .sum), false, { Self.threes($0, over: 1) }),
    ]
    for (cause, needsState, change) in cases {
      for state in needsState ? [true] : [true, false] {
        let trace = try Self.trace(Self.keras, h, scalar, state: state, change)
        let found = Identification.of(trace.run, trace.results)
        #expect(found.causes == [cause], "\(found.causes) \(found.notes)")
        #expect(found.matches.contains { $0.entry.name == "keras-3" } && found.findings.isEmpty)
        #expect(found.notes.isEmpty)
      }
    }
  }

  @Test func `PyTorch's clipping is told from one that adds nothing to the norm`() throws {
    for plus in [0, 1e-6] {
      let trace = try Self.trace(Dialect()) { $0.map { Self.shortened($0, to: 2, plus: plus) } }
      let measure = plus == 0 ? Cause.Measure.norm : .normAndMillionth
      #expect(Self.causes(trace) == [.gradientsClipped(by: measure, at: 2)])
    }
  }

  @Test func `a cause that one number contradicts is not named`() throws {
    let changes: [([[Double]]) -> [[Double]]] = [
      { $0.map { $0.map { max(-0.25, min(0.25, $0)) } } },
      { $0.map { Self.shortened($0, to: 1.5, plus: 0) } }, { $0.map { $0.map { $0 / 8 } } },
    ]
    for change in changes {
      let trace = try Self.trace { gradients in
        var changed = change(gradients)
        changed[5][3] *= 1 + 1e-6
        return changed
      }
      #expect(Self.causes(trace).isEmpty)
    }
    let untouched = try Self.trace { $0 }
    #expect(Self.causes(untouched).isEmpty)
  }

  @Test func `a recording that flushes conforms as one that does`() throws {
    let folder = try TraceFolder(TraceFolder.golden().path + "/frameworks")
    let files = folder.files.filter { $0.hasSuffix("subnormal-squares.json") }
    #expect(files.count == 2)
    for file in files {
      let trace = try folder.trace(file)
      var standard = try Catalogue.program("optax", place: file)
      guard case .fail = trace.verify(as: standard, at: nil, file: file).verdict else {
        Issue.record("\(file) does not flush")
        continue
      }
      standard.flushesSubnormals = true
      #expect(trace.verify(as: standard, at: nil, file: file).verdict == .pass)
    }
  }
}
