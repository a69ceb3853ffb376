/// A switch whose position is a type, so that code for one position does not look at it.
@usableFromInline
protocol Switch {
  static var isOn: Bool { get }
}

@usableFromInline
enum On: Switch {
  @inlinable @inline(__always)
  static var isOn: Bool { true }
}

@usableFromInline
enum Off: Switch {
  @inlinable @inline(__always)
  static var isOn: Bool { false }
}
