/// A number as it lies in memory: what it is computed as, and what is kept of a result.
///
/// Most numbers are computed as what they are. Some take less memory: `Packed` (module
/// `NumberSystems`) keeps a bfloat16 in two bytes, and computes in float32.
public protocol Loadable {
  /// What it is computed as.
  associatedtype Loaded: Arithmetic

  /// The number that is kept of a result, rounded if it has fewer digits.
  init(storing result: Loaded)

  /// The number to compute with, exactly.
  var loaded: Loaded { get }
}

extension Arithmetic {
  /// The result itself.
  @inlinable @inline(__always)
  public init(storing result: Self) { self = result }

  /// The number itself.
  @inlinable @inline(__always)
  public var loaded: Self { self }
}
