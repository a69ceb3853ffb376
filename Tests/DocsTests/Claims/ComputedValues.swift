/// What the code computes for a page: a text for each key, written as the page writes it.
struct ComputedValues {
  /// Keys and texts in the order in which they were computed.
  private(set) var all: [(key: String, text: String)] = []
  /// What the code prints and the page shows as it is: formulas, generated tables. Not sentences.
  private(set) var prints: [String] = []
  /// What stands before each key that is added, such as the number of a section.
  var prefix = ""

  /// Adds a text.
  mutating func callAsFunction(_ key: String, _ text: String) {
    all.append((prefix + key, text))
  }

  /// Adds a number.
  mutating func callAsFunction(_ key: String, _ number: Double, _ digits: Digits) {
    self(key, digits.written(number))
  }

  /// Adds a count.
  mutating func callAsFunction(_ key: String, count: Int) { self(key, Digits.count(count)) }

  /// Adds the cells of a table's row: a column's key is the row's name, a hyphen, the column's.
  mutating func row(_ row: String, _ columns: [String], _ cells: [String]) {
    for (column, cell) in zip(columns, cells) { self("\(row)-\(column)", cell) }
  }

  /// Adds what the page must show as it is printed here.
  mutating func callAsFunction(printed text: String) { prints.append(text) }
}
