extension Source {
  /// A number of 0...bound, all equally likely; it shrinks toward 0.
  public func choice(upTo bound: UInt64) -> UInt64 {
    let start = tape.count
    let value = record(upTo: bound, as: .plain) { fresh.choice(upTo: bound) }
    describe(from: start, "choice", value)
    return value
  }

  /// True with a probability; false is simplest. Below 0 or NaN counts as 0, above 1 as 1.
  public func boolean(probability: Double = 0.5) -> Bool {
    let start = tape.count
    let certain: Bool? = probability >= 1 ? true : probability > 0 ? nil : false
    let value = flag(certain) { fresh.flag(probability: probability) }
    describe(from: start, "boolean", value)
    return value
  }

  /// A whole number of a range, its ends more often than the rest; the lower end is simplest.
  public func integer(in range: ClosedRange<Int>) -> Int {
    let start = tape.count
    let bound = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let choice = record(upTo: bound, as: .plain) {
      fresh.integer(upTo: bound, zero: zeroOffset(in: range))
    }
    let value = range.lowerBound &+ Int(truncatingIfNeeded: choice)
    describe(from: start, "integer", value)
    return value
  }

  /// One of some values, all equally likely; the first is simplest. There must be one.
  @inlinable
  public func element<T>(of values: [T]) -> T {
    precondition(!values.isEmpty, "no values")
    return values[Int(truncatingIfNeeded: choice(upTo: UInt64(values.count - 1)))]
  }

  /// A number of elements that are drawn elsewhere; few are more frequent than many, and simplest.
  ///
  /// `array` shrinks better: it can drop any element.
  public func count(_ range: ClosedRange<Int>) -> Int {
    let start = tape.count
    let bound = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let choice = record(upTo: bound, as: .plain) {
      UInt64(fresh.length(upTo: Int(clamping: bound)))
    }
    let value = range.lowerBound &+ Int(truncatingIfNeeded: choice)
    describe(from: start, "count", value)
    return value
  }

  /// A list of elements, each drawn in a span of its own after the question "one more?".
  ///
  /// - Parameters:
  ///   - range: how many; it must not be negative.
  ///   - element: draws one.
  /// - Returns: the elements in the order in which they were drawn.
  /// - Throws: `Discard` if an element does, or if there are more choices than the case may have.
  @inlinable
  public func array<T>(
    _ range: ClosedRange<Int>, _ element: (Source) throws(Discard) -> T
  ) throws(Discard) -> [T] {
    var elements: [T] = []
    let length = intendedLength(in: range)
    while true {
      let span = openSpan()
      defer { closeSpan(span) }
      guard oneMore(after: elements.count, of: length, in: range) else { break }
      try finishDrawing()
      elements.append(try element(self))
    }
    return elements
  }

  /// Draws what belongs together: shrinking drops or replaces it as one.
  @inlinable
  public func span<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
    let span = openSpan()
    defer { closeSpan(span) }
    return try body()
  }

  /// The length that a fresh array is to have; nothing is recorded.
  @usableFromInline func intendedLength(in range: ClosedRange<Int>) -> Int {
    if tape.isReplaying { return 0 }
    let (width, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    return range.lowerBound + fresh.length(upTo: overflow ? .max : width)
  }

  /// The flag before an element. It is recorded even where only one answer is possible, so that
  /// every element looks the same and any can be dropped.
  @usableFromInline func oneMore(
    after drawn: Int, of length: Int, in range: ClosedRange<Int>
  ) -> Bool {
    let certain: Bool? =
      drawn < range.lowerBound ? true : drawn >= range.upperBound || tape.isOverrun ? false : nil
    return flag(certain) { drawn < length }
  }

  /// A flag that is fresh, or recorded as the only answer that is possible.
  private func flag(_ certain: Bool?, fresh: () -> Bool) -> Bool {
    let value = record(upTo: 1, as: .plain) { fresh() ? 1 : 0 }
    guard let certain else { return value == 1 }
    tape.correctLast(certain ? 1 : 0)
    return certain
  }

  /// The choice that makes the number zero, if the range has it.
  private func zeroOffset(in range: ClosedRange<Int>) -> UInt64? {
    range.contains(0) ? UInt64(bitPattern: Int64(0 &- range.lowerBound)) : nil
  }
}
