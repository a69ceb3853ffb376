import CBenchmark
import NumberSystems
import RMSprop

/// A number type with C loops to be measured against.
protocol BenchmarkNumber: Loadable, Sendable {
  /// What C and memory know it as.
  associatedtype Plain: Sendable
  /// The type and, where it is not PyTorch's eager one, the order, as the table has them.
  static var name: String { get }
  /// The type, as torch calls it.
  static var scalar: String { get }
  /// Whether torch computes it as this does when it is eager, and when it is compiled.
  static var isEager: Bool { get }
  static var isCompiled: Bool { get }
  /// A number of which every type has all digits.
  init(_ plain: Double)
  /// The step in C, on θ, g, v, m and b.
  static func loop(_ arrays: [UnsafeMutablePointer<Plain>], _ n: Int, full: Bool)
  /// A pass over the same memory.
  static func stream(_ arrays: [UnsafeMutablePointer<Plain>], _ n: Int, full: Bool)
}

/// A number type with C loops in the order of torch.compile.
protocol CompiledBenchmarkNumber: BenchmarkNumber {
  static func compiledLoop(_ arrays: [UnsafeMutablePointer<Plain>], _ n: Int, full: Bool)
}

/// The settings of every run.
enum Settings {
  static let plain = Hyperparameters()
  static let full = Hyperparameters(momentum: 0.9, centered: true)
  static let c = cbench_coefficients(
    minus_lr: -0.01, alpha: 0.99, one_minus_alpha: 1 - 0.99, epsilon: 1e-8, momentum: 0.9)
}

/// One thread's part of parameter, gradient and state: θ, g, v, m, b. Every contender works on the
/// same memory: where small arrays lie, relative to each other, is worth a factor of 1.5.
/// Unchecked, because no two threads share an instance.
final class Arrays<Number: BenchmarkNumber>: @unchecked Sendable {
  let count: Int
  let pointers: [UnsafeMutablePointer<Number>]
  private let memory: SharedMemory

  init(in memory: SharedMemory, part: Int, of parts: Int, count all: Int) {
    let count = all / parts
    self.count = count
    self.memory = memory
    pointers = (0..<5).map { place in
      (memory.start + place * memory.distance + part * count * MemoryLayout<Number>.stride)
        .initializeMemory(as: Number.self, repeating: Number(1), count: count)
    }
    // Halves and quarters are numbers of every type.
    for i in 0..<count {
      pointers[1][i] = Number(Double(i % 125 + 1) / 64 - 1.0078125)
    }
    reset()
  }

  /// Sets parameter, gradient and state back to the start: a constant gradient leaves no variance
  /// in the end, and no run may get there.
  func reset() {
    for (i, value) in [(0, 1.0), (2, 0), (3, 0), (4, 0)] {
      pointers[i].update(repeating: Number(value), count: count)
    }
  }

  /// The arrays as C has them: a number type is laid out as the number in it.
  var plain: [UnsafeMutablePointer<Number.Plain>] {
    pointers.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: Number.Plain.self) }
  }

  /// The public step over spans, as another module calls it.
  @inline(never)
  func step(_ optimizer: PyTorchRMSprop, times: Int) {
    let buffers = pointers.map { UnsafeMutableBufferPointer(start: $0, count: count) }
    let gradient = UnsafeBufferPointer(buffers[1])
    for _ in 0..<times {
      optimizer.step(
        buffers[0].mutableSpan, gradient: gradient.span, squareAverage: buffers[2].mutableSpan,
        gradientAverage: buffers[3].mutableSpan, momentumBuffer: buffers[4].mutableSpan)
    }
  }
}

extension BenchmarkNumber {
  static var isEager: Bool { true }
  static var isCompiled: Bool { true }
}

extension BenchmarkNumber where Plain == Double {
  static var scalar: String { "float64" }
  static func stream(_ c: [UnsafeMutablePointer<Double>], _ n: Int, full: Bool) {
    full
      ? cbench_stream_full_f64(c[0], c[1], c[2], c[3], c[4], n)
      : cbench_stream_plain_f64(c[0], c[1], c[2], n)
  }
}

extension BenchmarkNumber where Plain == Float {
  static var scalar: String { "float32" }
  static func stream(_ c: [UnsafeMutablePointer<Float>], _ n: Int, full: Bool) {
    full
      ? cbench_stream_full_f32(c[0], c[1], c[2], c[3], c[4], n)
      : cbench_stream_plain_f32(c[0], c[1], c[2], n)
  }
}

extension Double: CompiledBenchmarkNumber {
  static let name = "float64"
  static func loop(_ c: [UnsafeMutablePointer<Double>], _ n: Int, full: Bool) {
    full
      ? cbench_full_f64(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_plain_f64(c[0], c[1], c[2], n, Settings.c)
  }
  static func compiledLoop(_ c: [UnsafeMutablePointer<Double>], _ n: Int, full: Bool) {
    full
      ? cbench_compiled_full_f64(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_compiled_plain_f64(c[0], c[1], c[2], n, Settings.c)
  }
}

extension Float: CompiledBenchmarkNumber {
  static let name = "float32"
  static func loop(_ c: [UnsafeMutablePointer<Float>], _ n: Int, full: Bool) {
    full
      ? cbench_full_f32(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_plain_f32(c[0], c[1], c[2], n, Settings.c)
  }
  static func compiledLoop(_ c: [UnsafeMutablePointer<Float>], _ n: Int, full: Bool) {
    full
      ? cbench_compiled_full_f32(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_compiled_plain_f32(c[0], c[1], c[2], n, Settings.c)
  }
}

extension Evaluated: BenchmarkNumber where Number: CompiledBenchmarkNumber, Order == CompiledOrder {
  static var name: String { "\(Number.name), compiled" }
  static var scalar: String { Number.scalar }
  init(_ plain: Double) { self.init(Number(plain)) }
  static func loop(_ c: [UnsafeMutablePointer<Number.Plain>], _ n: Int, full: Bool) {
    Number.compiledLoop(c, n, full: full)
  }
  static func stream(_ c: [UnsafeMutablePointer<Number.Plain>], _ n: Int, full: Bool) {
    Number.stream(c, n, full: full)
  }
}

/// In 16 bits eager code rounds each operation, and compiled code what it leaves: each is measured
/// beside its like.
protocol PackedLoops: HeldByFloat {
  static var isOfCompiled: Bool { get }
  static func packedLoop(_ arrays: [UnsafeMutablePointer<UInt16>], _ n: Int, full: Bool)
}

extension HalfPrecision: PackedLoops where Format == BrainFloat16 {
  static var isOfCompiled: Bool { false }
  static func packedLoop(_ c: [UnsafeMutablePointer<UInt16>], _ n: Int, full: Bool) {
    full
      ? cbench_full_bf16(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_plain_bf16(c[0], c[1], c[2], n, Settings.c)
  }
}

extension Evaluated: PackedLoops where Number == Float, Order == CompiledOrder {
  static var isOfCompiled: Bool { true }
  static func packedLoop(_ c: [UnsafeMutablePointer<UInt16>], _ n: Int, full: Bool) {
    full
      ? cbench_compiled_full_bf16(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_compiled_plain_bf16(c[0], c[1], c[2], n, Settings.c)
  }
}

extension Packed: BenchmarkNumber where Loaded: PackedLoops {
  static var name: String { Loaded.isOfCompiled ? "bfloat16, compiled" : "bfloat16" }
  static var scalar: String { "bfloat16" }
  static var isEager: Bool { !Loaded.isOfCompiled }
  static var isCompiled: Bool { Loaded.isOfCompiled }
  init(_ plain: Double) { self.init(storing: Loaded(float: Float(plain))) }
  static func loop(_ c: [UnsafeMutablePointer<UInt16>], _ n: Int, full: Bool) {
    Loaded.packedLoop(c, n, full: full)
  }
  static func stream(_ c: [UnsafeMutablePointer<UInt16>], _ n: Int, full: Bool) {
    full
      ? cbench_stream_full_bf16(c[0], c[1], c[2], c[3], c[4], n)
      : cbench_stream_plain_bf16(c[0], c[1], c[2], n)
  }
}
