public import NumberSystems

/// One equation of a step, for one coordinate, with the numbers that went into it.
public struct Explanation: Equatable, Sendable {
  /// The equation, with its symbols.
  public let equation: Equation
  /// The equation's right side, with numbers for the symbols.
  public let substituted: Symbolic
  /// The equation's result.
  public let value: Double
  /// The result in the shortest digits that read back as the same number of its type.
  public let text: String

  /// A recorded equation, its number as a double.
  package init<Number: RunNumber>(_ recorded: RecordedEquation<Number>) {
    equation = recorded.equation
    substituted = recorded.substituted
    value = recorded.value.double
    text = recorded.value.text
  }
}
