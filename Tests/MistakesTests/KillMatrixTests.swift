import Dialects
import GoldenTraces
import Mistakes
import RMSprop
import Runs
import TestSupport
import Testing

/// Which trace catches which mistake.
struct KillMatrixTests {
  @Test func `every mistake is killed by two traces at least, and the file says by which`() throws {
    let folder = try TraceFolder.golden()
    let matrix = try KillMatrix(folder)
    #expect(matrix.isComplete)
    #expect(matrix.json == (try Repository.text("Fixtures/\(KillMatrix.file)")))
    for row in matrix.rows {
      let isEnclosed = !row.mistake.isMistake || row.mistake.enclosure != nil
      #expect((row.outOfBounds == 0) == isEnclosed, "\(row.mistake.name)")
    }
    let count = matrix.rows.count { $0.mistake.isMistake }
    for page in ["README.md", "CHANGELOG.md"] {
      #expect(try Repository.text(page).contains("\(count) known mistakes"), "\(page)")
    }
    #expect(matrix.pairs.allSatisfy { $0.trace != nil && $0.margin > 1e-6 })
  }

  @Test func `the quick profile kills every mistake, and without any of its traces it does not`()
    throws
  {
    let matrix = try KillMatrix(TraceFolder.golden())
    let quick = Set(matrix.quick.compactMap(matrix.traces.firstIndex(of:)))
    #expect(quick.count == matrix.quick.count && matrix.quickIsSmallest)
    let mistakes = matrix.rows.filter { $0.mistake.isMistake }
    func misses(_ traces: Set<Int>) -> Bool {
      mistakes.contains { traces.isDisjoint(with: $0.killers) }
    }
    #expect(!misses(quick))
    for trace in quick { #expect(misses(quick.subtracting([trace]))) }
  }

  @Test func `without a mistake, a mistake's run is PyTorch's to the bit`() throws {
    let folder = try TraceFolder.golden()
    for file in KillMatrix.files(folder) {
      let trace = try folder.trace(file)
      let results = try MistakeImplementation(.none).results(of: trace.run)
      var comparison = Comparison(.bits, .float64)
      for t in trace.run.steps.indices {
        comparison.compare(step: t, expected: trace.results[step: t], actual: results[step: t])
      }
      #expect(comparison.firstDivergence == nil, "\(file)")
    }
  }
}
