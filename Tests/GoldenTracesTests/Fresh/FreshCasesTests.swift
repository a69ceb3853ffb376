import RMSprop
import Runs
import Testing

@testable import GoldenTraces

/// Cases that are drawn, so that no program can be prepared for them.
struct FreshCasesTests {
  private static func runs(_ scalars: [Scalar] = [.float64, .float32], seed: UInt64 = 1) -> [Run] {
    FreshCases(seed: seed, scalars: scalars, features: Set(Feature.allCases)).runs
  }

  @Test func `a seed draws the same cases everywhere, and another seed others`() throws {
    // NaN is not itself, so runs are compared as they are written.
    func text(_ seed: UInt64) -> [String] { Self.runs(seed: seed).map { $0.json.text } }
    let runs = text(1)
    #expect(runs == text(1) && runs != text(2) && runs.count == 400)
    // Pinned, so that a change of what is drawn, or another machine's mathematics, shows.
    let digest = "75bd383b8e510cfef073cb034b2a54b5f11527ec13bb54abc3e2d220e09dde95"
    #expect(sha256(Array(runs.joined().utf8)) == digest)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `every seed reaches where golden traces do not`(seed: UInt64) {
    let runs = Self.runs(seed: seed)
    func count(_ condition: (Run) -> Bool) -> Int { runs.count(where: condition) }
    #expect(count { (41...512).contains($0.coordinates) } > 20)
    #expect(count { (513...2001).contains($0.coordinates) } > 10)
    #expect(count { $0.steps.count >= 300 } > 5 && count { $0.steps.count >= 1000 } > 2)
    #expect(count { run in run.steps.count { $0.rows == nil } >= 4 } > 20)
    #expect(
      count { run in
        run.steps.indices.contains {
          run.steps[$0].rows == nil && run.steps[$0].learningRate != nil
        }
      } > 15)
    #expect(count { $0.gradients.contains { (1e40...1e120).contains($0.magnitude) } } > 0)
    #expect(count { $0.gradients.contains { $0 != 0 && $0.magnitude < 1e-20 } } > 5)
    #expect(count { (0x1p-24..<0.06).contains($0.hyperparameters.alpha) } > 15)
    #expect(count { $0.hyperparameters.alpha > 1 } > 5)
    #expect(count { (0x1p-30..<1e-3).contains($0.hyperparameters.momentum) } > 10)
    #expect(count { $0.hyperparameters.momentum > 1 } > 10)
    #expect(count { $0.hyperparameters.weightDecay > 16 } > 5)
    #expect(count { (0x1p-20..<1e-3).contains($0.hyperparameters.weightDecay) } > 10)
    #expect(count { $0.hyperparameters.weightDecay != 0 && $0.coordinates >= 65 } > 20)
    #expect(count { $0.hyperparameters.momentum != 0 && $0.steps.count >= 300 } > 2)
  }

  @Test func `a case asks nothing that was not declared`() {
    for run in FreshCases(seed: 3, scalars: [.float32], features: [.momentum]).runs {
      #expect(run.needs.isSubset(of: [.momentum]) && run.scalar == .float32)
      #expect(run.gradients.allSatisfy { $0.isNaN || Double(Float($0)) == $0 })
    }
  }

  @Test func `coordinates differ, so that one in the place of another shows`() {
    for run in Self.runs() where run.coordinates > 1 && run.hyperparameters.learningRate != 0 {
      #expect(Set(run.parameters).count > run.coordinates / 2)
    }
  }
}
