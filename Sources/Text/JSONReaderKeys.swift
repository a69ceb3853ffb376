extension JSONReader {
  /// A value that must have been there.
  package func required<Value>(_ value: Value?, _ key: String) throws(InputError) -> Value {
    guard let value else { throw missing(key) }
    return value
  }

  /// The error of a key that must be there, and is not.
  package func missing(_ key: String) -> InputError {
    error("the key \"\(key)\" is required, and missing")
  }

  /// The error for the key that is being read, where no others than these are known.
  package func unknownKey(of keys: [String]) -> InputError {
    error("unknown key; expected one of \(keys.joined(separator: ", "))")
  }

  /// Reads one of the words that a type has.
  package mutating func choice<Choice>() throws(InputError) -> Choice
  where Choice: RawRepresentable<String> & CaseIterable {
    let word = try string()
    guard let choice = Choice(rawValue: word) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("expected one of \(known); found \"\(word.prefix(40))\"")
    }
    return choice
  }
}
