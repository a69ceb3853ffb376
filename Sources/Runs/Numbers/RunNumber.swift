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

extension Interval: StartNumber where Number: BinaryFloatingPoint {
  package init(_ double: Double) { self.init(Number(double)) }
}

private func bytes(_ bits: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: bits.littleEndian) { Array($0) }
}

extension Scalar {
  /// The number type that computes a scalar with a rounding: the one place where the two become a
  /// type. `nil` for a rounding that is not known for the scalar.
  /// Why: docs/decisions.md, "A scalar and a rounding become a number type in one place".
  package func number(_ rounding: Rounding, root: Root = .exact) -> (any RunNumber.Type)? {
    switch (self, root) {
    case (.float64, .exact): Self.number(Double.self, rounding)
    case (.float64, .below): Self.number(NeighbouringRoot<Double, Below>.self, rounding)
    case (.float64, .above): Self.number(NeighbouringRoot<Double, Above>.self, rounding)
    case (.float32, .exact): Self.number(Float.self, rounding)
    case (.float32, .below): Self.number(NeighbouringRoot<Float, Below>.self, rounding)
    case (.float32, .above): Self.number(NeighbouringRoot<Float, Above>.self, rounding)
    // In 16 bits PyTorch's root is exact everywhere.
    case (.float16, _): Self.sixteenBits(HalfPrecision<Binary16>.self, rounding)
    case (.bfloat16, _): Self.sixteenBits(HalfPrecision<BrainFloat16>.self, rounding)
    }
  }

  private static func sixteenBits<Number: RunNumber>(
    _: Number.Type, _ rounding: Rounding
  ) -> (any RunNumber.Type)? {
    switch rounding {
    case .fused: Number.self
    case .separate: Evaluated<Separate<Number>, SixteenBitScalarOrder>.self
    default: nil
    }
  }

  private static func number<Number: RunNumber>(
    _: Number.Type, _ rounding: Rounding
  ) -> any RunNumber.Type {
    switch rounding {
    case .fused: Number.self
    case .separate: Separate<Number>.self
    case .compiled: Evaluated<Number, CompiledOrder>.self
    case .compiledForeach: Evaluated<Separate<Number>, CompiledForeachOrder>.self
    case .compiledTensorRate: Evaluated<Number, CompiledTensorRateOrder>.self
    case .fusedBefore2_1: Evaluated<Number, BeforeLerpOrder>.self
    case .separateBefore2_1: Evaluated<Separate<Number>, BeforeLerpOrder>.self
    }
  }
}
