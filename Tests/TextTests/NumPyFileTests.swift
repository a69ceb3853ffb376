import TestSupport
import Testing

@testable import Text

/// Arrays of NumPy, written by hand as numpy.save and numpy.savez write them.
struct NumPyFileTests {
  private func npy(
    _ type: String, _ shape: String, _ data: [UInt8], order: String = "False"
  ) -> [UInt8] {
    var header = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }"
    while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    let length = header.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
      + Array(header.utf8) + data
  }

  private func zip(_ entries: [(String, [UInt8])], method: UInt8 = 0) -> [UInt8] {
    func word(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(number >> (8 * $0) & 255) }
    }
    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, bytes) in entries {
      let place = body.count
      let name = Array(name.utf8)
      let sizes = word(bytes.count, 4) + word(bytes.count, 4)
      body += [0x50, 0x4B, 3, 4, 20, 0, 0, 0, method, 0] + word(0, 8) + sizes
      body += word(name.count, 2) + word(0, 2) + name + bytes
      directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 0, method, 0] + word(0, 8) + sizes
      directory += word(name.count, 2) + word(0, 12) + word(place, 4) + name
    }
    return body + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + word(entries.count, 2)
      + word(entries.count, 2) + word(directory.count, 4) + word(body.count, 4) + [0, 0]
  }

  private func bytes<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian, Array.init) }
  }

  @Test func `numbers of every kind are read as doubles that equal them`() throws {
    let cases: [(String, [UInt8], [Double])] = [
      ("<f8", bytes(([0.1, -0.0] as [Double]).map(\.bitPattern)), [0.1, -0.0]),
      (">f4", bytes([Float(0.1).bitPattern.byteSwapped]), [Double(Float(0.1))]),
      (
        "<f2", bytes([0x3C00, 0xFBFF, 0x0001, 0x7C00] as [UInt16]), [1, -65504, 0x1p-24, .infinity]
      ),
      ("<i4", bytes([-7, 7] as [Int32]), [-7, 7]), ("|u1", [255], [255]), ("|i1", [255], [-1]),
    ]
    for (type, data, expected) in cases {
      let arrays = try NumPyFile.arrays(npy(type, "(\(expected.count),)", data), file: "f")
      #expect(arrays.count == 1 && arrays[0].shape == [expected.count])
      #expect(arrays[0].numbers.map(\.bitPattern) == expected.map(\.bitPattern), "\(type)")
    }
  }

  @Test func `an archive has the arrays by their names`() throws {
    let one = npy("<i4", "(1, 2)", bytes([1, 2] as [Int32]))
    let arrays = try NumPyFile.arrays(zip([("gradients.npy", one), ("b.npy", one)]), file: "f")
    #expect(arrays.map(\.name) == ["gradients", "b"] && arrays[1].shape == [1, 2])
  }

  @Test func `what cannot be read is named`() {
    let data = bytes([1, 2] as [Int32])
    let cases: [([UInt8], String)] = [
      (npy("<i4", "(3,)", data), "has 8 bytes of data, expected shape (3,) of <i4"),
      (npy("<c8", "(1,)", data), "holds <c8, expected numbers"),
      (npy("<i4", "(2,)", data, order: "True"), "is in Fortran's order"),
      (npy("<i4", "(-1,)", data), "has a shape that is not understood"),
      (Array(npy("<i4", "(2,)", data).prefix(40)), "ends in its header"),
      (
        zip([("a.npy", npy("<i4", "(2,)", data))], method: 8),
        "is compressed: save with numpy.savez"
      ),
      (zip([("a.txt", data)]), "expected arrays (.npy) in an .npz"),
      ([1, 2, 3], "is neither an array of NumPy (.npy) nor an archive"),
    ]
    for (file, problem) in cases {
      let error = #expect(throws: InputError.self) { try NumPyFile.arrays(file, file: "f") }
      #expect(error?.problem.hasPrefix(problem) == true, "\(error as Any)")
    }
  }

  @Test func `damaged arrays and archives are errors, never crashes`() throws {
    let one = npy("<f8", "(2, 1)", bytes(([0.5, 1] as [Double]).map(\.bitPattern)))
    let random = Random(seed: 12)
    for good in [one, zip([("gradients.npy", one), ("params.npy", one)])] {
      for _ in 0..<Damage.count {
        _ = try? NumPyFile.arrays(Damage.damaged(good, random), file: "")
      }
      for count in good.indices { _ = try? NumPyFile.arrays(Array(good.prefix(count)), file: "") }
    }
  }
}
