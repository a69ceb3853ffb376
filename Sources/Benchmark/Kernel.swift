import CBenchmark
import RMSprop

/// A type whose C loops are there to be measured against.
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

/// One thread's parameter, gradient and state; once for Swift, once for C. Unchecked, because the
/// C arrays are pointers: no two threads share an instance.
final class Arrays<Number: BenchmarkNumber>: @unchecked Sendable {
  private var theta, gradient: [Number]
  private var state: State<Number>?
  let count: Int
  /// θ, g, v, m, b.
  let c: [UnsafeMutablePointer<Number>]

  init(count: Int) {
    self.count = count
    theta = [Number](repeating: 1, count: count)
    gradient = (0..<count).map { Number(Double($0 % 1000 + 1) / 500 - 1.0005) }
    c = (0..<5).map { _ in .allocate(capacity: count) }
    reset()
  }

  deinit { for pointer in c { pointer.deallocate() } }

  /// Begins again: a constant gradient leaves no variance in the end, and no run gets there.
  func reset() {
    for i in theta.indices { theta[i] = 1 }
    state = State(zeros: count, momentumBuffer: true, gradientAverage: true)
    for (pointer, value) in zip(c, [1, 0, 0, 0, 0] as [Number]) {
      pointer.initialize(repeating: value, count: count)
    }
    c[1].initialize(from: gradient, count: count)
  }

  /// The public step, as another module calls it, on variables of its own: a class checks every
  /// access to what it holds.
  @inline(never)
  func step(_ optimizer: PyTorchRMSprop, times: Int) {
    var theta: [Number] = []
    var state: State<Number>?
    swap(&theta, &self.theta)
    swap(&state, &self.state)
    for _ in 0..<times { optimizer.step(&theta, gradient: gradient, state: &state) }
    swap(&theta, &self.theta)
    swap(&state, &self.state)
  }
}

extension Double: BenchmarkNumber {
  static let name = "float64"
  static func loop(_ arrays: Arrays<Double>, full: Bool) {
    let (n, c) = (arrays.count, arrays.c)
    full
      ? cbench_full_f64(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_plain_f64(c[0], c[1], c[2], n, Settings.c)
  }
  static func stream(_ arrays: Arrays<Double>, full: Bool) {
    let (n, c) = (arrays.count, arrays.c)
    full
      ? cbench_stream_full_f64(c[0], c[1], c[2], c[3], c[4], n)
      : cbench_stream_plain_f64(c[0], c[1], c[2], n)
  }
}

extension Float: BenchmarkNumber {
  static let name = "float32"
  static func loop(_ arrays: Arrays<Float>, full: Bool) {
    let (n, c) = (arrays.count, arrays.c)
    full
      ? cbench_full_f32(c[0], c[1], c[2], c[3], c[4], n, Settings.c)
      : cbench_plain_f32(c[0], c[1], c[2], n, Settings.c)
  }
  static func stream(_ arrays: Arrays<Float>, full: Bool) {
    let (n, c) = (arrays.count, arrays.c)
    full
      ? cbench_stream_full_f32(c[0], c[1], c[2], c[3], c[4], n)
      : cbench_stream_plain_f32(c[0], c[1], c[2], n)
  }
}
