import TestSupport

/// What a page says in numbers. The page holds each claim once, with a key that no reader sees (see
/// ``KeyedText``); what belongs to the key is computed here, and the sentence around it is free.
///
/// Every number of a page has a key, or is given: a setting that the page chooses, not a result.
struct Claims: Sendable {
  let page: String
  let given: Set<String>
  let compute: @Sendable (inout ComputedValues) throws -> Void

  /// - Parameters:
  ///   - page: its path from the top of the repository.
  ///   - given: the numbers that the page chooses, separated by spaces.
  ///   - compute: adds what its keys name.
  init(
    _ page: String, given: String = "",
    _ compute: @escaping @Sendable (_ page: inout ComputedValues) throws -> Void
  ) {
    self.page = page
    self.given = Set(given.split(separator: " ").map(String.init))
    self.compute = compute
  }

  func values() throws -> ComputedValues {
    var values = ComputedValues()
    try compute(&values)
    return values
  }

  /// What is wrong with a page: numbers other than computed, or of unknown origin, and what was
  /// computed or given in vain.
  func complaints(of page: Page) throws -> [String] {
    let (text, values) = (KeyedText(page), try values())
    var complaints = text.complaints
    let computed = Dictionary(values.all.map { ($0.key, $0.text) }) { $1 }
    for claim in text.claims {
      let place = "\(page.path):\(claim.line): key \(claim.key)"
      if let value = computed[claim.key] {
        if claim.text != value {
          complaints.append("\(place): the page has \(claim.text), computed \(value)")
        }
      } else {
        complaints.append("\(place) has no computed value")
      }
    }

    let used = Set(text.claims.map(\.key))
    var seen: Set<String> = []
    for (key, value) in values.all {
      if !used.contains(key) {
        complaints.append("\(page.path): key \(key), computed \(value), stands nowhere")
      }
      if !seen.insert(key).inserted {
        complaints.append("\(page.path): key \(key) is computed twice")
      }
    }

    var printed: [Range<Int>] = []
    for print in values.prints {
      let words = Array(print.replacing(#/\]\([^)]*\)/#, with: "]").normalized)
      let places = Self.places(of: words, in: text.text)
      printed += places.map { $0..<$0 + words.count }
      if places.isEmpty { complaints.append("\(page.path): should show \(String(words))") }
    }
    let bare = text.bare.filter { number in
      !printed.contains { range in number.place.map(range.contains) ?? false }
    }
    for number in bare where !given.contains(number.text) {
      complaints.append(
        "\(page.path):\(number.line): \(number.text) has no key and is not given")
    }
    for number in given.subtracting(bare.map(\.text)).sorted() {
      complaints.append("\(page.path): \(number) is given, and stands nowhere without a key")
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
}

extension String {
  /// The text with single spaces.
  fileprivate var normalized: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
