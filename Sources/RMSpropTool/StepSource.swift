import ArgumentParser
import Comparisons
import GoldenTraces
import RMSprop

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a run's steps come from, one after another.
enum StepSource {
  /// What a trace or the command line holds.
  case recorded(ArraySlice<Trace.Step>)
  /// A line of text for each step, read when its turn comes.
  case lines(Lines)
  /// The gradients of a model at the run's own parameters.
  case model(Model, epochs: Int)

  /// The next step of a run that stands at `parameters`; `nil` after the last.
  mutating func next(_ parameters: [Double], _ scalar: Trace.Scalar) throws -> Trace.Step? {
    switch self {
    case .recorded(var steps):
      let step = steps.popFirst()
      self = .recorded(steps)
      return step
    case .lines(let lines):
      guard let (line, place) = try lines.next() else { return nil }
      return Trace.Step(gradient: try Numbers.gradient(line, parameters.count, place))
    case .model(let model, let epochs):
      guard epochs > 0 else { return nil }
      self = .model(model, epochs: epochs - 1)
      return Trace.Step(gradient: .points(model.gradients(parameters, scalar)))
    }
  }

  /// How many steps there are, where that is known.
  var count: Int? {
    switch self {
    case .recorded(let steps): steps.count
    case .lines: nil
    case .model(_, let epochs): epochs
    }
  }
}

/// A text file, line by line; lines that are blank or begin with # are passed over.
final class Lines {
  private let name: String
  private let file: UnsafeMutablePointer<FILE>
  private var buffer: UnsafeMutablePointer<CChar>?
  private var capacity = 0
  private var number = 0

  /// The file of that name; `-` is stdin.
  init(of name: String) throws {
    guard let file = name == "-" ? fdopen(dup(STDIN_FILENO), "r") : fopen(name, "r") else {
      throw Failure.input("\(name): cannot be read: \(String(cString: strerror(errno)))".printable)
    }
    self.name = name == "-" ? "stdin" : name
    self.file = file
  }

  deinit {
    free(buffer)
    fclose(file)
  }

  /// The next line, and what errors call it.
  func next() throws -> (line: String, place: String)? {
    while getline(&buffer, &capacity, file) >= 0 {
      number += 1
      let line = String(cString: buffer!)
      let start = line.first { !$0.isWhitespace }
      if start != nil && start != "#" { return (line, "\(name): line \(number)") }
    }
    guard ferror(file) == 0 else {
      throw Failure.input("\(name): cannot be read: \(String(cString: strerror(errno)))".printable)
    }
    return nil
  }
}

/// A model to train on document 1's two data points, from document 1's start.
enum Model: String, CaseIterable, ExpressibleByArgument {
  case sigmoid
  case linear

  static let start = [Document1.start.weight, Document1.start.bias]

  /// The gradient at each data point, computed in `scalar`.
  func gradients(_ parameters: [Double], _ scalar: Trace.Scalar) -> [[Double]] {
    switch (self, scalar) {
    case (.sigmoid, .float64): rows(SigmoidNeuron<Double>(), parameters) { $0 }
    case (.linear, .float64): rows(LinearNeuron<Double>(), parameters) { $0 }
    case (.sigmoid, .float32): rows(SigmoidNeuron<Float>(), parameters) { Float($0) }
    case (.linear, .float32): rows(LinearNeuron<Float>(), parameters) { Float($0) }
    // As PyTorch's kernels do: in float32, then stored.
    case (_, .float16), (_, .bfloat16):
      gradients(parameters, .float32).map { $0.map(scalar.rounded) }
    }
  }

  private func rows<Number: BinaryFloatingPoint>(
    _ model: some BatchRMSprop.Model<Number>, _ parameters: [Double],
    _ number: (Double) -> Number
  ) -> [[Double]] {
    let theta = WeightAndBias(weight: number(parameters[0]), bias: number(parameters[1]))
    return Document1.data.map { point in
      let gradient = model.gradient(theta, x: number(point.x), y: number(point.y))
      return [Double(gradient.weight), Double(gradient.bias)]
    }
  }
}
