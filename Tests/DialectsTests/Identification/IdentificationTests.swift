import Dialects
import Foundation
import GoldenTraces
import Mistakes
import RMSprop
import Runs
import TestSupport
import Testing

/// Which RMSprop a trace follows.
struct IdentificationTests {
  private static func identified(_ trace: Trace) -> Identification {
    Identification.of(trace.run, trace.results)
  }

  /// A run of a dialect, in double precision or float32, on gradients over several decades.
  static func run(
    _ dialect: Dialect, _ h: Hyperparameters, _ scalar: Scalar = .float64,
    rates: [Double?] = [nil, nil, nil, 0.005, nil, nil, 0.02, nil, nil, nil], seed: UInt = 5
  ) throws -> Trace {
    let random = Random(seed: seed)
    var run = Run(
      id: "made/here", scalar: scalar, hyperparameters: h,
      parameters: (0..<8).map { _ in scalar.rounded(random.gaussian()) })
    for rate in rates {
      let sizes = [1, 0.5, 0.1, 3, 0.02, 0.004, 7, 0.3]
      let gradient = sizes.map { scalar.rounded($0 * random.gaussian()) }
      run.append(StepInputs(learningRate: rate, gradient: gradient))
    }
    return try answered(run, by: dialect)
  }

  /// A run with a dialect's answer, parameters alone.
  private static func answered(_ run: Run, by dialect: Dialect) throws -> Trace {
    try Trace(run, results: try DialectImplementation(dialect).results(of: run).withoutState)
  }

  /// A trace with other hyperparameters declared than those that were used.
  private static func declaring(_ h: Hyperparameters, _ trace: Trace) throws -> Trace {
    var run = trace.run
    run.hyperparameters = h
    return try Trace(run, results: trace.results)
  }

  @Test(arguments: ["pytorch/fused", "pytorch/separate", "pytorch-stock"])
  func `every golden trace of PyTorch fits PyTorch's dialect`(set: String) throws {
    let folder = try TraceFolder.golden()
    let pytorch = Dialect()
    for file in folder.files
    where file.hasPrefix("\(set)/float64") || file.hasPrefix("\(set)/float32") {
      let found = Self.identified(try folder.trace(file))
      #expect(found.verdict != .unknown && found.findings.isEmpty, "\(file)")
      for (axis, values) in found.axes where axis != .maximize {
        #expect(values.contains(pytorch[axis]), "\(file): \(axis) \(values)")
      }
      #expect(found.matches.contains { $0.entry.name == "pytorch" }, "\(file): \(found)")
    }
  }

  @Test func `every trace of a real framework fits what the catalogue says of it`() throws {
    let folder = try TraceFolder(TraceFolder.golden().path + "/frameworks")
    #expect(folder.files.count >= 700 && folder.hasDigests)
    var identified = 0
    for file in folder.files {
      let trace = try folder.trace(file)
      let said = try Self.said("Fixtures/frameworks/\(file)")
      let entry = try Catalogue.program(try #require(said.dialect), place: file).entry
      let found = Self.identified(trace)
      #expect(found.causes.map(\.name) == said.cause.map { [$0] } ?? [], "\(file)")
      if Self.followsNoDialect(file) {
        #expect(found.verdict == .unknown, "\(file)")
        continue
      }
      #expect(found.matches.contains { $0.entry.name == entry.name }, "\(file): \(found.axes)")
      identified += found.verdict == .identified ? 1 : 0
    }
    #expect(identified >= 500)
  }

  /// The program of the catalogue that a recording is said to be, and the cause for which it is
  /// that only beside another.
  private static func said(_ file: String) throws -> (dialect: String?, cause: String?) {
    let text = try Repository.text(file)
    func value(_ key: String) -> String? {
      let parts = text.components(separatedBy: "\"\(key)\": \"")
      return parts.count == 2 ? parts[1].split(separator: "\"").first.map(String.init) : nil
    }
    return (value("dialect") ?? value("inner_dialect"), value("cause"))
  }

  /// What is real, and no dialect: the rate falls with √t; m averages squares; the buffer is lost
  /// at a missing gradient.
  private static func followsNoDialect(_ file: String) -> Bool {
    file.hasPrefix("pyro")
      || file.hasPrefix("keras-2.10.0/experimental") && file.contains("centered")
      || file.hasPrefix("torchopt") && file.hasSuffix("missing-gradient-momentum.json")
  }

  @Test(arguments: [Scalar.float64, .float32])
  func `a number with which v begins is found, with state or without`(scalar: Scalar) throws {
    for (i, start) in [0.5, 0.1, 0.01, 2, 1e-4, 0.3137].enumerated() {
      let dialect = Dialect(
        epsilon: i % 2 == 0 ? .inside : .outside, initialSquareAverage: .number(start),
        learningRate: .inside, biasCorrection: i % 3 == 0 ? .vm : .none)
      for isMoving in [false, true] {
        let h = Hyperparameters(alpha: 0.9, epsilon: 0.015625, momentum: isMoving ? 0.875 : 0)
        let bare = try Self.run(dialect, h, scalar, seed: UInt(40 + i))
        let whole = bare.with(try DialectImplementation(dialect).results(of: bare.run))
        for trace in [bare, whole] {
          let found = Self.identified(trace)
          #expect(found.axes[.initialSquareAverage] == [.initialSquareAverage(.number(start))])
          #expect(found.findings.isEmpty && found.axes[.epsilon] == [dialect[.epsilon]])
          #expect(found.matches.contains { $0.entry.program == "optax" }, "\(start)")
        }
      }
    }
  }

  @Test(arguments: [Scalar.float64, .float32])
  func `a run of any dialect is known by its parameters alone`(scalar: Scalar) throws {
    let random = Random(seed: 71)
    var axes: [Dialect.Axis: Int] = [:]
    for i in 0..<300 {
      var dialect = Dialect()
      for axis in Dialect.Axis.allCases where axis != .maximize {
        dialect = dialect.with(random.element(of: axis.choices))
      }
      let h = Hyperparameters(
        alpha: random.element(of: [0.9, 0.99]), epsilon: 0.015625,
        weightDecay: random.element(of: [0, 0.125]), momentum: random.element(of: [0, 0.875]),
        centered: random.element(of: [false, true]))
      let trace = try Self.run(dialect, h, scalar, seed: UInt(1000 + i))
      let found = Self.identified(trace)
      #expect(found.verdict != .unknown && found.findings.isEmpty, "\(dialect) \(h)")
      for (axis, values) in found.axes where axis != .maximize {
        #expect(values.contains(dialect[axis]), "\(dialect) \(h): \(axis.rawValue) is \(values)")
        if values.count == 1 { axes[axis, default: 0] += 1 }
      }
      #expect((found.axes[.momentum] == nil) == (h.momentum == 0))
      #expect((found.axes[.weightDecay] == nil) == (h.weightDecay == 0))
      #expect((found.axes[.centered] == nil) == !h.centered)
    }
    // Half of the runs have momentum; where the variance cancels, less can be told.
    #expect(axes[.epsilon, default: 0] > 150, "\(axes)")
    #expect(axes[.momentum, default: 0] > 80 && axes[.learningRate, default: 0] > 60, "\(axes)")
  }

  @Test func `what a trace cannot tell is left open, with one that can`() throws {
    let steady = try Self.run(
      Dialect(), .init(epsilon: 0.015625, momentum: 0.875), rates: [nil, nil, nil, nil])
    let found = Self.identified(steady)
    #expect(found.verdict == .ambiguous)
    #expect(found.axes[.learningRate] == [.learningRate(.outside), .learningRate(.inside)])
    #expect(found.axes[.weightDecay] == nil && found.axes[.centered] == nil)
    let separating = try #require(found.separating)
    for place in [Dialect.LearningRate.outside, .inside] {
      let answered = try Self.answered(separating, by: Dialect(learningRate: place))
      #expect(Self.identified(answered).axes[.learningRate] == [.learningRate(place)])
    }
  }

  @Test func `hyperparameters that are not the declared ones are found`() throws {
    typealias H = Hyperparameters
    let declared = H(learningRate: 0.01, alpha: 0.9, epsilon: 1e-3, weightDecay: 0.1, momentum: 0.9)
    let cases: [(name: String, change: (inout H) -> Void, effective: Double)] = [
      ("eps", { $0.epsilon = 1e-5 }, 1e-5), ("eps", { $0.epsilon = 0.0123 }, 0.0123),
      ("eps", { $0.epsilon = 1e-7 }, 1e-7), ("alpha", { $0.alpha = 0.99 }, 0.99),
      ("alpha", { $0.alpha = 0.8765 }, 0.8765), ("alpha", { $0.alpha = 0.1 }, 0.1),
      ("lr", { $0.learningRate = 0.0125 }, 0.0125), ("lr", { $0.learningRate = 0.003 }, 0.003),
      ("momentum", { $0.momentum = 0 }, 0), ("momentum", { $0.momentum = 0.95 }, 0.95),
      ("weight_decay", { $0.weightDecay = 0 }, 0), ("weight_decay", { $0.weightDecay = 0.2 }, 0.2),
    ]
    for scalar in [Scalar.float64, .float32] {
      for (name, change, effective) in cases {
        var used = declared
        change(&used)
        let trace = try Self.run(
          Dialect(epsilon: .inside), used, scalar, rates: Array(repeating: nil, count: 8))
        let found = Self.identified(try Self.declaring(declared, trace))
        #expect(found.findings.map(\.name) == [name], "\(scalar) \(name) \(effective): \(found)")
        #expect(found.findings.first?.declared == declared.value(name))
        let value = found.findings.first?.effective ?? .nan
        #expect((value - effective).magnitude <= 1e-6 * effective, "\(name): \(value)")
        #expect(found.axes[.epsilon] == [.epsilon(.inside)] || effective == 1e-7, "\(found.axes)")
      }
    }
  }

  @Test func `values that float32 rounded on their way are told from the declared ones`() throws {
    let declared = Hyperparameters(learningRate: 0.01, alpha: 0.9, epsilon: 1e-3, momentum: 0.9)
    func single(_ value: Double) -> Double { Double(Float(value)) }
    let cases: [(names: Set<String>, change: (inout Hyperparameters) -> Void)] = [
      (["lr"], { $0.learningRate = single($0.learningRate) }),
      (["alpha"], { $0.alpha = single($0.alpha) }),
      (
        ["lr", "eps", "alpha", "momentum"],
        {
          ($0.learningRate, $0.alpha) = (single($0.learningRate), single($0.alpha))
          ($0.epsilon, $0.momentum) = (single($0.epsilon), single($0.momentum))
        }
      ),
    ]
    for (names, change) in cases {
      var used = declared
      change(&used)
      let trace = try Self.run(
        Dialect(learningRate: .inside), used, rates: Array(repeating: nil, count: 8))
      let found = Self.identified(try Self.declaring(declared, trace))
      #expect(Set(found.findings.map(\.name)) == names)
      #expect(found.findings.allSatisfy { $0.reason == "rounded to float32" })
    }
  }

  @Test func `a run that mixes two forms, or couples coordinates, is unknown`() throws {
    let h = Hyperparameters(epsilon: 0.015625, momentum: 0.875)
    for scalar in [Scalar.float64, .float32] {
      let a = try Self.run(Dialect(), h, scalar)
      let b = try Self.run(Dialect(epsilon: .inside), h, scalar)
      let (x, y) = (a.results.parameters, b.results.parameters)
      let mixed = a.results.with(
        .parameters, x.indices.map { $0 % a.run.coordinates < 6 ? x[$0] : y[$0] })
      #expect(Self.identified(a.with(mixed)).verdict == .unknown)

      for name in ["square-averages-averaged", "gradient-late", "squares-summed"] {
        let mistake = try #require(Mistake.all.first { $0.name == name })
        let trace = try Self.run(Dialect(), h)
        let wrong = try MistakeImplementation(mistake).results(of: trace.run)
        #expect(Self.identified(trace.with(wrong)).verdict == .unknown, "\(name)")
      }
    }
  }

  @Test func `last bits do not matter, and a millionth does`() throws {
    let h = Hyperparameters(epsilon: 0.015625)
    let trace = try Self.run(Dialect(), h)
    var numbers = trace.results.parameters.map(\.nextUp)
    let near = trace.with(trace.results.with(.parameters, numbers))
    #expect(Self.identified(near).verdict == .identified)
    numbers[4 * trace.run.coordinates + 2] *= 1 + 1e-6
    let far = trace.with(trace.results.with(.parameters, numbers))
    #expect(Self.identified(far).verdict == .unknown)
  }

  @Test func `NaN is evidence: what clamps or guards has none`() throws {
    let h = Hyperparameters(alpha: 1.5, epsilon: 0.015625, centered: true)
    for choice in [Dialect.Centered.raw, .clamp, .guard] {
      let trace = try Self.run(
        Dialect(centered: choice), h, rates: Array(repeating: nil, count: 3))
      let values = try #require(Self.identified(trace).axes[.centered])
      #expect(values.contains(.centered(choice)))
      #expect(values.contains(.centered(.raw)) == (choice == .raw), "\(choice): \(values)")
    }
  }

  @Test func `a trace that says nothing is open on every axis`() throws {
    var still = Run(id: "still", parameters: [1])
    still.append(StepInputs(gradient: nil))
    let found = Self.identified(try Trace(still))
    #expect(found.axes.isEmpty && found.verdict == .ambiguous)
  }

  @Test func `in 16 bits PyTorch is never taken for another, and a large ε is told`() throws {
    let folder = try TraceFolder.golden()
    var settled = 0
    for file in folder.files where file.contains("float16/") {
      let trace = try folder.trace(file)
      let found = Self.identified(trace)
      let isPyTorch = found.matches.contains { $0.entry.name == "pytorch" }
      #expect(found.axes.isEmpty || isPyTorch, "\(file)")
      if found.axes[.epsilon]?.map(\.name) == ["outside"] { settled += 1 }
    }
    #expect(settled > 10)
  }
}

extension Hyperparameters {
  /// The value of a name in a trace.
  fileprivate func value(_ name: String) -> Double {
    switch name {
    case "lr": learningRate
    case "alpha": alpha
    case "eps": epsilon
    case "momentum": momentum
    default: weightDecay
    }
  }
}
