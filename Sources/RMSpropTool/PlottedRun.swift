import ArgumentParser
import Candidates
import Comparisons
import Figures
import GoldenTraces
import RMSprop

/// A run of somebody's own, and what the reference makes of the same gradients.
struct PlottedRun {
  private let name: String
  private let settings: Trace
  private let expected: [Trace.Results]

  /// A recorded run.
  init(trace file: String) throws {
    let trace: Trace
    do { trace = try Trace(contentsOf: file) } catch { throw Failure.input("\(error)") }
    try self.init(trace.id, trace)
  }

  /// What a program answers to the gradients of a narrow valley.
  init(candidate command: CandidateCommand, _ limits: CandidateRun.Limits) throws {
    let relay = Relay()
    Interruption.waits()
    let run = CandidateRun(command.words, limits, isInterrupted: { Interruption.isWanted }) {
      relay.show($0)
    }
    defer { run.end() }
    do {
      let declaration = try run.greet()
      var question = try Self.question(declaration)
      var answer: Result<Reply, Fault>?
      try run.run([question], oneByOne: true) { _, given in
        answer = given
        return true
      }
      relay.clear()
      switch answer {
      case .success(.steps(let steps)):
        for (t, step) in steps.enumerated() { question.steps[t].results = step }
      case .success(.skipped(let reason)):
        throw Failure.nothing("nothing to draw: the candidate says: \(reason)".printable)
      case .failure(let fault): throw CandidateRun.End.gaveUp(fault)
      case nil: throw Failure.nothing("nothing to draw: the candidate gave no answer")
      }
      try self.init(declaration.name, question)
    } catch CandidateRun.End.gaveUp(let fault) {
      throw Failure(description: "the candidate: \(fault.message)", status: ExitStatus.candidate)
    } catch CandidateRun.End.interrupted {
      run.end()
      Interruption.end()
    }
  }

  private init(_ name: String, _ trace: Trace) throws {
    guard !trace.steps.isEmpty else {
      throw Failure.nothing("nothing to draw: \(name) has no steps".printable)
    }
    guard !trace.parameters.isEmpty else {
      throw Failure.nothing("nothing to draw: \(name) has no coordinate".printable)
    }
    self.name = name.printable
    // Where no rounding is declared, it is the one that the run follows further.
    let either = trace.reference == .pytorch ? trace.scalar.roundings : [.fused]
    var best: (settings: Trace, expected: [Trace.Results], found: Comparison)?
    for rounding in trace.rounding.map({ [$0] }) ?? either {
      var settings = trace
      settings.rounding = trace.reference == .pytorch ? rounding : nil
      var reference = try ImplementationRun(settings)
      let expected = trace.steps.map { reference.advance($0).results }
      var found = Comparison(.bits, trace.scalar)
      for (t, step) in trace.steps.enumerated() {
        found.compare(step: t, expected: expected[t], actual: step.results)
      }
      if best == nil || found.goesFurther(than: best!.found) { best = (settings, expected, found) }
    }
    (settings, expected) = (best!.settings, best!.expected)
  }

  /// A hundred steps down a narrow valley, in the first type that is declared and with the formula
  /// that is declared: the gradients are those of the reference's own path.
  private static func question(_ declaration: Declaration) throws -> Trace {
    let valley = NarrowValley()
    var hyperparameters = try Implementation.defaults(of: declaration.reference)
    hyperparameters.learningRate = 0.0625
    let scalar = declaration.scalars[0]
    var question = Trace(
      id: "plot/valley", scalar: scalar, reference: declaration.reference,
      rounding: declaration.reference == .pytorch ? declaration.rounding : nil,
      hyperparameters: hyperparameters, parameters: valley.start)
    var reference = try ImplementationRun(question)
    question.steps = (0..<100).map { _ in
      let gradient = valley.gradient(reference.parameters).map(scalar.rounded)
      let step = Trace.Step(
        gradient: declaration.reference == .batch ? .points([gradient]) : .single(gradient))
      _ = reference.advance(step)
      return step
    }
    return question
  }

  /// The drawing of one coordinate.
  func svg(_ coordinate: Int) throws -> String {
    let count = settings.parameters.count
    guard (0..<count).contains(coordinate) else {
      throw Failure.input("--coordinate \(coordinate): there are \(count), counted from 0")
    }
    let seen = settings.steps.map { $0.results[.parameters]![coordinate] }
    let expected = expected.map { $0[.parameters]![coordinate] }
    return RunFigure(
      name: name, reference: settings.implementation, about: "coordinate \(coordinate)",
      start: settings.parameters[coordinate], seen: seen, expected: expected,
      distances: zip(expected, seen).map(ulps)
    ).svg
  }

  /// The distance of two numbers of the run's type.
  private func ulps(_ expected: Double, _ seen: Double) -> UInt64? {
    func results(_ number: Double) -> Trace.Results {
      var results = Trace.Results()
      results[.parameters] = [number]
      return results
    }
    var comparison = Comparison(.bits, settings.scalar)
    comparison.compare(step: 0, expected: results(expected), actual: results(seen))
    return comparison.maxUlps
  }
}
