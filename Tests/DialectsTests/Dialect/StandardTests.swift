import Dialects
import GoldenTraces
import RMSprop
import Runs
import TestSupport
import Testing

/// Programs of the catalogue as what others are held to.
struct StandardTests {
  private static let recorded = Result {
    let folder = try TraceFolder(TraceFolder.golden().path + "/frameworks")
    return try folder.files.map { (file: $0, trace: try folder.trace($0)) }
  }

  /// What is real, and no dialect: the rate falls with √t; m averages squares; the buffer is lost
  /// at a missing gradient.
  private static func followsNoDialect(_ file: String) -> Bool {
    file.hasPrefix("pyro")
      || file.hasPrefix("keras-2.10.0/experimental") && file.contains("centered")
      || file.hasPrefix("torchopt") && file.hasSuffix("missing-gradient-momentum.json")
  }

  @Test func `every recording of a framework conforms as that framework`() throws {
    var (passed, skipped, byOtherSettings) = (0, 0, 0)
    for (file, trace) in try Self.recorded.get() where !Self.followsNoDialect(file) {
      // What follows one only beside a cause says no program.
      guard let program = trace.program else { continue }
      let standard = try Catalogue.program(program, place: file)
      let report = trace.verify(as: standard, at: nil, file: file)
      switch report.verdict {
      case .pass: passed += 1
      case .skipped: skipped += 1
      default: Issue.record("\(file): \(report.verdict)")
      }
      if let note = report.note {
        byOtherSettings += 1
        #expect(note.contains("float32") && trace.run.scalar == .float64, "\(file): \(note)")
      }
    }
    #expect(passed > 650 && skipped < 20 && byOtherSettings > 30)
  }

  @Test(arguments: [
    ("keras-3.15.1/jax/", "optax"), ("keras-3.15.1/jax/", "pytorch"), ("optax-0.2.8/", "pytorch"),
    ("torch-2.13.0/", "keras-3"), ("tf_keras-2.21.0/", "keras-3"), ("timm-1.0.31/", "pytorch"),
    ("paddle-3.3.1/", "mlx"), ("mlx-0.32.4/", "optax"),
  ])
  func `a recording of one framework does not conform as another`(folder: String, other: String)
    throws
  {
    let standard = try Catalogue.program(other, place: "")
    let reports = try Self.recorded.get().filter { $0.file.hasPrefix(folder) }.map {
      $0.trace.verify(as: standard, at: nil, file: $0.file)
    }
    #expect(reports.contains { if case .fail = $0.verdict { true } else { false } })
  }

  @Test func `what a program makes is within its own bounds, and a unit beyond is not`() throws {
    var run = Run(
      hyperparameters: Hyperparameters(alpha: 0.75, epsilon: 0.5), parameters: [1, -2])
    for gradient in [[1.5, -0.25], [0.75, 3]] { run.append(StepInputs(gradient: gradient)) }
    for entry in Catalogue.entries {
      let standard = DialectImplementation(entry)
      guard standard.obstacle(to: run) == nil else { continue }
      let results = try standard.results(of: run)
      let trace = try Trace(run, results: results)
      #expect(trace.verify(as: standard, at: nil, file: "").verdict == .pass, "\(entry.name)")
      let moved = results.with(.parameters, results.parameters.map { $0 + 1e-9 })
      let report = trace.with(moved).verify(as: standard, at: nil, file: "")
      guard case .fail = report.verdict else {
        Issue.record("\(entry.name): \(report.verdict)")
        continue
      }
    }
  }

  @Test func `what flushes subnormal numbers is held to wider bounds, or told why it fails`() throws
  {
    var standard = try Catalogue.program("pytorch", place: "")
    // The square is subnormal: where it is flushed, the step is infinite.
    var run = Run(
      hyperparameters: Hyperparameters(learningRate: 1e-9, alpha: 0.75, epsilon: 0),
      parameters: [1])
    run.append(StepInputs(gradient: [1e-160]))
    let kept = try standard.results(of: run)
    let flushed = try Trace(
      run, results: kept.with(.parameters, [-.infinity]).withoutState)
    let told = flushed.verify(as: standard, at: nil, file: "")
    guard case .fail = told.verdict else {
      Issue.record("\(told.verdict)")
      return
    }
    #expect(told.note?.contains("flushed") == true)
    standard.flushesSubnormals = true
    if case .fail(let divergence) = flushed.verify(as: standard, at: nil, file: "").verdict {
      Issue.record("\(divergence)")
    }
    standard.flushesSubnormals = false
    // Elsewhere it explains nothing.
    run = Run(hyperparameters: Hyperparameters(alpha: 0.75, epsilon: 0.5), parameters: [1])
    run.append(StepInputs(gradient: [2]))
    let wrong = try standard.results(of: run).with(.parameters, [0.9])
    let report = try Trace(run, results: wrong).verify(as: standard, at: nil, file: "")
    guard case .fail = report.verdict else {
      Issue.record("\(report.verdict)")
      return
    }
    #expect(report.note == nil)
  }

  @Test func `settings in float32 explain a run that changes them, and no other change`() throws {
    let standard = try Catalogue.program("keras-3", place: "")
    var run = Run(
      hyperparameters: Hyperparameters(learningRate: 0.5, alpha: 0.7, epsilon: 0.1),
      parameters: [1])
    for gradient in [1.0, 2, -3] { run.append(StepInputs(gradient: [gradient])) }
    run.changes = [HyperparameterChange(step: 1, alpha: 0.3)]
    func passes(_ change: (inout Run) -> Void) throws -> Bool {
      var other = run
      change(&other)
      let trace = try Trace(run, results: try standard.results(of: other))
      return trace.verify(as: standard, at: nil, file: "").verdict == .pass
    }
    #expect(try passes { _ in })
    #expect(
      try passes {
        $0.hyperparameters.alpha = Double(Float(0.7))
        $0.changes[0].alpha = Double(Float(0.3))
      })
    #expect(try !passes { $0.changes = [] })
    #expect(try !passes { $0.changes[0].alpha = 0.301 })
  }

  @Test func `a run that a program does not have is left out`() throws {
    var run = Run(hyperparameters: Hyperparameters(maximize: true), parameters: [1])
    run.append(StepInputs(gradient: [1]))
    let standard = try Catalogue.program("keras-3", place: "")
    let results = Results(coordinates: 1, parameters: [1])
    let report = try Trace(run, results: results).verify(as: standard, at: nil, file: "")
    #expect(report.verdict == .skipped(.notSupported([.maximize])))
    let empty = try Trace(run).verify(as: standard, at: nil, file: "")
    #expect(empty.verdict == .skipped(.reason("nothing to compare: this trace has no results")))
  }
}
