/// The bytes of a text, by place. No place is negative.
extension RawSpan {
  /// The byte at a place; after the last it is 0, which no JSON has.
  @inline(__always)
  func byte(_ position: Int) -> UInt8 {
    guard position < byteCount else { return 0 }
    return unsafe unsafeLoad(fromUncheckedByteOffset: position, as: UInt8.self)
  }

  /// Several bytes as one number, the first of which is the least significant.
  ///
  /// The caller makes sure that they are there: this is the one place where nothing is checked.
  @inline(__always)
  func unchecked<Number: FixedWidthInteger & BitwiseCopyable>(_ position: Int) -> Number {
    Number(
      littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: Number.self))
  }
}
