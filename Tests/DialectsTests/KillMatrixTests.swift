import Dialects
import GoldenTraces
import RMSprop
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
      let isEnclosed = row.mutant.equivalence != nil || row.mutant.enclosure != nil
      #expect((row.outOfBounds == 0) == isEnclosed, "\(row.mutant.name)")
    }
    let count = matrix.rows.count { $0.mutant.equivalence == nil }
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
    let mistakes = matrix.rows.filter { $0.mutant.equivalence == nil }
    func misses(_ traces: Set<Int>) -> Bool {
      mistakes.contains { traces.isDisjoint(with: $0.killers) }
    }
    #expect(!misses(quick))
    for trace in quick { #expect(misses(quick.subtracting([trace]))) }
  }

  @Test func `without a mistake, the run of a mutant is PyTorch's to the bit`() throws {
    let folder = try TraceFolder.golden()
    for file in KillMatrix.files(folder) {
      let trace = try folder.trace(file)
      var run = MutantRun(.none, of: trace)
      for (t, step) in trace.steps.enumerated() {
        let seen = run.advance(step)
        for quantity in Trace.Quantity.allCases {
          guard let expected = step.results[quantity], let actual = seen[quantity] else { continue }
          let same = zip(expected, actual).allSatisfy { $0.ulpDistance(to: $1) == 0 }
          #expect(same, "\(file): \(quantity) of step \(t)")
        }
      }
    }
  }

  @Test func `names are unique, and every mistake and program says what it is`() {
    let mutants = Mutant.all
    #expect(Set(mutants.map(\.name)).count == mutants.count)
    #expect(mutants.allSatisfy { $0.mistake.hasSuffix(".") && $0.effect.hasSuffix(".") })
    let entries = Catalogue.entries
    #expect(entries.count > 100 && Set(entries.map(\.name)).count == entries.count)
    #expect(entries.allSatisfy { !$0.title.isEmpty && !$0.versions.isEmpty && !$0.source.isEmpty })
    #expect(Catalogue.entry("pytorch")?.dialect(.init()) == Dialect())
  }
}
