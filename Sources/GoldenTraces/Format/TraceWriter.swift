package import Runs
import Text

/// A trace as JSON, in the form `rmsprop-trace/1`, or `/2` where that is needed, a line for each
/// step, so that a run of any length can be written while it goes on.
package struct TraceWriter {
  private let trace: Trace
  private let implementation: String?
  private var count = 0

  /// A writer of a run with the settings of `trace`, whose own steps do not matter; made by an
  /// `implementation`, if it is not the formula that the trace refers to.
  package init(_ trace: Trace, implementation: String? = nil) {
    self.trace = trace
    self.implementation = implementation
  }

  /// Whether the first form can hold it: every step says what it left.
  private var isOfVersion1: Bool {
    trace.run.isOfVersion1
      && trace.run.steps.indices.allSatisfy { trace.results[.parameters, step: $0] != nil }
  }

  /// What comes before the first step.
  package var head: String {
    let run = trace.run
    var members: [(String, JSONValue)] = [
      ("format", .string(isOfVersion1 ? "rmsprop-trace/1" : "rmsprop-trace/2")),
      ("id", .string(trace.id)),
    ]
    if let about = trace.about { members.append(("about", .string(about))) }
    if !trace.flags.isEmpty {
      members.append(("flags", .array(trace.flags.map(JSONValue.string))))
    }
    if let implementation {
      let settings = trace.program.map {
        [("settings", JSONValue.object([("dialect", .string($0))]))]
      }
      members.append(
        ("source", .object([("implementation", .string(implementation))] + (settings ?? []))))
    } else if trace.rounding != nil || !trace.execution.members.isEmpty {
      let rounding = trace.rounding.map { [("rounding", JSONValue.string($0.rawValue))] } ?? []
      let settings = JSONValue.object(rounding + trace.execution.members)
      members.append(("source", .object([("settings", settings)])))
    }
    members.append(("scalar", .string(run.scalar.rawValue)))
    if let scalars = run.mixedScalars { members.append(("scalars", scalars.json)) }
    if let program = trace.judgingProgram {
      members.append(("reference", .string(program)))
    } else if implementation == nil {
      members.append(("reference", .string(run.reference.rawValue)))
    }
    if let level = trace.level { members.append(("level", .string(level.rawValue))) }
    members += [
      ("hyperparameters", run.hyperparameters.json),
      ("params", .numbers(run.parameters)),
    ]
    if let state = run.initialState { members.append(("state", state.json)) }
    return JSONValue.object(members).text.dropLast() + ", \"steps\": ["
  }

  /// One step, after those written before.
  package mutating func line(_ inputs: StepInputs, _ results: StepResults) -> String {
    var members = trace.run.changeMembers(in: count) + inputs.members(of: trace.run.reference)
    for quantity in [Quantity.parameters, .squareAverage, .gradientAverage, .momentumBuffer] {
      if let numbers = results[quantity] {
        members.append((quantity.rawValue, .numbers(Array(numbers))))
      }
    }
    count += 1
    return (count == 1 ? "\n" : ",\n") + JSONValue.object(members).text
  }

  /// What comes after the last step.
  package var tail: String { count == 0 ? "]}\n" : "\n]}\n" }
}
