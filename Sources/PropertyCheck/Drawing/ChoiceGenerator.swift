import CGSL

/// A generator of GSL's whose numbers are the choices of a source, for GSL's samplers.
struct ChoiceGenerator: ~Copyable {
  /// GSL's view of the generator.
  let pointer: UnsafeMutablePointer<gsl_rng> = gsl_rng_alloc(ChoiceGenerator.type)
  /// How many words the sampler that runs has taken.
  var wordsTaken = 0

  init() {}

  deinit { gsl_rng_free(pointer) }

  /// Lets the generator draw from a source, which must outlive it.
  func connect(to source: Source) {
    pointer.pointee.state.storeBytes(
      of: Unmanaged.passUnretained(source).toOpaque(), as: UnsafeMutableRawPointer.self)
  }

  /// GSL's description of such generators. It is written once, then only read.
  nonisolated(unsafe) private static let type: UnsafeMutablePointer<gsl_rng_type> = {
    let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    type.initialize(
      to: gsl_rng_type(
        name: name, max: 0xFFFF_FFFF, min: 0, size: MemoryLayout<UnsafeRawPointer>.size,
        set: { _, _ in },
        get: { UInt(truncatingIfNeeded: ChoiceGenerator.word($0)) },
        get_double: { Double(ChoiceGenerator.word($0)) * 0x1p-32 }))
    return type
  }()

  /// The name of the generator, of which GSL keeps the pointer.
  nonisolated(unsafe) private static let name: UnsafePointer<CChar> = {
    let text = Array("choices".utf8CString)
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count)
    copy.initialize(from: text, count: text.count)
    return UnsafePointer(copy)
  }()

  /// The next word of the source to which a generator with this state is connected.
  private static func word(_ state: UnsafeMutableRawPointer?) -> UInt64 {
    guard let source = state?.load(as: UnsafeMutableRawPointer.self) else { return 0 }
    return Unmanaged<Source>.fromOpaque(source)._withUnsafeGuaranteedRef { $0.samplerWord() }
  }
}
