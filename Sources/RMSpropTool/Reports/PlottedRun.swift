import ArgumentParser
import Candidates
import Dialects
import Figures
import GoldenTraces
import RMSprop
import Relatives
import Runs
import Text

/// A run of somebody's own, and what the reference makes of the same gradients.
struct PlottedRun {
  private let name: String
  private let trace: Trace
  /// What the reference is, in full.
  private let reference: String
  private let expected: [StepResults]

  /// A recorded run.
  init(trace file: String, as standard: DialectImplementation?) throws {
    let trace: Trace
    do { trace = try Trace(contentsOf: file) } catch { throw Failure.input("\(error)") }
    trace.warn(of: file)
    try self.init(trace.id, trace, as: standard)
  }

  /// What a program answers to the gradients of a narrow valley.
  init(
    candidate command: CandidateCommand, _ limits: CandidateProgram.Limits,
    as named: DialectImplementation?
  ) throws {
    let (name, trace, standard) = try withCandidate(command, limits, whose: "the candidate: ") {
      program, declaration, relay in
      let standard = try named ?? declaration.declaredProgram
      let (run, rounding) = try Self.question(declaration, standard)
      var answer: Answer?
      try program.make([run], oneByOne: true) { _, given in
        answer = given
        return true
      }
      relay.clear()
      switch answer {
      case .results(let results):
        return (declaration.name, try Trace(run, results: results, rounding: rounding), standard)
      case .skipped(let reason):
        throw Failure.nothing("nothing to draw: the candidate says: \(reason)".printable)
      case .fault(let fault): throw fault
      case nil: throw Failure.nothing("nothing to draw: the candidate gave no answer")
      }
    }
    try self.init(name, trace, as: standard)
  }

  private init(_ name: String, _ trace: Trace, as standard: DialectImplementation?) throws {
    guard !trace.run.steps.isEmpty else {
      throw Failure.nothing("nothing to draw: \(name) has no steps".printable)
    }
    guard !trace.run.parameters.isEmpty else {
      throw Failure.nothing("nothing to draw: \(name) has no coordinate".printable)
    }
    self.name = name.printable
    self.trace = trace
    // Where no rounding is declared, the reference rounds in the way that the run follows longer.
    let run = trace.run
    var best: (reference: String, expected: [StepResults], found: Comparison)?
    let any = run.reference == .pytorch ? run.scalar.roundings : [.fused]
    let named = standard.map(NamedImplementation.init)
    for rounding in named == nil ? trace.rounding.map({ [$0] }) ?? any : [.fused] {
      var reference = try ImplementationRun(run, by: named, rounding: rounding)
      let expected = run.steps.indices.map { reference.advance(run[step: $0]).results }
      var found = Comparison(.bits, run.scalar)
      for t in run.steps.indices {
        found.compare(step: t, expected: expected[t], actual: trace.results[step: t])
      }
      if best == nil || found.goesFurther(than: best!.found) {
        best = (reference.name, expected, found)
      }
    }
    (reference, expected) = (best!.reference, best!.expected)
  }

  /// A hundred steps down a narrow valley, in the first type that is declared and with the formula
  /// that is declared: the gradients are those of the reference's own path.
  private static func question(
    _ declaration: Declaration, _ standard: DialectImplementation?
  ) throws -> (Run, Rounding?) {
    let valley = NarrowValley()
    let named =
      standard.map(NamedImplementation.init) ?? NamedImplementation(declaration.reference)
    var hyperparameters = try named.defaults
    hyperparameters.learningRate = 0.0625
    let scalar = declaration.scalars[0]
    var run = Run(
      id: "plot/valley", reference: declaration.reference, scalar: scalar,
      hyperparameters: hyperparameters, parameters: valley.start)
    let rounding = declaration.reference == .pytorch ? declaration.rounding : nil
    if let rounding, !scalar.roundings.contains(rounding) {
      throw Failure.nothing(
        "nothing to draw: rounding \(rounding.rawValue) is not known for \(scalar.rawValue)")
    }
    var reference = try ImplementationRun(
      run, by: standard.map(NamedImplementation.init), rounding: rounding)
    for _ in 0..<100 {
      let step = StepInputs(
        gradient: valley.gradient(reference.parameters).map(scalar.rounded))
      _ = reference.advance(step)
      run.append(step)
    }
    return (run, rounding)
  }

  /// The drawing of one coordinate.
  func svg(_ coordinate: Int) throws -> String {
    let run = trace.run
    guard (0..<run.coordinates).contains(coordinate) else {
      throw Failure.input(
        "--coordinate \(coordinate): there are \(run.coordinates), counted from 0")
    }
    let seen = run.steps.indices.map { trace.results.parameter($0, coordinate) }
    let expected = expected.map { $0[.parameters]![coordinate] }
    return RunFigure(
      name: name, reference: reference, about: "coordinate \(coordinate)",
      start: run.parameters[coordinate], seen: seen, expected: expected,
      distances: zip(expected, seen).map(run.scalar.ulpDistance)
    ).svg
  }
}
