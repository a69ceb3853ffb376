import Foundation
import TestSupport

/// What a page says in numbers: sentences, or parts of them, whose numbers are all computed here.
///
/// The page must hold each of them word for word; and every number of the page must be in one of
/// them, or be given: a setting that the page chooses, not a result.
struct Claims: Sendable {
  let page: String
  let given: Set<String>
  let sentences: @Sendable () throws -> [String]

  /// - Parameters:
  ///   - page: its path from the top of the repository.
  ///   - given: the numbers that the page chooses, separated by spaces.
  ///   - sentences: what it says.
  init(
    _ page: String, given: String = "",
    @ClaimsBuilder _ sentences: @escaping @Sendable () throws -> [String]
  ) {
    self.page = page
    self.given = Set(given.split(separator: " ").map(String.init))
    self.sentences = sentences
  }

  /// A complaint of each sentence that the page lacks, and each number that no sentence has.
  func complaints(of page: Page) throws -> [String] {
    let (text, lines) = page.flow
    var covered = [Bool](repeating: false, count: text.count)
    var complaints: [String] = []
    for sentence in try sentences() {
      let words = Array(sentence.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      let places = Self.places(of: words, in: text)
      for place in places { for i in place..<place + words.count { covered[i] = true } }
      if places.isEmpty {
        let line = Self.likeness(of: words, in: text).map { "\(lines[$0])" } ?? "?"
        complaints.append("\(page.path):\(line): should say: \(String(words))")
      }
    }
    for token in Self.numbers(in: text)
    where !covered[token.place] && !given.contains(token.text) {
      complaints.append("\(page.path):\(lines[token.place]): no claim has \(token.text)")
    }
    return complaints
  }

  /// Where `words` begins in `text`.
  private static func places(of words: [Character], in text: [Character]) -> [Int] {
    guard let first = words.first, words.count <= text.count else { return [] }
    return (0...text.count - words.count).filter { start in
      text[start] == first && text[start..<start + words.count].elementsEqual(words)
    }
  }

  /// Where the text says the same with other numbers.
  private static func likeness(of words: [Character], in text: [Character]) -> Int? {
    func letters(_ text: [Character]) -> [(Character, Int)] {
      text.enumerated().filter { $1.isLetter }.map { ($1, $0) }
    }
    let (pattern, all) = (letters(words).map(\.0), letters(text))
    guard pattern.count > 3 else { return nil }
    return Self.places(of: pattern, in: all.map(\.0)).first.map { all[$0].1 }
  }

  /// The numbers that need a claim: all but whole ones up to 12, which are words, and what belongs
  /// to a name, such as the digits of float64 and x86-64.
  static func numbers(in text: [Character]) -> [(text: String, place: Int)] {
    let string = String(text)
    let number = #/[−\-]?\d+(?:,\d{3})*(?:\.\d+)*(?:e[+−\-]?\d+)?(?:\^\{?[−\-]?\d+)?[⁻⁰¹²³⁴-⁹]*/#
    return string.matches(of: number).compactMap { match in
      var (token, start) = (match.0, match.range.lowerBound)
      // A hyphen after a word or number is no sign.
      if let before = string[..<start].last, before.isLetter || before.isNumber,
        "-−".contains(token.first!)
      {
        token = token.dropFirst()
        start = token.startIndex
      }
      let word = string[..<start].reversed().prefix {
        $0.isLetter || $0.isNumber || "-_./,".contains($0)
      }
      let plain = token.replacing("−", with: "-")
      if word.contains(where: \.isLetter) || Int(plain).map({ $0.magnitude <= 12 }) == true {
        return nil
      }
      return (String(token), string.distance(from: string.startIndex, to: start))
    }
  }
}

/// Sentences, one after another.
@resultBuilder
enum ClaimsBuilder {
  static func buildExpression(_ sentence: String) -> [String] { [sentence] }
  static func buildExpression(_ sentences: [String]) -> [String] { sentences }
  static func buildBlock(_ parts: [String]...) -> [String] { parts.flatMap { $0 } }
  static func buildOptional(_ part: [String]?) -> [String] { part ?? [] }
  static func buildArray(_ parts: [[String]]) -> [String] { parts.flatMap { $0 } }
}

/// How a page writes a number.
enum Digits {
  /// So many digits: `0.0316`, `3162`, `6.1e-13`.
  case significant(Int)
  /// So many digits after the point: `1.70`.
  case fixed(Int)
  /// As few as read back as the same number: `0.1`.
  case shortest
}

extension DefaultStringInterpolation {
  /// A number as a page writes it.
  mutating func appendInterpolation(_ number: Double, _ digits: Digits) {
    appendLiteral(digits.written(number))
  }

  /// A count, with a comma after thousands.
  mutating func appendInterpolation(count: Int) {
    appendLiteral(count.formatted(.number.locale(Locale(identifier: "en_US"))))
  }
}

extension Digits {
  func written(_ number: Double) -> String {
    let text =
      switch self {
      case .fixed(let count): String(format: "%.\(count)f", number)
      case .shortest: "\(number)"
      case .significant(let count):
        number != 0 && (number.magnitude < 1e-4 || number.magnitude >= 1e7)
          ? Self.exponent(String(format: "%.\(count - 1)e", number))
          : Self.plain(number, count)
      }
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// `%g` keeps no zeros: as many decimals as the digits need.
  private static func plain(_ number: Double, _ count: Int) -> String {
    guard number != 0 else { return "0" }
    // The exponent after rounding to that many digits.
    let rounded = String(format: "%.\(count - 1)e", number)
    let exponent = Int(rounded.split(separator: "e")[1]) ?? 0
    return String(format: "%.\(max(0, count - 1 - exponent))f", number)
  }

  /// `6.1e-05` as `6.1e-5`.
  private static func exponent(_ text: String) -> String {
    let parts = text.split(separator: "e")
    return "\(parts[0])e\(Int(parts[1]) ?? 0)"
  }
}
