import GoldenTraces
import Runs

extension Trace {
  /// This trace with one number changed, which must be there.
  func changing(
    _ quantity: Quantity, step: Int, coordinate: Int, by change: (Double) -> Double
  ) -> Trace {
    let steps = run.steps.indices.map { t in
      var left = results[step: t]
      if t == step {
        var numbers = Array(left[quantity]!)
        numbers[coordinate] = change(numbers[coordinate])
        left[quantity] = numbers[...]
      }
      return left
    }
    return with(Results(coordinates: run.coordinates, steps: steps))
  }
}
