import CBenchmark
import RMSprop

/// A number type with C loops to be measured against.
protocol BenchmarkNumber: Arithmetic, BinaryFloatingPoint, Sendable {
  static var name: String { get }
  static func loop(_ arrays: Arrays<Self>, full: Bool)
  static func stream(_ arrays: Arrays<Self>, full: Bool)
}

/// The settings of every run.
enum Settings {
  static let plain = Hyperparameters()
  static let full = Hyperparameters(momentum: 0.9, centered: true)
  static let c = cbench_coefficients(
    minus_lr: -0.01, alpha: 0.99, one_minus_alpha: 1 - 0.99, epsilon: 1e-8, momentum: 0.9)
}

/// One thread's parameter, gradient and state: θ, g, v, m, b. Every contender works on the same
/// memory: where small arrays lie, relative to each other, is worth a factor of 1.5. Unchecked,
/// because no two threads share an instance.
final class Arrays<Number: BenchmarkNumber>: @unchecked Sendable {
  let count: Int
  let pointers: [UnsafeMutablePointer<Number>]

  init(count: Int) {
    self.count = count
    // Each array starts at a cache line: its place within one alone changes times by up to 13 %.
    pointers = (0..<5).map { _ in
      UnsafeMutableRawPointer.allocate(
        byteCount: count * MemoryLayout<Number>.stride, alignment: 64
      ).initializeMemory(as: Number.self, repeating: 1, count: count)
    }
    for i in 0..<count { pointers[1][i] = Number(Double(i % 1000 + 1) / 500 - 1.0005) }
    reset()
  }

  deinit { for pointer in pointers { pointer.deallocate() } }

  /// Sets parameter, gradient and state back to the start: a constant gradient leaves no variance
  /// in the end, and no run may get there.
  func reset() {
    for (i, value) in [(0, 1), (2, 0), (3, 0), (4, 0)] as [(Int, Number)] {
      pointers[i].update(repeating: value, count: count)
    }
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

extension Double: BenchmarkNumber {
  static let name = "float64"
  static func loop(_ arrays: Arrays<Double>, full: Bool) {
    let (n, c) = (arrays.count, arrays.pointers)
    full
      ? cbench_full_f64(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_plain_f64(c[0], c[1], c[2], n, Settings.c)
  }
  static func stream(_ arrays: Arrays<Double>, full: Bool) {
    let (n, c) = (arrays.count, arrays.pointers)
    full
      ? cbench_stream_full_f64(c[0], c[1], c[2], c[3], c[4], n)
      : cbench_stream_plain_f64(c[0], c[1], c[2], n)
  }
}

extension Float: BenchmarkNumber {
  static let name = "float32"
  static func loop(_ arrays: Arrays<Float>, full: Bool) {
    let (n, c) = (arrays.count, arrays.pointers)
    full
      ? cbench_full_f32(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_plain_f32(c[0], c[1], c[2], n, Settings.c)
  }
  static func stream(_ arrays: Arrays<Float>, full: Bool) {
    let (n, c) = (arrays.count, arrays.pointers)
    full
      ? cbench_stream_full_f32(c[0], c[1], c[2], c[3], c[4], n)
      : cbench_stream_plain_f32(c[0], c[1], c[2], n)
  }
}
