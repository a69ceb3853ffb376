/// A case as the choices that make it, in a text such as `0.0.1.1.0`; it needs no seed.
///
/// Choices that are missing at the end are 0. A case that draws nothing is `-`.
public struct ReplayToken: Sendable, Equatable, Hashable, CustomStringConvertible {
  /// The choices, in the order in which they are drawn.
  public let choices: [UInt64]

  /// The token of a sequence of choices.
  public init(_ choices: [UInt64]) { self.choices = choices }

  /// Reads a token.
  ///
  /// - Throws: `ParseError`, which names the part of the text that is not a choice.
  public init(_ text: String) throws(ParseError) {
    if text == "-" {
      self.init([])
      return
    }
    var choices: [UInt64] = []
    for (index, part) in text.split(separator: ".", omittingEmptySubsequences: false).enumerated() {
      guard part.utf8.allSatisfy({ 48...57 ~= $0 }), let choice = UInt64(part) else {
        throw ParseError(position: index + 1, part: String(part))
      }
      choices.append(choice)
    }
    self.init(choices)
  }

  /// The token as text.
  public var description: String {
    choices.isEmpty ? "-" : choices.map { String($0) }.joined(separator: ".")
  }

  /// Why a text is not a token.
  public struct ParseError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Which choice is wrong, counted from 1.
    public let position: Int
    /// The text of the wrong choice.
    public let part: String

    /// The error in words.
    public var description: String {
      "choice \(position) of the token, '\(part)', is not a whole number from 0 to \(UInt64.max)"
    }
  }
}
