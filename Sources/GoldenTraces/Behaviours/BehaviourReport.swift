/// What came of one behaviour.
public struct BehaviourReport: Equatable, Sendable {
  /// The file it came from.
  public let file: String
  /// The behaviour's id.
  public let id: String
  /// Where it first differs; `nil` if it does not.
  public let difference: Behaviour.Difference?

  /// Replays a behaviour.
  public init(_ behaviour: Behaviour, file: String) {
    self.file = file
    id = behaviour.id
    difference = behaviour.replay()
  }
}
