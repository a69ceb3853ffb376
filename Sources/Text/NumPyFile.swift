/// The arrays in a file of NumPy: one in `.npy`, several with names in `.npz`.
package enum NumPyFile {
  /// An array of numbers, read as doubles.
  package struct Array: Equatable, Sendable {
    /// The name in an `.npz`; empty in an `.npy`.
    package var name = ""
    /// How long each dimension is.
    package let shape: [Int]
    /// The numbers in C's order: the last index runs fastest.
    package let numbers: [Double]
  }

  /// The arrays in a file's bytes, which errors call `file`.
  ///
  /// - Throws: `InputError`, if it is no such file, is compressed, or has numbers of another kind
  ///   than integers and floating point.
  package static func arrays(_ bytes: [UInt8], file: String) throws(InputError) -> [Array] {
    if bytes.starts(with: Array.magic) { return [try Array(bytes[...], file: file)] }
    return try ZipArchive(bytes, file: file).entries.map { entry throws(InputError) in
      guard entry.name.hasSuffix(".npy") else {
        throw InputError(
          file: file, place: entry.name, problem: "expected arrays (.npy) in an .npz")
      }
      var array = try Array(entry.bytes, file: "\(file): \(entry.name)")
      array.name = String(entry.name.dropLast(4))
      return array
    }
  }
}

extension NumPyFile.Array {
  static let magic: [UInt8] = [0x93] + Swift.Array("NUMPY".utf8)

  init(_ bytes: ArraySlice<UInt8>, file: String) throws(InputError) {
    func problem(_ problem: String) -> InputError {
      InputError(file: file, place: "", problem: problem)
    }
    let start = bytes.startIndex
    guard bytes.starts(with: Self.magic), bytes.count > 12 else {
      throw problem("is no array of NumPy")
    }
    // Version 1 has two bytes for the header's length, later ones four.
    let width = bytes[start + 6] == 1 ? 2 : 4
    let length = bytes.littleEndian(at: start + 8, width)
    let head = start + 8 + width
    guard length <= bytes.count, head + length <= bytes.endIndex else {
      throw problem("ends in its header")
    }
    let header = String(decoding: bytes[head..<head + length], as: UTF8.self)
    func value(_ key: String) -> Substring? {
      guard let place = header.firstRange(of: "'\(key)':") else { return nil }
      return header[place.upperBound...].drop { $0 == " " }
    }
    guard let type = value("descr")?.dropFirst().prefix(while: { $0 != "'" }),
      let dimensions = value("shape")?.dropFirst().prefix(while: { $0 != ")" }),
      let order = value("fortran_order")
    else { throw problem("has a header that is not understood: \(header.prefix(80))") }
    guard !order.hasPrefix("True") else {
      throw problem("is in Fortran's order: save numpy.ascontiguousarray of it")
    }
    var shape: [Int] = []
    for word in dimensions.split(whereSeparator: { $0 == "," || $0 == " " }) {
      guard let size = Int(word), size >= 0, size < 1 << 40 else {
        throw problem("has a shape that is not understood: (\(dimensions))")
      }
      shape.append(size)
    }
    guard let element = Element(type) else {
      throw problem("holds \(type), expected numbers (f8, f4, f2, or integers)")
    }
    let data = bytes[(head + length)...]
    let (count, overflows) = shape.reduce((1, false)) { product, size in
      let (next, overflow) = product.0.multipliedReportingOverflow(by: size)
      return (next, product.1 || overflow)
    }
    guard !overflows, count <= data.count, count * element.size == data.count else {
      throw problem("has \(data.count) bytes of data, expected shape (\(dimensions)) of \(type)")
    }
    self.shape = shape
    numbers = (0..<count).map { element.number(data, at: data.startIndex + $0 * element.size) }
  }

  /// How one number is stored.
  private struct Element {
    let kind: Character
    let size: Int
    let isBigEndian: Bool

    init?(_ type: Substring) {
      guard type.count >= 2, let size = Int(type.dropFirst(2)) else { return nil }
      let order = type.first!
      kind = type[type.index(after: type.startIndex)]
      self.size = size
      isBigEndian = order == ">"
      let sizes = ["f": [2, 4, 8], "i": [1, 2, 4, 8], "u": [1, 2, 4, 8]][kind]
      guard "<>|=".contains(order), sizes?.contains(size) ?? false else { return nil }
    }

    func number(_ bytes: ArraySlice<UInt8>, at start: Int) -> Double {
      var bits: UInt64 = 0
      for i in 0..<size {
        bits |= UInt64(bytes[start + i]) << UInt64(8 * (isBigEndian ? size - 1 - i : i))
      }
      switch (kind, size) {
      case ("f", 8): return Double(bitPattern: bits)
      case ("f", 4): return Double(Float(bitPattern: UInt32(bits)))
      case ("f", _): return Double(half: UInt16(bits))
      case ("u", _): return Double(bits)
      default:
        let shift = UInt64(64 - 8 * size)
        return Double(Int64(bitPattern: bits << shift) >> Int64(shift))
      }
    }
  }
}

extension Double {
  /// The number of IEEE 754's binary16 with these bits.
  fileprivate init(half bits: UInt16) {
    let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1023))
    let magnitude: Double =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
      }
    self = bits >> 15 == 1 ? -magnitude : magnitude
  }
}

extension ArraySlice<UInt8> {
  /// The unsigned number in some bytes.
  func littleEndian(at start: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(self[start + $1]) << (8 * $1) }
  }
}
