import ArgumentParser
import GoldenTraces
import RMSprop

/// A built-in implementation as a person names it: a formula, and where it matters its rounding and
/// the type of its numbers, as in `pytorch/separate/float32`.
struct Implementation: ExpressibleByArgument {
  let reference: Trace.Reference
  let rounding: Trace.Rounding?
  let scalar: Trace.Scalar?

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let reference = Trace.Reference(rawValue: parts[0]) else { return nil }
    var (rounding, scalar): (Trace.Rounding?, Trace.Scalar?)
    for part in parts.dropFirst() {
      if rounding == nil, let found = Trace.Rounding(rawValue: part) {
        rounding = found
      } else if scalar == nil, let found = Trace.Scalar(rawValue: part) {
        scalar = found
      } else {
        return nil
      }
    }
    // Only PyTorch fuses, and in 16 bits it is known only so.
    if let rounding, let scalar, !scalar.roundings.contains(rounding) { return nil }
    guard rounding == nil || reference == .pytorch else { return nil }
    self.reference = reference
    self.rounding = rounding
    self.scalar = scalar
  }

  static let allValueStrings: [String] = Trace.Reference.allCases.map(\.rawValue)

  static let help = """
    A formula is one of \(allValueStrings.joined(separator: ", ")). /fused or /separate (for \
    pytorch), and the type of the numbers \
    (/\(Trace.Scalar.allCases.map(\.rawValue).joined(separator: ", /"))) may follow, as in \
    pytorch/separate/float32.
    """

  /// The hyperparameters that it has if nothing is said.
  static func defaults(of reference: Trace.Reference) throws -> Hyperparameters {
    switch reference {
    case .pytorch: try PyTorchRMSprop().hyperparameters
    case .textbookNone: try TextbookRMSprop(.withoutEpsilon).hyperparameters
    case .textbookOutside: try TextbookRMSprop(.epsilonOutside).hyperparameters
    case .textbookInside: try TextbookRMSprop(.epsilonInside).hyperparameters
    case .batch: try BatchRMSprop().hyperparameters
    }
  }
}

extension Trace {
  /// What ran, in full: `pytorch/fused/float64`.
  var implementation: String {
    let rounding = reference == .pytorch ? "/\((self.rounding ?? .fused).rawValue)" : ""
    return "\(reference.rawValue)\(rounding)/\(scalar.rawValue)"
  }
}
