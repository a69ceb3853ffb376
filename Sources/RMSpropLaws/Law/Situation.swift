package import Runs

/// What a law is put to: a formula, in a type, of an implementation.
package struct Situation: Sendable {
  /// The formula.
  package let reference: Reference
  /// The type of the parameters.
  package let scalar: Scalar
  /// What the implementation can do.
  package let capabilities: Capabilities

  /// A situation of these parts.
  package init(reference: Reference, scalar: Scalar, capabilities: Capabilities) {
    self.reference = reference
    self.scalar = scalar
    self.capabilities = capabilities
  }

  /// Whether the implementation supports a feature, and the formula has it.
  package func has(_ feature: Feature) -> Bool {
    let isEveryFormulas = feature == .schedule || feature == .state
    return capabilities.features.contains(feature) && (reference == .pytorch || isEveryFormulas)
  }

  /// The situation's name in reports.
  package var name: String { "\(reference.rawValue)/\(scalar.rawValue)" }

  /// Every situation of some formulas in which an implementation of these capabilities does what is
  /// needed, in a fixed order.
  static func all(
    of references: Set<Reference>, needing needs: Set<Feature>, for capabilities: Capabilities
  ) -> [Situation] {
    Reference.allCases.flatMap { reference in
      Scalar.allCases.compactMap { scalar in
        let it = Situation(reference: reference, scalar: scalar, capabilities: capabilities)
        let isCovered =
          references.contains(reference) && capabilities.references.contains(reference)
          && capabilities.scalars.contains(scalar) && needs.allSatisfy(it.has)
        return isCovered ? it : nil
      }
    }
  }
}
