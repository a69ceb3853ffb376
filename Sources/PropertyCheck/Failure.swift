/// How a property failed in a case.
public struct Failure: Sendable, Equatable {
  /// Which failure this is, without numbers of the case in it. Shrinking keeps to one label.
  public var label: String
  /// What was expected and what was found, in words.
  public var message: String
  /// The case in words, a line for each part.
  public var decoded: [String]

  /// A failure, with the case in words if the notes of the source do not say it.
  public init(label: String, message: String, case decoded: [String] = []) {
    self.label = label
    self.message = message
    self.decoded = decoded
  }
}
