import Runs

extension Law {
  /// Whether it is put to an implementation in a type.
  func isAsked(in scalar: Scalar, of capabilities: Capabilities) -> Bool {
    if capabilities.keepsDigits(of: scalar) { return true }
    let losesDigits =
      capabilities.mixedScalars[scalar].map { mixed in
        !scalar.hasSixteenBits && Quantity.allCases.contains { mixed[$0] != scalar }
      } ?? false
    return holdsInSixteenBits && !(needsExactState && losesDigits)
  }

  /// Whether it asks of state to hold a gradient's digits.
  private var needsExactState: Bool { id == "cancelled-mean" }

  /// Whether it is put to implementations in float16 and bfloat16, too: it asks for equal bits or
  /// an order that rounding keeps, of numbers of any place, and not for digits.
  ///
  /// The others allow units in the last place that are measured in float64 and float32, or speak of
  /// numbers that overflow or vanish there.
  var holdsInSixteenBits: Bool { Self.inSixteenBits.contains(id) }

  private static let inSixteenBits: Set<String> = [
    "cancelled-mean", "causality", "centered-is-longer", "constant-steps-shrink", "determinism",
    "differential", "downhill", "epsilon-shortens", "gradient-descent",
    "infinite-gradient", "maximize-negates", "missing-gradient", "nan-stays",
    "odd-symmetry", "past-signs", "rate-acts-from-its-step", "schedule-is-the-rate",
    "state-ignores-start-and-rate", "state-signs", "zero-over-zero",
  ]
}
