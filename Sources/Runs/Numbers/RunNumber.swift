package import NumberSystems
package import RMSprop
import Text

/// A number that a run can be made on.
package protocol StartNumber: Arithmetic, Sendable {
  /// The number nearest to a double.
  init(_ double: Double)
}

/// A number that can be read from a file and written back without loss.
package protocol RunNumber: StartNumber {
  /// The double that equals it.
  var double: Double { get }
  /// The shortest digits that read back as the same number of its type.
  var text: String { get }
  /// The number's bits, little-endian, as many as its type has.
  var littleEndianBytes: [UInt8] { get }
}

extension Double: RunNumber {
  package var double: Double { self }
  package var text: String { decimal(self) }
  package var littleEndianBytes: [UInt8] { bytes(bitPattern) }
}

extension Float: RunNumber {
  package var double: Double { Double(self) }
  package var text: String { decimal(self) }
  package var littleEndianBytes: [UInt8] { bytes(bitPattern) }
}

extension HalfPrecision: RunNumber {
  package init(_ double: Double) { self.init(Format.rounded(Float(double))) }
  package var double: Double { Double(value) }
  package var text: String { decimal(value) }
  package var littleEndianBytes: [UInt8] { bytes(bitPattern) }
}

extension Separate: StartNumber where Number: RunNumber {
  package init(_ double: Double) { self.init(Number(double)) }
}

extension Separate: RunNumber where Number: RunNumber {
  package var double: Double { value.double }
  package var text: String { value.text }
  package var littleEndianBytes: [UInt8] { value.littleEndianBytes }
}

extension Evaluated: StartNumber where Number: StartNumber {
  package init(_ double: Double) { self.init(Number(double)) }
}

extension Evaluated: RunNumber where Number: RunNumber {
  package var double: Double { value.double }
  package var text: String { value.text }
  package var littleEndianBytes: [UInt8] { value.littleEndianBytes }
}

extension NeighbouringRoot: StartNumber where Number: RunNumber {
  package init(_ double: Double) { self.init(Number(double)) }
}

extension NeighbouringRoot: RunNumber where Number: RunNumber {
  package var double: Double { value.double }
  package var text: String { value.text }
  package var littleEndianBytes: [UInt8] { value.littleEndianBytes }
}

extension Interval: StartNumber where Number: RunNumber {
  package init(_ double: Double) { self.init(Number(double)) }
}

private func bytes(_ bits: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: bits.littleEndian) { Array($0) }
}
