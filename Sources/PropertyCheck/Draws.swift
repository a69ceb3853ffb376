extension Source {
  /// A number of 0...bound, all equally likely; it shrinks toward 0.
  public func choice(upTo bound: UInt64) -> UInt64 {
    let start = count
    let value = record(upTo: bound, as: .plain) { below(orAt: bound) }
    describe(from: start, "choice", value)
    return value
  }

  /// True with a probability; false is simplest. Below 0 or NaN counts as 0, above 1 as 1.
  public func boolean(probability: Double = 0.5) -> Bool {
    let start = count
    let certain: Bool? = probability >= 1 ? true : probability > 0 ? nil : false
    let value = flag(certain) { Double(word()) < probability * 0x1p32 }
    describe(from: start, "boolean", value)
    return value
  }

  /// A whole number of a range, its ends more often than the rest; the lower end is simplest.
  public func integer(in range: ClosedRange<Int>) -> Int {
    let start = count
    let bound = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let choice = record(upTo: bound, as: .plain) {
      prefersEdge() ? integerEdge(upTo: bound, zero: zeroOffset(in: range)) : below(orAt: bound)
    }
    let value = range.lowerBound &+ Int(truncatingIfNeeded: choice)
    describe(from: start, "integer", value)
    return value
  }

  /// One of the choices, all equally likely; the first is simplest. There must be one.
  @inlinable
  public func element<T>(of choices: [T]) -> T {
    precondition(!choices.isEmpty, "no choices")
    return choices[Int(truncatingIfNeeded: choice(upTo: UInt64(choices.count - 1)))]
  }

  /// How many, when the elements are drawn elsewhere; few more often than many, few simplest.
  ///
  /// `array` shrinks better: it can drop any element.
  public func count(_ range: ClosedRange<Int>) -> Int {
    let start = count
    let bound = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let choice = record(upTo: bound, as: .plain) { UInt64(freshLength(upTo: Int(clamping: bound))) }
    let value = range.lowerBound &+ Int(truncatingIfNeeded: choice)
    describe(from: start, "count", value)
    return value
  }

  /// Elements, each drawn in a span of its own after the question "one more?".
  ///
  /// The range must not be negative.
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

  /// What is dropped or replaced as one in shrinking.
  @inlinable
  public func span<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
    let span = openSpan()
    defer { closeSpan(span) }
    return try body()
  }

  /// The length that a fresh array is to have; nothing is recorded.
  @usableFromInline func intendedLength(in range: ClosedRange<Int>) -> Int {
    if mode == .replay { return 0 }
    let (width, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    return range.lowerBound + freshLength(upTo: overflow ? .max : width)
  }

  /// The flag before an element. It is recorded even where only one answer is possible, so that
  /// every element looks the same and any can be dropped.
  @usableFromInline func oneMore(
    after drawn: Int, of length: Int, in range: ClosedRange<Int>
  ) -> Bool {
    let certain: Bool? =
      drawn < range.lowerBound ? true : drawn >= range.upperBound || isOverrun ? false : nil
    return flag(certain) { drawn < length }
  }

  private func flag(_ certain: Bool?, fresh: () -> Bool) -> Bool {
    let value = record(upTo: 1, as: .plain) { fresh() ? 1 : 0 }
    guard let certain else { return value == 1 }
    correctLast(certain ? 1 : 0)
    return certain
  }

  /// Up to 16 with equal chances, seldom more; the ends more often in edge cases.
  private func freshLength(upTo most: Int) -> Int {
    if most <= 0 { return 0 }
    if mode == .edges, prefersEdge() {
      let ends = [0, 1, 2, most]
      return min(ends[Int(below(orAt: 3))], most, 64)
    }
    let usual = word() & 15 == 0 ? 128 : 16
    return Int(below(orAt: UInt64(min(most, usual))))
  }

  private func integerEdge(upTo bound: UInt64, zero: UInt64?) -> UInt64 {
    let edges = [0, bound, 1, bound &- 1, zero ?? 0, bound / 2, (zero ?? 1) &- 1, (zero ?? 0) &+ 1]
    return min(edges[Int(word() & 7)], bound)
  }

  /// Which choice is the number zero.
  private func zeroOffset(in range: ClosedRange<Int>) -> UInt64? {
    range.contains(0) ? UInt64(bitPattern: Int64(0 &- range.lowerBound)) : nil
  }

  @inline(__always)
  func describe(from start: Int, _ name: String, _ value: @autoclosure () -> Any) {
    if isDescribing { draws.append(Draw(choices: start..<count, text: "\(name) \(value())")) }
  }
}
