/// Why an input cannot be used: which file, where in it, and what was expected there.
public struct InputError: Error, Equatable, CustomStringConvertible {
  /// The file, as it was named.
  public let file: String
  /// The place in the file, such as `steps[3].grad[1]`; empty if it is the whole file.
  public let place: String
  /// What is wrong there, and what was expected.
  public let problem: String

  /// An error at a place in a file.
  package init(file: String, place: String, problem: String) {
    (self.file, self.place, self.problem) = (file, place, problem)
  }

  /// File, place and problem in a line, with control characters spelled out.
  public var description: String {
    (place.isEmpty ? "\(file): \(problem)" : "\(file): \(place): \(problem)").printable
  }
}
