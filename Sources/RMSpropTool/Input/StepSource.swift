import ArgumentParser
import Relatives
import Runs

/// Where a run's steps come from, one after another.
enum StepSource {
  /// What a trace or the command line holds.
  case recorded(ArraySlice<StepInputs>)
  /// A line of text for each step, read when its turn comes.
  case lines(Lines)
  /// The gradients of a model at the run's own parameters.
  case model(Model, epochs: Int)

  /// The next step of a run that stands at `parameters`; `nil` after the last.
  mutating func next(_ parameters: [Double], _ scalar: Scalar) throws -> StepInputs? {
    switch self {
    case .recorded(var steps):
      let step = steps.popFirst()
      self = .recorded(steps)
      return step
    case .lines(let lines):
      guard let (line, place) = try lines.next() else { return nil }
      return try Numbers.step(line, parameters.count, place)
    case .model(let model, let epochs):
      guard epochs > 0 else { return nil }
      self = .model(model, epochs: epochs - 1)
      return StepInputs(points: model.gradients(parameters, scalar))
    }
  }

  /// How many steps there are, where that is known.
  var count: Int? {
    switch self {
    case .recorded(let steps): steps.count
    case .lines: nil
    case .model(_, let epochs): epochs
    }
  }
}
