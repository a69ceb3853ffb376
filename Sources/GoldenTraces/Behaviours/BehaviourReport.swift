/// What came of one behaviour.
package struct BehaviourReport: Equatable, Sendable {
  /// The file it came from.
  package let file: String
  /// The behaviour's id.
  package let id: String
  /// Where it first differs; `nil` if it does not.
  package let difference: Behaviour.Difference?

  /// Replays a behaviour.
  package init(_ behaviour: Behaviour, file: String) {
    self.file = file
    id = behaviour.id
    difference = behaviour.replay()
  }
}
