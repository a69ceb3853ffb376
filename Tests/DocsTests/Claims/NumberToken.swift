/// A number in a text.
struct NumberToken {
  let text: String
  /// Where it stands in the text.
  let range: Range<Int>
  /// Whether it belongs to a name, such as the digits of float64 and x86-64.
  let isInName: Bool

  /// Whether a page must say where it is from. Whole numbers up to 12 are words.
  var needsKey: Bool {
    !isInName && Int(text.replacing("−", with: "-")).map { $0.magnitude > 12 } ?? true
  }

  /// The numbers of a text.
  static func all(in characters: [Character]) -> [NumberToken] {
    let text = String(characters)
    let number = #/[−\-]?\d+(?:,\d{3})*(?:\.\d+)*(?:e[+−\-]?\d+)?(?:\^\{?[−\-]?\d+)?[⁻⁰¹²³⁴-⁹]*/#
    var (place, offset) = (text.startIndex, 0)
    return text.matches(of: number).map { match in
      offset += text.distance(from: place, to: match.range.lowerBound)
      place = match.range.lowerBound
      var (token, start) = (match.0, offset)
      // A hyphen after a word or number is no sign.
      if start > 0, characters[start - 1].isLetter || characters[start - 1].isNumber,
        "-−".contains(token.first!)
      {
        token = token.dropFirst()
        start += 1
      }
      let word = characters[..<start].reversed().prefix {
        $0.isLetter || $0.isNumber || "-_./,".contains($0)
      }
      return NumberToken(
        text: String(token), range: start..<start + token.count,
        isInName: word.contains(where: \.isLetter))
    }
  }
}
