/// How a fused operation is rounded, by its name in files.
public enum Rounding: String, CaseIterable, Sendable {
  /// Once.
  case fused
  /// Twice: the product, then the sum.
  case separate
}
