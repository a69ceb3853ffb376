import GoldenTraces
import RMSprop
import Runs
import TestSupport
import Testing

/// Level `root`: every bit, whatever square root the machine has.
struct RootTests {
  private static let stock = ["float64", "float32"].flatMap { scalar in
    ["basic-centered-momentum", "pairwise-07", "long-run"].map {
      "pytorch-stock/\(scalar)/\($0).json"
    }
  }

  private static func trace(_ file: String) throws -> Trace {
    try TraceFolder(Repository.fixtures).trace(file)
  }

  /// The trace with one number of its results changed by units in the last place.
  private static func changed(
    _ trace: Trace, _ quantity: Quantity, step: Int, coordinate: Int, by units: Int
  ) throws -> Trace {
    let place = step * trace.run.coordinates + coordinate
    var numbers = try #require(trace.results[quantity])
    for _ in 0..<units.magnitude {
      numbers[place] =
        trace.run.scalar == .float64
        ? (units > 0 ? numbers[place].nextUp : numbers[place].nextDown)
        : Double(units > 0 ? Float(numbers[place]).nextUp : Float(numbers[place]).nextDown)
    }
    return try Trace(
      trace.run, results: trace.results.with(quantity, numbers), rounding: trace.rounding)
  }

  @Test func `untouched PyTorch is right in every bit of every step`() throws {
    let folder = try TraceFolder(Repository.fixtures)
    var (traces, neighbours) = (0, 0)
    for file in folder.files where file.hasPrefix("pytorch-stock/") {
      let trace = try folder.trace(file)
      let report = trace.verify(at: .root, file: file)
      #expect(report.verdict == .pass, "\(file)")
      #expect((report.values > 0) == (trace.run.coordinates > 0), "\(file)")
      traces += 1
      neighbours += report.neighbouringRoots ?? 0
    }
    #expect(traces == 216 && neighbours == 23)
  }

  /// Each of these with the averages that it has: pairwise-07 is not centered.
  private static let averages = stock.flatMap { file in
    [(file, Quantity.squareAverage)]
      + (file.contains("pairwise") ? [] : [(file, .gradientAverage)])
  }

  @Test(arguments: averages)
  func `one unit in the last place of an average is found`(
    file: String, quantity: Quantity
  ) throws {
    let trace = try Self.trace(file)
    let step = trace.run.steps.count - 1
    let changed = try Self.changed(trace, quantity, step: step, coordinate: 0, by: 1)
    guard case .fail(let first) = changed.verify(at: .root, file: file).verdict else {
      Issue.record("\(file): \(quantity)")
      return
    }
    #expect(first.step == step && first.coordinate == 0 && first.quantity == quantity)
  }

  @Test(arguments: [Rounding.fused, .separate, .compiled])
  func `a neighbour of the root passes, and two units beyond it do not`(rounding: Rounding) throws {
    let run = try Self.trace("pytorch/fused/float64/basic-plain.json").run
    let last = run.steps.count - 1
    let results = try BuiltIn(rounding).results(of: run)
    for root in [Root.below, .above] {
      var seen = (0..<last).map { results[step: $0] }
      let next = try BuiltIn(rounding).step(
        of: run, run[step: last], from: seen[last - 1], root: root)
      seen.append(next)
      let trace = try Trace(
        run, results: Results(coordinates: run.coordinates, steps: seen), rounding: rounding)
      #expect(trace.verify(at: .root, file: "").verdict == .pass)
      for units in [-3, 3] {
        let changed = try Self.changed(trace, .parameters, step: last, coordinate: 0, by: units)
        #expect(changed.verify(at: .root, file: "").verdict != .pass)
      }
    }
  }

  @Test func `without state, or of another formula, it does not apply`() throws {
    let trace = try Self.trace("pytorch/fused/float64/basic-plain.json")
    let bare = try Trace(trace.run, results: trace.results.withoutState, rounding: .fused)
    let textbook = try Self.trace("textbook/inside/float64/size-17.json")
    for (trace, reason) in [(bare, "without square_avg"), (textbook, "PyTorch's formula")] {
      guard case .skipped(let skip) = trace.verify(at: .root, file: "").verdict else {
        Issue.record("must be skipped")
        continue
      }
      #expect("\(skip)".contains(reason), "\(skip)")
    }
  }

  /// A run of two steps, the first without gradient, and what its steps left.
  private static func late(
    _ h: Hyperparameters, _ first: StepResults
  ) throws -> (run: Run, results: Results) {
    var run = Run(hyperparameters: h, parameters: [1])
    run.append(StepInputs(gradient: nil))
    run.append(StepInputs(gradient: [0.5]))
    let reference = BuiltIn()
    let second = try reference.step(of: run, run[step: 1], from: first, root: .exact)
    return (run, Results(coordinates: 1, steps: [first, second]))
  }

  @Test func `state from before the first gradient is not gone on from`() throws {
    let invented = StepResults {
      $0 == .parameters ? [1] : $0 == .squareAverage ? [7] : nil
    }
    let (run, results) = try Self.late(Hyperparameters(), invented)
    let trace = try Trace(run, results: results, rounding: .fused)
    guard case .fail = trace.verify(at: .root, file: "").verdict else {
      Issue.record("state was invented")
      return
    }
  }

  @Test func `half of a state before the first gradient does no harm`() throws {
    let h = Hyperparameters(momentum: 0.9)
    var run = Run(hyperparameters: h, parameters: [1])
    run.append(StepInputs(gradient: nil))
    run.append(StepInputs(gradient: [0.5]))
    let right = try BuiltIn().results(of: run)
    let first = StepResults { $0 == .parameters ? [1] : $0 == .squareAverage ? [0] : nil }
    let results = Results(coordinates: 1, steps: [first, right[step: 1]])
    let trace = try Trace(run, results: results, rounding: .fused)
    #expect(trace.verify(at: .root, file: "").verdict == .pass)
  }

  @Test func `a fault after a neighbouring root is blamed on its own equation`() throws {
    var run = Run(hyperparameters: Hyperparameters(momentum: 0.9), parameters: [1])
    run.append(StepInputs(gradient: [0.5]))
    let before = StepResults { $0 == .parameters ? [1] : nil }
    var left = try BuiltIn().step(of: run, run[step: 0], from: before, root: .above)
    left[.parameters] = [left[.parameters]![0] + 1]
    let trace = try Trace(
      run, results: Results(coordinates: 1, steps: [left]), rounding: .fused)
    let report = trace.verify(at: .root, file: "")
    guard case .fail(let first) = report.verdict else {
      Issue.record("\(report.verdict)")
      return
    }
    #expect(first.quantity == .parameters && first.expected == left[.parameters]!.first)
    #expect(report.equationsAtFault?.tags == "P11")
    #expect(report.equationsAtFault?.equations.last?.value == first.actual)
  }

  @Test func `roots are counted as the rounding has them that needs the fewest`() throws {
    let run = try Self.trace("pytorch/separate/float32/pairwise-07.json").run
    let trace = try Trace(run, results: try BuiltIn(.separate).results(of: run))
    let report = trace.verify(at: .root, file: "")
    #expect(report.verdict == .pass && report.neighbouringRoots == 0)
  }
}
