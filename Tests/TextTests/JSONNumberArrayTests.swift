import TestSupport
import Testing
import Text

/// Arrays of numbers: digits are read eight at a time where that many bytes follow.
struct JSONNumberArrayTests {
  private func numbers(_ text: String) throws -> [Double] {
    var reader = JSONReader(Array(text.utf8), file: "f.json")
    let numbers = try reader.numbers()
    try reader.end()
    return numbers
  }

  /// Reads a number at different distances from the beginning and the end of the file.
  private func expectNearest(_ text: String) throws {
    let expected = try #require(Double(text)).bitPattern
    let array = "[\(text), \(text),\(text)]"
    for (before, after) in [
      (0, 0), (13, 1), (14, 7), (0, 8), (1, 9), (12, 15), (13, 16), (14, 17), (15, 24), (7, 30),
      (13, 34), (14, 35), (12, 36), (15, 37), (20, 40),
    ] {
      let spaces = String(repeating: " ", count: 40)
      let read = try numbers(spaces.prefix(before) + array + spaces.prefix(after))
      #expect(read.map(\.bitPattern) == [expected, expected, expected], "\(text)")
    }
  }

  private func digits(_ count: Int, _ random: Random) -> String {
    String((0..<count).map { _ in Character("\(random.integer(in: 0..<10))") })
  }

  @Test func `numbers of any count of digits before and after the point are the nearest`() throws {
    let random = Random(seed: 83)
    for whole in 1...20 {
      for decimals in 0...28 {
        let exponent = ["", "", "e7", "E-12", "e+280", "e-310"][random.integer(in: 0..<6)]
        let sign = random.integer(in: 0..<2) == 0 ? "" : "-"
        let first = random.integer(in: (whole == 1 ? 0 : 1)..<10)
        let end = decimals == 0 ? "" : ".\(digits(decimals, random))"
        try expectNearest("\(sign)\(first)\(digits(whole - 1, random))\(end)\(exponent)")
      }
    }
  }

  @Test func `zeros before the first digit that counts change nothing`() throws {
    let random = Random(seed: 84)
    for zeros in 0...26 {
      for count in [0, 1, 7, 8, 9, 15, 16, 17, 18, 19, 20] where zeros + count > 0 {
        try expectNearest("-0.\(String(repeating: "0", count: zeros))\(digits(count, random))")
      }
    }
  }

  @Test func `numbers of every power of ten are the nearest`() throws {
    let random = Random(seed: 85)
    for exponent in -345...289 {
      for count in [1, 8, 15, 16, 17, 18, 19] {
        let first = random.integer(in: 1..<10)
        let number = "\(first).\(digits(count, random))e\(exponent)"
        let expected = try #require(Double(number)).bitPattern
        let read = try numbers(
          "             [\(number), \(number), 0.1234567890123456789012345678901234567]")
        #expect(read[0].bitPattern == expected && read[1].bitPattern == expected, "\(number)")
      }
    }
  }

  @Test func `halfway between two doubles the even one is read, and beside it the nearer`() throws {
    let random = Random(seed: 86)
    /// An odd number of 54 bits: halfway between two doubles.
    func halfway() -> UInt64 {
      1 << 53 | UInt64(random.integer(in: 0..<1 << 30)) << 23
        | UInt64(random.integer(in: 0..<1 << 22)) << 1 | 1
    }
    func expectNearest(_ digits: UInt64, _ exponent: Int) throws {
      for digits in [digits - 1, digits, digits + 1] {
        let text = "\(digits)"
        let point = text.index(after: text.startIndex)
        try self.expectNearest(
          "\(text[..<point]).\(text[point...])e\(exponent + text.count - 1)")
      }
    }
    for _ in 0..<20 {
      // A halfway number over a power of two, which is digits · 5ⁿ over a power of ten.
      for (exponent, power) in [(0, 1), (-1, 5), (-2, 25), (-3, 125), (-4, 625)] as [(Int, UInt64)]
      { try expectNearest(halfway() * power, exponent) }
    }
    // Few digits times 5ⁿ have 54 bits, and the power of two changes nothing.
    var power: UInt64 = 1
    for exponent in 0...19 {
      for _ in 0..<8 { try expectNearest(halfway() / power | 1, exponent) }
      power *= 5
    }
  }

  /// What is read at once is read as one by one: numbers, errors and their places.
  @Test func `an array is read as its numbers are one by one, however it is damaged`() {
    let random = Random(seed: 87)
    let bytes = Array("0123456789.-+eE, ]\"[\0\u{7F}".utf8)
    for _ in 0..<4_000 {
      var text = String(repeating: " ", count: random.integer(in: 0..<20)) + "["
      for i in 0..<random.integer(in: 1..<6) {
        text += i == 0 ? "" : [",", ", ", " ,  "][random.integer(in: 0..<3)]
        text += random.integer(in: 0..<2) == 0 ? "" : "-"
        text += "\(random.integer(in: 0..<12)).\(digits(random.integer(in: 1..<20), random))"
        text += ["", "", "", "e-5", "\t"][random.integer(in: 0..<5)]
      }
      text += "]" + String(repeating: " ", count: random.integer(in: 0..<40))
      var damaged = Array(text.utf8)
      let place = random.integer(in: 0..<damaged.count)
      switch random.integer(in: 0..<3) {
      case 0: damaged[place] = bytes[random.integer(in: 0..<bytes.count)]
      case 1: damaged.insert(bytes[random.integer(in: 0..<bytes.count)], at: place)
      default: damaged.removeSubrange(place...)
      }
      var (atOnce, oneByOne) = (
        JSONReader(damaged, file: "f.json"), JSONReader(damaged, file: "f.json")
      )
      let read = Result { () throws(InputError) in try atOnce.numbers() }
      let expected = Result { () throws(InputError) in
        try oneByOne.values { (reader) throws(InputError) in try reader.number() }
      }
      #expect(
        read.map { $0.map(\.bitPattern) } == expected.map { $0.map(\.bitPattern) },
        "\(String(decoding: damaged, as: UTF8.self))")
    }
  }
}
