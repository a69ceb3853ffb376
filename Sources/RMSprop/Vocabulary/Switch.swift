/// A switch whose position is a type, so that the compiler makes separate code for each position.
/// Why: docs/decisions.md, "Switches are types".
@usableFromInline
protocol Switch {
  var isOn: Bool { get }
}

@usableFromInline
struct On: Switch {
  @inlinable @inline(__always)
  init() {}

  @inlinable @inline(__always)
  var isOn: Bool { true }
}

@usableFromInline
struct Off: Switch {
  @inlinable @inline(__always)
  init() {}

  @inlinable @inline(__always)
  var isOn: Bool { false }
}
