import Candidates
import Dialects
import GoldenTraces
import Runs

/// A candidate's process of protocol version 2, asked for whole optimizers' runs.
struct OptimizerVerification {
  let program: CandidateProgram
  let declaration: Declaration
  let standard: DialectImplementation?
  /// What PyTorch's optimizer was recorded to do.
  let behaviours: [Behaviour]
  /// The traces of files that have several parameters each.
  let files: [[Trace]]
  /// Whether the cases that are built in are asked, too.
  let asksBuiltIn: Bool
  let isChosen: (String) -> Bool

  /// A report for each parameter of each case.
  ///
  /// - Throws: `Fault`, if nothing more can be had of the candidate.
  func reports(_ requirements: inout Requirements) throws(Fault) -> [TraceReport] {
    let builtIn = BuiltIn(declaration.rounding ?? .fused, declaration.execution)
    let scalars = asksBuiltIn ? declaration.scalars : []
    let cases = scalars.flatMap { scalar in
      standard.map { OptimizerCase.all(declaration, scalar, by: $0) }
        ?? OptimizerCase.all(declaration, scalar, by: builtIn)
    }
    var reports: [TraceReport] = []
    var all = cases.map { asked in
      (asked, asked.parameters.compactMap { trace(of: $0, in: asked, by: builtIn) })
    }
    all += files.map { traces in
      let parameters = traces.enumerated().map { i, trace in
        OptimizerCase.Parameter("\(i)", trace.run)
      }
      var asked = OptimizerCase(traces[0].id, traces[0].about ?? "", parameters)
      asked.asksGradients = declaration.supports.contains(.gradientsUntouched)
      return (asked, traces)
    }
    if asksBuiltIn && declaration.supports.contains(.tensors) {
      all += behaviours.compactMap { OptimizerCase.recorded($0) }.filter { _, traces in
        traces.allSatisfy { standard == nil && requirements.posed($0) != nil }
      }
    }
    for (asked, traces) in all {
      guard traces.count == asked.parameters.count, traces.contains(where: { isChosen($0.id) })
      else { continue }
      let skips = traces.compactMap { requirements.reasonToSkip($0) }
      if let skip = skips.first {
        reports += traces.map { $0.unjudged(Self.file, .skipped(skip)) }
      } else {
        reports += try judged(asked, traces, &requirements)
      }
    }
    return reports
  }

  private static let file = "(built in)"

  private func judged(
    _ asked: OptimizerCase, _ traces: [Trace], _ requirements: inout Requirements
  ) throws(Fault) -> [TraceReport] {
    do {
      let answer = try program.make(asked)
      var reports = report(answer.results, traces, &requirements)
      if let (parameter, problem) = asked.problem(with: answer) {
        reports[parameter] = traces[parameter].unjudged(Self.file, .violated(problem))
      }
      guard let rest = asked.goingOn(from: answer) else { return reports }
      let after = try program.make(rest, isFresh: true)
      let whole = asked.parameters.indices.map { i in
        Results(
          coordinates: answer.results[i].coordinates,
          steps: (0...asked.saveAt!).map { answer.results[i][step: $0] }
            + (0..<after.results[i].steps).map { after.results[i][step: $0] })
      }
      // What goes on wrong says more than what was right before.
      return zip(reports, report(whole, traces, &requirements)).map {
        $0.verdict == .pass ? $1 : $0
      }
    } catch let skip as Skip {
      return traces.map { $0.unjudged(Self.file, .skipped(skip)) }
    } catch {
      let fault = error as? Fault ?? Fault(.errorReply, "\(error)")
      if program.ending != nil { throw fault }
      return traces.map { $0.unjudged(Self.file, .fault(fault)) }
    }
  }

  private func report(
    _ results: [Results], _ traces: [Trace], _ requirements: inout Requirements
  ) -> [TraceReport] {
    var reports: [TraceReport] = []
    for (results, trace) in zip(results, traces) {
      reports.append(requirements.report(.results(results), to: trace, file: Self.file))
    }
    return reports
  }

  /// A parameter's run with what it should give.
  private func trace(
    of parameter: OptimizerCase.Parameter, in asked: OptimizerCase, by builtIn: BuiltIn
  ) -> Trace? {
    var run = parameter.run
    run.id = asked.id + (parameter.name.map { ".\($0)" } ?? "")
    run.mixedScalars = declaration.mixedScalars[run.scalar]
    let results = try? standard?.results(of: run) ?? builtIn.results(of: run)
    return results.flatMap { try? Trace(run, results: $0, about: asked.about, level: .bits) }
  }
}
