import NumberSystems
import RMSprop

/// The equations that may be at fault for a divergence: from the first after what still agreed to
/// the one that yields the quantity that does not.
public struct Suspects: Equatable, Sendable {
  /// The equations, with the numbers that were expected; at least one.
  public let equations: [Explanation]
  /// The tag of the last equation before them whose result was seen, and agreed.
  public let agreed: String?

  /// Their tags, as in `P4` or `P6–P10`.
  public var tags: String {
    let (first, last) = (equations[0].equation.tag, equations.last!.equation.tag)
    return first == last ? first : "\(first)–\(last)"
  }
}

extension Trace.Quantity {
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

extension Trace {
  /// Which equations may be at fault for a divergence of a run that gave `seen` at that step, if
  /// everything that is not seen was right before it. `nil` if the step has no gradient.
  ///
  /// - Throws: `HyperparameterError`, if a hyperparameter is out of range.
  func suspects(
    for divergence: Divergence, seen: Results, _ rounding: Rounding
  ) throws(HyperparameterError) -> Suspects? {
    var replay = try replay(rounding)
    for step in steps[..<divergence.step] { _ = replay.advance(step) }
    let step = steps[divergence.step]
    let equations = replay.explain(step, coordinate: divergence.coordinate)
    func place(_ quantity: Quantity) -> Int? {
      equations.lastIndex { $0.equation.symbol == quantity.symbol }
    }
    guard let last = place(divergence.quantity) else { return nil }
    let compared = Quantity.allCases.prefix { $0 != divergence.quantity }.filter {
      seen[$0] != nil && step.results[$0] != nil
    }
    let agreed = compared.compactMap(place).max()
    return Suspects(
      equations: Array(equations[(agreed.map { $0 + 1 } ?? 0)...last]),
      agreed: agreed.map { equations[$0].equation.tag })
  }
}
