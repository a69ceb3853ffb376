import CGSL

/// The points of GSL's Sobol sequence by index, moved by a seed.
///
/// A coordinate is moved by exclusive or, which keeps the sequence's evenness in boxes whose sides
/// are powers of two.
struct SobolSequence: ~Copyable {
  static let dimensions = 40
  /// How many bits the coordinates of GSL's points have.
  private static let bits = 30

  /// GSL's sequence, made when it is first asked for: few properties use it.
  private var sequence: UnsafeMutablePointer<gsl_qrng>?
  /// The memory into which GSL writes a point.
  private let point = UnsafeMutablePointer<Double>.allocate(capacity: SobolSequence.dimensions)
  private var index = -1

  init() {}

  deinit {
    if let sequence { gsl_qrng_free(sequence) }
    point.deallocate()
  }

  /// The 30 bits of a coordinate of a point; `nil` if the sequence has no such coordinate.
  mutating func coordinate(_ dimension: Int, ofPoint wanted: Int, seed: UInt64) -> UInt64? {
    guard 0..<Self.dimensions ~= dimension, wanted >= 0 else { return nil }
    let sequence = sequence ?? gsl_qrng_alloc(cgsl_qrng_sobol(), UInt32(Self.dimensions))
    self.sequence = sequence
    if wanted < index {
      gsl_qrng_init(sequence)
      index = -1
    }
    while index < wanted {
      gsl_qrng_get(sequence, point)
      index += 1
    }
    let shift = Seeds.mix(seed, UInt64(dimension)) >> (64 - Self.bits)
    return UInt64(point[dimension] * 0x1p30) ^ shift
  }
}
