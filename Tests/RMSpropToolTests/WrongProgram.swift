import Foundation
import TestSupport

/// Programs in Python that are wrong in a way that is asked of them, as commands.
enum WrongProgram {
  private static let folder = Repository.root.appending(path: "Tests/RMSpropToolTests").path

  /// PyTorch's RMSprop with one mistake, or without any: `mistakes.py`.
  static func mistake(_ kind: String) -> String { "python3 '\(folder)/mistakes.py' \(kind)" }

  /// A whole optimizer that is right for one parameter, and for several wrong in one way, or in
  /// none: `rewrites.py`.
  static func rewrite(_ kind: String) -> String { "python3 '\(folder)/rewrites.py' \(kind)" }

  /// A program that does not keep to the protocol, or breaks: `zoo.py`.
  static func broken(_ kind: String) -> String { "python3 '\(folder)/zoo.py' \(kind)" }
}
