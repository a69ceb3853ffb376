import PropertyCheck
import Testing

/// A property that is false, and the simplest case in which it is.
struct PlantedBug: Sendable, CustomTestStringConvertible {
  let property: Property
  /// The message of the simplest failure.
  let simplest: String

  var testDescription: String { property.name }

  /// A bug in what is drawn: the message is the value.
  init<Value>(
    _ name: String, simplest: String, label: String = "bug",
    draw: @escaping @Sendable (Source) throws(Discard) -> Value,
    isWrong: @escaping @Sendable (Value) -> Bool,
    message: @escaping @Sendable (Value) -> String = { "\($0)" }
  ) {
    self.simplest = simplest
    property = Property(name) { (source: Source) throws(Discard) -> CaseOutcome in
      let value = try draw(source)
      return isWrong(value) ? .fails(Failure(label: label, message: message(value))) : .holds()
    }
  }

  static func integers(_ source: Source) throws(Discard) -> [Int] {
    try source.array(0...30) { source in source.integer(in: 0...1000) }
  }

  static func numbers(_ source: Source) throws(Discard) -> [Double] {
    try source.array(0...20) { source in source.double(.all) }
  }

  static func nested(_ source: Source) throws(Discard) -> [[Int]] {
    try source.array(0...8) { (source: Source) throws(Discard) in
      try source.array(0...8) { source in source.integer(in: 0...9) }
    }
  }

  indirect enum Tree: CustomStringConvertible {
    case leaf(Int)
    case node(Tree, Tree)

    var description: String {
      switch self {
      case .leaf(let value): "\(value)"
      case .node(let left, let right): "(\(left) \(right))"
      }
    }

    var largest: Int {
      switch self {
      case .leaf(let value): value
      case .node(let left, let right): max(left.largest, right.largest)
      }
    }

    var hasFallingLeaves: Bool {
      switch self {
      case .leaf: false
      case .node(.leaf(let left), .leaf(let right)): left > right
      case .node(let left, let right): left.hasFallingLeaves || right.hasFallingLeaves
      }
    }

    static func draw(_ source: Source, depth: Int = 5) -> Tree {
      source.span {
        // A flag that can only be false is drawn too: then every subtree fits everywhere.
        if source.boolean(probability: depth > 0 ? 0.6 : 0) {
          return .node(draw(source, depth: depth - 1), draw(source, depth: depth - 1))
        }
        return .leaf(source.integer(in: 0...100))
      }
    }
  }

  static let all: [PlantedBug] = [
    PlantedBug("an integer above a bound", simplest: "1001") {
      $0.integer(in: 0...100_000)
    } isWrong: {
      $0 > 1000
    },
    PlantedBug("an integer below a bound, far from the simplest", simplest: "-1000") {
      $0.integer(in: -1000...1000)
    } isWrong: {
      $0 < -600
    },
    PlantedBug("an odd integer above a bound", simplest: "4099") {
      $0.integer(in: 0...1_000_000)
    } isWrong: {
      $0 > 4097 && $0 % 2 == 1
    },
    PlantedBug("a sum above a bound", simplest: "[501, 1000]", draw: integers) {
      $0.reduce(0, +) > 1500
    },
    PlantedBug("two equal elements", simplest: "[0, 0]", draw: integers) {
      Set($0).count < $0.count
    },
    PlantedBug("two equal neighbours that are large", simplest: "[501, 501]") {
      (source: Source) throws(Discard) in
      try source.array(0...8) { source in
        source.element(of: [1, 2, 300, 400, 501, 502])
      }
    } isWrong: { list in
      zip(list, list.dropFirst()).contains { $0 == $1 && $0 > 500 }
    },
    PlantedBug("a list that is not sorted", simplest: "[1, 0]", draw: integers) {
      $0 != $0.sorted()
    },
    PlantedBug("a list that is not its own reverse", simplest: "[0, 1]", draw: integers) {
      $0 != $0.reversed()
    },
    PlantedBug("three elements", simplest: "[0, 0, 0]", draw: integers) { $0.count >= 3 },
    PlantedBug("an element above a bound, anywhere", simplest: "[900]", draw: integers) {
      $0.contains { $0 >= 900 }
    },
    PlantedBug("three elements and a NaN", simplest: "[0.0, 0.0, nan]", draw: numbers) {
      $0.count >= 3 && $0.contains(where: \.isNaN)
    },
    PlantedBug("a negative zero", simplest: "[-0.0]", draw: numbers) {
      $0.contains { $0 == 0 && $0.sign == .minus }
    },
    PlantedBug("an infinity", simplest: "[inf]", draw: numbers) {
      $0.contains(where: \.isInfinite)
    },
    PlantedBug("a float above a bound", simplest: "101.0") {
      $0.double()
    } isWrong: {
      $0 > 100.5
    },
    PlantedBug("a float below a bound", simplest: "-101.0") {
      $0.double()
    } isWrong: {
      $0 < -100.5
    },
    PlantedBug("a float between integers", simplest: "2.5") {
      $0.double()
    } isWrong: {
      $0 > 2 && $0 < 3
    },
    PlantedBug("a float whose square overflows", simplest: "\(0x1p512)") {
      $0.double()
    } isWrong: {
      ($0 * $0).isInfinite
    },
    PlantedBug("a subnormal", simplest: "\(Double.leastNormalMagnitude / 2)") {
      $0.double()
    } isWrong: {
      $0.isSubnormal && $0 > 0
    },
    PlantedBug("a single-precision integer without a successor", simplest: "16777216.0") {
      $0.float(.positive)
    } isWrong: {
      $0 + 1 == $0
    },
    PlantedBug("a fraction above a bound", simplest: "0.75") {
      $0.uniform()
    } isWrong: {
      $0 > 0.7
    },
    PlantedBug("a sum in nested lists", simplest: "[[1, 9]]", draw: nested) { lists in
      lists.joined().reduce(0, +) >= 10
    },
    PlantedBug("three elements in nested lists", simplest: "[[0, 0, 0]]", draw: nested) {
      $0.joined().count >= 3
    },
    PlantedBug("a large leaf", simplest: "90") {
      Tree.draw($0)
    } isWrong: {
      $0.largest >= 90
    },
    // The next four need whole spans to go, to rise, to become zero, and to change places.
    PlantedBug("a column with a 7", simplest: "[[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]]") {
      (source: Source) throws(Discard) in
      try source.array(0...6) { column in
        (0..<12).map { _ in column.integer(in: 0...9) }
      }
    } isWrong: { columns in
      columns.contains { $0[11] == 7 }
    },
    PlantedBug("a node of two leaves, the larger first", simplest: "(1 0) and 51") { source in
      (tree: Tree.draw(source), number: source.integer(in: 0...100))
    } isWrong: {
      $0.tree.hasFallingLeaves && $0.number > 50
    } message: {
      "\($0.tree) and \($0.number)"
    },
    PlantedBug("two integers of opposite sign", simplest: "[-9223372036854775808, 1]") {
      (source: Source) throws(Discard) in
      try source.array(0...9) { $0.integer(in: Int.min...Int.max) }
    } isWrong: { list in
      list.contains { $0 < 0 } && list.contains { $0 > 0 }
    },
    PlantedBug("both or none", simplest: "[0, 0, 11]") { source in
      (0..<3).map { _ in source.integer(in: 0...20) }
    } isWrong: { list in
      list[2] > 10 && (list[0] == 0 && list[1] == 0 || list[0] > 4 && list[1] > 6)
    },
    PlantedBug("two pairs in any order", simplest: "[[2, 5], [4, 1]]") {
      (source: Source) throws(Discard) in
      try source.array(0...40) { pair in [pair.integer(in: 0...5), pair.integer(in: 0...5)] }
    } isWrong: { pairs in
      pairs.contains([4, 1]) && pairs.contains([2, 5])
    },
    PlantedBug("a count and its elements", simplest: "[1, 1]") { source in
      let count = source.count(0...20)
      return (0..<count).map { _ in source.integer(in: 0...9) }
    } isWrong: { (list: [Int]) in
      list.filter { $0 > 0 }.count >= 2
    },
  ]
}
