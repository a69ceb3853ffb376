/// A hyperparameter that a run seems to have used in place of the declared one.
package struct UndeclaredHyperparameter: Equatable, Sendable {
  /// The hyperparameter's name in a trace, such as `eps`.
  package let name: String
  /// What the trace declares.
  package let declared: Double
  /// What the run seems to have used.
  package let effective: Double
  /// How the run came by that value: rounded to float32, a default, ignored.
  package let reason: String
}
