import NumberSystems
package import Runs

/// The equations that may be at fault for a divergence: from the first after what still agreed to
/// the one that yields the quantity that does not.
package struct EquationsAtFault: Equatable, Sendable {
  /// The equations, with the numbers that were expected; at least one.
  package let equations: [Explanation]
  /// The tag of the last equation before them whose result was seen, and agreed.
  package let agreed: String?

  /// The tags of the equations, as in `P4` or `P6–P10`.
  package var tags: String {
    let (first, last) = (equations[0].equation.tag, equations.last!.equation.tag)
    return first == last ? first : "\(first)–\(last)"
  }
}

extension Quantity {
  /// The quantity's symbol after a step, as the updates write it.
  fileprivate var symbol: String {
    switch self {
    case .squareAverage: "v_t"
    case .gradientAverage: "m_t"
    case .momentumBuffer: "b_t"
    case .parameters: "\\theta_t"
    }
  }
}

extension Attempt {
  /// Which equations may be at fault for the first divergence of a run that gave `seen`, if
  /// everything that is not seen was right before it. `nil` if nothing diverges, or the step has no
  /// equations.
  func equationsAtFault(seen: Results, known: Results) -> EquationsAtFault? {
    guard let divergence = comparison.firstDivergence else { return nil }
    let t = divergence.step
    let equations = (try? explain()) ?? []
    func place(_ quantity: Quantity) -> Int? {
      equations.lastIndex { $0.equation.symbol == quantity.symbol }
    }
    guard let last = place(divergence.quantity) else { return nil }
    let compared = Quantity.allCases.prefix { $0 != divergence.quantity }.filter {
      seen[$0, step: t] != nil && known[$0, step: t] != nil
    }
    let agreed = compared.compactMap(place).max()
    return EquationsAtFault(
      equations: Array(equations[(agreed.map { $0 + 1 } ?? 0)...last]),
      agreed: agreed.map { equations[$0].equation.tag })
  }
}
