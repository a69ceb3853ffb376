import Dispatch
import Foundation
import NumberSystems
import RMSprop

/// `make bench`: how long a step takes, beside a C loop, a loop that only moves memory, and torch.
///
/// Contenders take turns within a row of the table, and each keeps its best turn: what disturbs one
/// disturbs all. All of them, torch too, work on the same memory: which pages the system gives is
/// luck, and worth a third where the arrays are larger than the cache.
@main
enum Benchmark {
  /// Other orders and types, on one thread.
  typealias CompiledDouble = Evaluated<Double, CompiledOrder>
  typealias CompiledFloat = Evaluated<Float, CompiledOrder>
  typealias BFloat16 = Packed<HalfPrecision<BrainFloat16>>
  typealias CompiledBFloat16 = Packed<Evaluated<Float, CompiledOrder>>

  static let sizes = [1_000, 100_000, 1_000_000, 10_000_000]

  static func main() throws {
    let arguments = CommandLine.arguments
    let torch = try arguments.firstIndex(of: "--torch").map {
      try Torch(python: arguments[$0 + 1], script: arguments[$0 + 2])
    }
    var rows: [Row] = []
    print(Row.head)
    for threads in [1, 2] {
      for full in [false, true] {
        for count in sizes {
          rows.append(try measure(Double.self, count, full: full, threads: threads, torch))
          rows.append(try measure(Float.self, count, full: full, threads: threads, torch))
          let eager = rows.count - 2
          if threads == 1 {
            rows.append(try measure(CompiledDouble.self, count, full: full, threads: 1, torch))
            rows.append(try measure(CompiledFloat.self, count, full: full, threads: 1, torch))
            rows.append(try measure(BFloat16.self, count, full: full, threads: 1, torch))
            rows.append(try measure(CompiledBFloat16.self, count, full: full, threads: 1, torch))
          }
          for row in rows[eager...] { print(row.text) }
        }
      }
    }
    print("\nworst ratio to the slower of C and memory: \(Row.digits(rows.map(\.ratio).max()!))")
    let simdjson = try arguments.firstIndex(of: "--simdjson").map {
      try SimdJSON(arguments[$0 + 1])
    }
    print(Reading.measure(simdjson))
    print(try Identifying.measure())
    let hypothesis = arguments.firstIndex(of: "--hypothesis").flatMap { Double(arguments[$0 + 1]) }
    print(Properties.measure(hypothesis: hypothesis))
    if let candidate = arguments.firstIndex(of: "--candidate") {
      print(try Answers.measure(arguments[candidate + 1]))
    }
    if let plot = arguments.firstIndex(of: "--plot") {
      let file = URL(filePath: arguments[plot + 1])
      try Data(Plot(rows).svg.utf8).write(to: file, options: .atomic)
      print("plot: \(file.relativePath)")
    }
    print(torch == nil ? "torch was not measured: it is not installed in .venv" : torch!.about)
  }

  private static func measure<Number: BenchmarkNumber>(
    _: Number.Type, _ count: Int, full: Bool, threads: Int, _ torch: Torch?
  ) throws -> Row {
    let optimizer = PyTorchRMSprop(unchecked: full ? Settings.full : Settings.plain)
    let memory = try SharedMemory(for: Number.self, count: count)
    let all = (0..<threads).map { Arrays<Number>(in: memory, part: $0, of: threads, count: count) }
    let contenders: [(Arrays<Number>, Int) -> Void] = [
      { $0.step(optimizer, times: $1) },
      { a, times in for _ in 0..<times { Number.loop(a.plain, a.count, full: full) } },
      { a, times in for _ in 0..<times { Number.stream(a.plain, a.count, full: full) } },
    ]
    // Few enough steps that the variance stays; then again from the start, until it is long beside
    // the time that a thread takes to wake up.
    let steps = min(1000, max(3, 10_000_000 / count))
    let runs = max(1, 10_000_000 / (steps * count))
    var best = [Double](repeating: .infinity, count: contenders.count)
    var (eager, compiled): (Double?, Double?) = (nil, nil)
    for turn in 0..<30 {
      // Each contender is first as often as the others: torch leaves cold caches and a slower
      // clock.
      for i in [0, 1, 2].map({ ($0 + turn) % 3 }) {
        for arrays in all {
          arrays.reset()
          contenders[i](arrays, 1)  // into the cache
        }
        // Each thread has arrays of its own, and the closures share nothing that changes.
        nonisolated(unsafe) let run = contenders[i]
        let time = ContinuousClock().measure {
          DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for again in 0..<runs {
              if again > 0 { all[thread].reset() }
              run(all[thread], steps)
            }
          }
        }
        let seconds = Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds)
        best[i] = min(best[i], seconds * 1e9 / Double(runs * steps * count))
      }
      guard
        let its = try torch?.turn(
          Number.scalar, full: full, count: count, threads: threads, memory)
      else { continue }
      eager = min(eager ?? .infinity, its.eager)
      compiled = its.compiled.map { min(compiled ?? .infinity, $0) }
    }
    return Row(
      scalar: Number.name, kind: full ? "centered, momentum" : "plain", count: count,
      threads: threads, bytes: (full ? 9 : 5) * MemoryLayout<Number>.size, swift: best[0],
      loop: best[1], stream: best[2], eager: Number.isEager ? eager : nil,
      compiled: Number.isCompiled ? compiled : nil)
  }
}

/// One setting, and what each contender took, in nanoseconds for an element.
struct Row {
  let scalar, kind: String
  let count, threads, bytes: Int
  let swift, loop, stream: Double
  let eager, compiled: Double?

  /// The time relative to what the machine allows: the slower of the C loop and memory alone.
  var ratio: Double { swift / max(loop, stream) }

  static let head = columns([
    "scalar", "update", "n", "threads", "ns", "GB/s", "C", "memory", "ratio", "eager", "compiled",
  ])

  var text: String {
    Self.columns([
      scalar, kind, "\(count)", "\(threads)", Self.digits(swift),
      Self.digits(Double(bytes) / swift), Self.digits(loop), Self.digits(stream),
      Self.digits(ratio), eager.map { Self.digits($0 / swift) + "×" } ?? "–",
      compiled.map { Self.digits($0 / swift) + "×" } ?? "–",
    ])
  }

  static func digits(_ number: Double) -> String { String(format: "%.2f", number) }

  private static func columns(_ cells: [String]) -> String {
    let widths = [18, 18, 8, 7, 6, 7, 6, 6, 5, 8, 8]
    return zip(cells, widths).enumerated().map { i, cell in
      let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return i < 2 ? cell.0 + space : space + cell.0
    }.joined(separator: "  ")
  }
}
