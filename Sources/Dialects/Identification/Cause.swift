/// Why a program's run is not what its dialect gives with the gradients of the trace: what became
/// of these, or of the numbers, on the way.
package enum Cause: Equatable, Sendable {
  /// The gradients are multiplied by a number first, as where a loss scale is taken off.
  case gradientsScaled(factor: Double)
  /// The gradients are clipped first.
  case gradientsClipped(by: Measure, at: Double)
  /// One call in so many makes a step, with the mean or the sum of the gradients since the last.
  case gradientsAccumulated(every: Int, by: Accumulation)
  /// Subnormal numbers are taken for zero.
  case subnormalsFlushed

  /// What is clipped: each coordinate by itself, or all of them by their norm.
  package enum Measure: String, Sendable {
    case value
    case norm
    /// By the norm, to which a millionth is added before the division, as PyTorch does.
    case normAndMillionth = "norm_and_millionth"
  }

  /// What becomes of the gradients that one step has.
  package enum Accumulation: String, Sendable {
    case mean
    case sum
  }

  /// The cause's name in reports.
  package var name: String {
    switch self {
    case .gradientsScaled: "gradients_scaled"
    case .gradientsClipped: "gradients_clipped"
    case .gradientsAccumulated: "gradients_accumulated"
    case .subnormalsFlushed: "subnormals_flushed"
    }
  }

  /// The cause in a sentence.
  package var sentence: String {
    switch self {
    case .gradientsScaled(let factor):
      "The gradients are multiplied by \(factor) before the update."
    case .gradientsClipped(.value, let limit):
      "The gradients are clipped by value at \(limit) before the update."
    case .gradientsClipped(.norm, let limit):
      "The gradients are clipped by norm at \(limit) before the update."
    case .gradientsClipped(.normAndMillionth, let limit):
      "The gradients are clipped by norm at \(limit) before the update, as PyTorch does it: "
        + "a millionth is added to the norm."
    case .gradientsAccumulated(let calls, let accumulation):
      "One call in \(calls) makes a step, with the \(accumulation.rawValue) of the gradients "
        + "since the one before."
    case .subnormalsFlushed: "Subnormal numbers are taken for zero."
    }
  }
}
