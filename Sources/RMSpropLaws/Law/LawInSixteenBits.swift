extension Law {
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
