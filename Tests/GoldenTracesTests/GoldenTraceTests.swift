import GoldenTraces
import RMSprop
import Runs
import TestSupport
import Testing

/// The golden traces of this package, against the three implementations.
struct GoldenTraceTests {
  private static let folder = try? TraceFolder(Repository.fixtures)

  private static func traces(_ prefix: String) throws -> [(file: String, trace: Trace)] {
    let folder = try #require(folder)
    return try folder.files.filter { $0.hasPrefix(prefix) }
      .flatMap { file in try folder.traces(file).map { (file, $0) } }
  }

  @Test(arguments: ["fused", "separate"], ["float64", "float32"])
  func `every value that PyTorch recorded is reproduced to the bit`(
    rounding: String, scalar: String
  ) throws {
    let traces = try Self.traces("pytorch/\(rounding)/\(scalar)/")
    #expect(traces.count >= 100)
    for (file, trace) in traces {
      let report = trace.verify(at: .bits, file: file)
      let hasNumbers = !trace.run.parameters.isEmpty
      #expect(report.verdict == .pass && report.maxUlps == (hasNumbers ? 0 : nil), "\(file)")
    }
  }

  @Test(arguments: ["float16", "bfloat16"])
  func `so is every value in 16 bits, in vectors and beside them`(scalar: String) throws {
    let traces = try Self.traces("pytorch/fused/\(scalar)/")
    #expect(traces.count >= 30)
    for (file, trace) in traces {
      let report = trace.verify(at: nil, file: file)
      #expect(report.verdict == .pass && report.level == .bits && report.maxUlps == 0, "\(file)")
      let close = trace.verify(at: .close, file: file).verdict
      #expect(close == .skipped(.reason("not applicable: \(scalar) is judged to the bit only")))
    }
  }

  @Test(arguments: ["pytorch-stock/", "textbook/", "batch/"])
  func `everything else is reproduced to 1e-12, or 1e-5 in float32`(set: String) throws {
    let traces = try Self.traces(set)
    #expect(!traces.isEmpty)
    for (file, trace) in traces {
      #expect(trace.verify(at: nil, file: file).verdict == .pass, "\(file)")
    }
  }

  @Test func `a trace's id is its path, and its level and rounding are those of its set`() throws {
    for (file, trace) in try Self.traces("") {
      // Of several parameters each has its name behind the id.
      let isWhole = file.hasPrefix("pytorch-whole/")
      let id = file.dropLast(".json".count)
      #expect(trace.id == id || isWhole && trace.id.hasPrefix("\(id)."))
      #expect((trace.level == .bits) == (file.hasPrefix("pytorch/") || isWhole), "\(file)")
      let named = file.split(separator: "/").compactMap { Rounding(rawValue: String($0)) }
      if let named = named.first { #expect(trace.rounding == named, "\(file)") }
    }
  }

  @Test func `sizes reach from nothing to a thousand, around every vector width`() throws {
    let sizes = try Set(Self.traces("pytorch/fused/float64").map(\.trace.run.coordinates))
    #expect(sizes.isSuperset(of: [0, 1, 3, 8, 17, 33, 1000]))
  }

  @Test func `coordinates differ, so that one in the place of another shows`() throws {
    for (file, trace) in try Self.traces("pytorch/fused/float64/pairwise") {
      let run = trace.run
      let runs = run.parameters.indices.map { i in
        run.steps.indices.map { t in
          run.steps[t].rows == nil ? "-" : "\(run.gradient(t, i))"
        }
      }
      #expect(Set(runs).count == runs.count, "\(file)")
    }
  }

  @Test func `a changed value is found and named, wherever it is`() throws {
    let random = Random(seed: 3)
    var changed: [Quantity: Int] = [:]
    for (file, original) in try Self.traces("pytorch/") {
      guard let t = original.run.steps.indices.randomElement(random), original.run.coordinates > 0
      else {
        continue
      }
      let i = random.integer(in: 0..<original.run.coordinates)
      let quantities = Quantity.allCases.filter { original.results[$0, step: t] != nil }
      let quantity = random.element(of: quantities)
      let values = try #require(original.results[quantity, step: t])
      let value = values[values.startIndex + i]
      let neighbour = Self.neighbour(of: value, original.run.scalar)
      let trace = original.changing(quantity, step: t, coordinate: i) { _ in neighbour }
      guard case .fail(let first) = trace.verify(at: .bits, file: file).verdict else {
        Issue.record("\(file): \(quantity) of step \(t) was changed, and nobody saw it")
        continue
      }
      #expect((first.step, first.coordinate, first.quantity) == (t, i, quantity), "\(file)")
      #expect(first.expected.ulpDistance(to: neighbour) == 0, "\(file)")
      #expect(first.actual.ulpDistance(to: value) == 0, "\(file)")
      changed[quantity, default: 0] += 1
    }
    #expect(changed.count == Quantity.allCases.count && changed.values.allSatisfy { $0 > 20 })
  }

  /// The next number of the scalar; a zero's opposite; zero for what is not finite.
  private static func neighbour(of value: Double, _ scalar: Scalar) -> Double {
    guard value.isFinite else { return 0 }
    if value == 0 { return -value }
    switch scalar {
    case .float64: return value.nextDown
    case .float32: return Double(Float(value).nextDown)
    case .float16, .bfloat16:
      // Rounded up or down by a little more than half a unit, which is not the number itself.
      return scalar.rounded(value * (1 - 0x1.2p-8)) == value ? -value : scalar.rounded(value * 0.99)
    }
  }
}

extension Range<Int> {
  fileprivate func randomElement(_ random: Random) -> Int? {
    isEmpty ? nil : random.integer(in: self)
  }
}
