/// What PyTorch rounds, and in which order it computes, by its name in files.
///
/// Each is what PyTorch does on some CPU, in some version or mode.
public enum Rounding: String, CaseIterable, Sendable {
  /// A fused product and sum is rounded once: eager PyTorch on a CPU with fma.
  case fused
  /// A product is rounded, then its sum: eager PyTorch on x86-64 without fma.
  case separate
  /// `torch.compile` on a CPU.
  case compiled
  /// `torch.compile` on a CPU with `foreach=True`.
  case compiledForeach = "compiled-foreach"
  /// `torch.compile` on a CPU with a rate that is a tensor.
  case compiledTensorRate = "compiled-tensor-lr"
  /// Eager PyTorch on aarch64 with SVE vectors of 256 bits, which round twice where NEON's do not.
  case sve256
  /// `fused` before PyTorch 2.1, and in libtorch's optimizer in C++.
  case fusedBefore2_1 = "fused-before-2.1"
  /// `separate` before PyTorch 2.1.
  case separateBefore2_1 = "separate-before-2.1"

  /// Whether any product and sum is rounded once.
  package var fuses: Bool {
    switch self {
    case .fused, .compiled, .compiledTensorRate, .sve256, .fusedBefore2_1: true
    case .separate, .compiledForeach, .separateBefore2_1: false
    }
  }

  /// Whether it is one of `torch.compile`.
  package var isCompiled: Bool {
    switch self {
    case .compiled, .compiledForeach, .compiledTensorRate: true
    case .fused, .separate, .sve256, .fusedBefore2_1, .separateBefore2_1: false
    }
  }

  /// Whether PyTorch may round so on the machine that is stated, with the vectors that are.
  package func isPossible(with execution: Execution) -> Bool {
    let capability = execution.capability?.uppercased()
    switch self {
    case .sve256:
      return execution.machine != .x86 && capability.map { $0.hasPrefix("SVE") } ?? true
    case .separate, .separateBefore2_1:
      return execution.machine != .arm && !(capability?.hasPrefix("AVX") ?? false)
    case .fused, .fusedBefore2_1, .compiled, .compiledForeach, .compiledTensorRate: return true
    }
  }

  /// The two of today's eager PyTorch.
  package static let eager: [Rounding] = [.fused, .separate]
}

extension [Rounding] {
  /// The roundings' names: `fused or separate`.
  package var words: String { map(\.rawValue).joined(separator: " or ") }
}
