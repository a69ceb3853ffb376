import NumberSystems
package import RMSprop
package import Runs
import Text

/// A very long run of `torch.optim.RMSprop`, pinned at some of its steps by digests of its bits.
///
/// The form is `rmsprop-checkpoints/1` (`Fixtures/README.md`): the gradients are made anew, by an
/// integer generator that the file spells out.
package struct Checkpoints: Sendable {
  /// A stable name, such as `checkpoints/fused/float64`.
  package let id: String
  /// The type of the parameters.
  package let scalar: Scalar
  /// How fused operations were rounded.
  package let rounding: Rounding
  /// What the run was set to.
  package let hyperparameters: Hyperparameters
  /// After how many steps the rate is halved, again and again.
  package let halvedEvery: Int
  /// The parameters before the first step.
  package let parameters: [Double]
  /// What makes the gradients.
  package let gradients: Generator
  /// What is pinned, in the order of the steps.
  package let checkpoints: [Checkpoint]

  /// For each coordinate x ← a x + c (mod 2⁶⁴) before each step; its gradient is
  /// (⌊x / 2⁴⁰⌋ − 2²³) · 2^exponent, which float32 holds exactly.
  package struct Generator: Sendable {
    var multiplier, increment: UInt64
    var seeds: [UInt64]
    var exponents: [Int]
  }

  /// What is known after some steps.
  package struct Checkpoint: Sendable {
    /// How many steps were taken. At least 1.
    package let step: Int
    /// Of each quantity the SHA-256 of its little-endian bits, and the first coordinate.
    let digests: [Quantity: (sha256: String, first: Double)]
  }

  /// Where a run first differs from what is pinned.
  package struct Difference: Equatable, Sendable, CustomStringConvertible {
    /// After how many steps.
    package let step: Int
    /// In which quantity.
    package let quantity: Quantity
    /// The first coordinate, as it was recorded and as it was computed: the same, if it is another
    /// coordinate that differs.
    package let expected, actual: Double

    /// All of it in a line.
    package var description: String {
      "after step \(step), \(quantity.rawValue) differs; its first coordinate: "
        + "expected \(decimal(expected)), found \(decimal(actual))"
    }
  }

  /// Takes all steps with `PyTorchRMSprop`, in constant memory. `nil` if every digest is met.
  package func replay() -> Difference? {
    guard let number = scalar.number(rounding) else {
      preconditionFailure("the reader refuses this rounding")
    }
    return replay(on: number)
  }

  @specialized(where Number == Double)
  @specialized(where Number == Float)
  @specialized(where Number == Separate<Double>)
  @specialized(where Number == Separate<Float>)
  private func replay<Number: RunNumber>(on _: Number.Type) -> Difference? {
    let optimizer = PyTorchRMSprop(unchecked: hyperparameters)
    var theta = parameters.map { Number($0) }
    var state: OptimizerState<Number>?
    var generator = gradients
    var gradient = theta
    let scales = gradients.exponents.map {
      Double(sign: .plus, exponent: $0, significand: 1)
    }
    var rate = hyperparameters.learningRate
    var taken = 0
    for checkpoint in checkpoints {
      while taken < checkpoint.step {
        if taken > 0 && taken % halvedEvery == 0 { rate *= 0.5 }
        for i in gradient.indices {
          gradient[i] = Number(Double(generator.next(i)) * scales[i])
        }
        optimizer.step(&theta, gradient: gradient, state: &state, learningRate: rate)
        taken += 1
      }
      for quantity in Quantity.allCases {
        let numbers =
          switch quantity {
          case .squareAverage: state?.squareAverage
          case .gradientAverage: state?.gradientAverage
          case .momentumBuffer: state?.momentumBuffer
          case .parameters: theta
          }
        guard let pinned = checkpoint.digests[quantity], let numbers else { continue }
        if sha256(numbers.flatMap(\.littleEndianBytes)) != pinned.sha256 {
          return Difference(
            step: taken, quantity: quantity, expected: pinned.first, actual: numbers[0].double)
        }
      }
    }
    return nil
  }
}

extension Checkpoints.Generator {
  /// The next integer of a coordinate.
  fileprivate mutating func next(_ coordinate: Int) -> Int {
    seeds[coordinate] = multiplier &* seeds[coordinate] &+ increment
    return Int(seeds[coordinate] >> 40) - 1 << 23
  }
}
