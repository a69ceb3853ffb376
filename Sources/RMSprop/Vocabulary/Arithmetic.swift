/// The operations that RMSprop is made of: + − × ÷ √ and the fused a·b + c.
///
/// Each implementation writes its update once, for one coordinate, over this protocol; the number
/// type decides what running it means. On `Double` and `Float` it computes. On other types it
/// rounds differently, or prints its own formula (module `NumberSystems`).
///
/// On floating-point types every operation rounds once, to nearest, ties to even (IEEE 754), and
/// none is contracted with another: where an update wants a fused operation, it says
/// `addingProduct`.
public protocol Arithmetic: Loadable where Loaded == Self {
  /// The order in which PyTorch's update is evaluated on such numbers; that of its eager kernels
  /// where a type says nothing.
  associatedtype Order: EvaluationOrder = EagerOrder

  /// The number nearest to `constant`, which a formula calls `symbol` (in LaTeX).
  ///
  /// Constants are formed in double precision and rounded once, here.
  init(_ constant: Double, _ symbol: StaticString)

  /// The number nearest to 1 − `constant`, which is formed in double precision and rounded once:
  /// PyTorch's 1 − α in float32 is `Float(1.0 - alpha)`, not `1 - Float(alpha)`.
  ///
  /// A formula calls it `symbol` (in LaTeX).
  init(oneMinus constant: Double, _ symbol: StaticString)

  /// The double that equals the number nearest to `constant`: where an update depends on the size
  /// of a constant, it is the size after rounding.
  static func rounded(_ constant: Double) -> Double

  /// The sum, rounded once.
  static func + (lhs: Self, rhs: Self) -> Self
  /// The difference, rounded once.
  static func - (lhs: Self, rhs: Self) -> Self
  /// The product, rounded once.
  static func * (lhs: Self, rhs: Self) -> Self
  /// The quotient, rounded once: ±∞ of a number by 0, NaN of 0 by 0.
  static func / (lhs: Self, rhs: Self) -> Self
  /// The opposite: exact, of 0 and NaN too.
  static prefix func - (operand: Self) -> Self

  /// The square root, correctly rounded: NaN of a negative number or NaN, −0 of −0, +∞ of +∞.
  static func squareRoot(of radicand: Self) -> Self

  /// `self + lhs · rhs`, rounded once.
  func addingProduct(_ lhs: Self, _ rhs: Self) -> Self

  /// The value as a parameter's type holds it.
  ///
  /// The identity, except for types that compute with more digits than they store.
  var stored: Self { get }

  /// The value as it is stored, which equation `tag` defines and which a formula calls `symbol`
  /// from here on.
  ///
  /// The identity on numbers that are stored as they are computed, at no cost.
  func named(_ tag: StaticString, _ symbol: StaticString) -> Self
}

extension Arithmetic {
  /// The number nearest to the double 1 − `constant`.
  @inlinable @inline(__always)
  public init(oneMinus constant: Double, _ symbol: StaticString) {
    self.init(1 - constant, symbol)
  }

  /// The value itself.
  @inlinable @inline(__always)
  public var stored: Self { self }

  /// The value itself: numbers have no names.
  @inlinable @inline(__always)
  public func named(_ tag: StaticString, _ symbol: StaticString) -> Self { self }
}

// On Linux `x.squareRoot()` may become a call that sets errno for negative x, and a loop with such
// a call does not vectorise. The root of what is NaN or not negative cannot need one. With 1 for a
// negative x the compiler takes the root of x all the same, and chooses after it; with NaN it would
// choose before it, where the loop waits.

extension Double: Arithmetic {
  /// The constant itself.
  @inlinable @inline(__always)
  public init(_ constant: Double, _ symbol: StaticString) { self = constant }

  /// The constant itself.
  @inlinable
  public static func rounded(_ constant: Double) -> Double { constant }

  /// The square root, correctly rounded; see `Arithmetic`.
  @inlinable @inline(__always)
  public static func squareRoot(of radicand: Double) -> Double {
    let root = (radicand < 0 ? 1 : radicand).squareRoot()
    return radicand < 0 ? .nan : root
  }
}

extension Float: Arithmetic {
  /// The constant, rounded to nearest.
  @inlinable @inline(__always)
  public init(_ constant: Double, _ symbol: StaticString) { self = Float(constant) }

  /// The constant, rounded to nearest.
  @inlinable
  public static func rounded(_ constant: Double) -> Double { Double(Float(constant)) }

  /// The square root, correctly rounded; see `Arithmetic`.
  @inlinable @inline(__always)
  public static func squareRoot(of radicand: Float) -> Float {
    let root = (radicand < 0 ? 1 : radicand).squareRoot()
    return radicand < 0 ? .nan : root
  }
}
