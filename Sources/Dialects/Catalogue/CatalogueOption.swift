/// An option of a program under the program's own name, such as Optax's `eps_in_sqrt`, that makes
/// other choices on some axes. All options of a program combine.
package struct CatalogueOption: Sendable {
  /// The option's name.
  package let name: String
  /// The option's value unless the program's caller gives another, as the program's language
  /// writes it.
  package let standard: String
  /// What else the option can be.
  package let other: Other

  /// What an option can be besides its standard value.
  package enum Other: Sendable {
    /// One value, with the choices that it makes.
    case value(String, [Dialect.Choice])
    /// A number, with which v begins.
    case start
  }

  init(_ name: String, _ standard: String, otherwise value: String, _ choices: Dialect.Choice...) {
    (self.name, self.standard, other) = (name, standard, .value(value, choices))
  }

  /// An option that is v before the first step, by default 0.
  init(start name: String) { (self.name, standard, other) = (name, "0", .start) }

  /// The option with another value than its standard one, written as the program's caller does.
  package struct Argument: Equatable, Sendable {
    /// The option's name.
    package let name: String
    /// The value.
    package let value: String
    /// The choices that the value makes.
    package let choices: [Dialect.Choice]
    /// Name and value, such as `eps_in_sqrt=False`.
    package var text: String { "\(name)=\(value)" }
  }

  /// The option with a value other than its standard one; `nil` if it cannot have that value.
  func argument(_ value: String) -> Argument? {
    switch other {
    case .value(let other, let choices):
      return value == other ? Argument(name: name, value: other, choices: choices) : nil
    case .start:
      guard let start = Double(value), start.isFinite else { return nil }
      return argument(start: start)
    }
  }

  /// The option with a number with which v begins; `nil` if it is no such option.
  func argument(start: Double) -> Argument? {
    guard case .start = other else { return nil }
    let start = Dialect.InitialSquareAverage.number(start)
    return Argument(name: name, value: start.rawValue, choices: [.initialSquareAverage(start)])
  }

  /// Whether the option is the number with which v begins.
  var isStart: Bool {
    if case .start = other { true } else { false }
  }

  /// The values that have a name.
  var names: [String] {
    if case .value(let value, _) = other { [standard, value] } else { [] }
  }

  /// The values that the option can have, in words.
  var values: String { names.isEmpty ? "a number" : names.joined(separator: ", ") }
}
