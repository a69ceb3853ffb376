import RMSprop
import Runs
import Testing
import Text

/// A run's steps and its flat storage of gradients.
struct RunTests {
  /// Two coordinates: a rate, no gradient, then two plain steps.
  private static func run() -> Run {
    var run = Run(parameters: [1, 2])
    run.append(StepInputs(learningRate: 0.5, gradient: [3, 4]))
    run.append(StepInputs(gradient: nil))
    run.append(StepInputs(gradient: [5, 6]))
    run.append(StepInputs(learningRate: 0.25, gradient: nil))
    return run
  }

  @Test func `gradients lie one after another, and each step knows its row`() {
    let run = Self.run()
    #expect(run.coordinates == 2 && run.rows == 2)
    #expect(run.gradients == [3, 4, 5, 6])
    #expect(run.steps.map(\.rows) == [0..<1, nil, 1..<2, nil])
    #expect(run.steps.map(\.learningRate) == [0.5, nil, nil, 0.25])
    #expect(run.rateOfEachStep == [0.5, 0.5, 0.5, 0.25])
    #expect(Run(parameters: [1]).rows == 0)
  }

  @Test func `a step comes back as it was added`() {
    let run = Self.run()
    #expect(run[step: 0] == StepInputs(learningRate: 0.5, gradient: [3, 4]))
    #expect(run[step: 1] == StepInputs(gradient: nil))
    #expect(run[step: 2] == StepInputs(gradient: [5, 6]))
    #expect(run[step: 3] == StepInputs(learningRate: 0.25, gradient: nil))
    #expect(run.gradient(2, 1) == 6 && run.gradient(1, 0) == 0)
  }

  @Test func `a batch step has a row for each data point, and a sum in order`() {
    var run = Run(reference: .batch, parameters: [0, 0])
    run.append(StepInputs(points: [[1, 1e16], [2, 1], [3, -1e16]]))
    run.append(StepInputs(points: []))
    run.append(StepInputs(points: [[7, 8]]))
    #expect(run.steps.map(\.rows) == [0..<3, 3..<3, 3..<4] && run.rows == 4)
    #expect(run[step: 0].rows.map(Array.init) == [[1, 1e16], [2, 1], [3, -1e16]])
    #expect(run[step: 1].rows.isEmpty && run[step: 1].gradient == [])
    #expect(run[step: 2].rows.map(Array.init) == [[7, 8]])
    #expect(run.gradient(0, 0) == 6 && run.gradient(0, 1) == (1e16 + 1) - 1e16)
    #expect(run.gradient(1, 0) == 0)
  }

  @Test func `a gradient and a missing one are not the same, nor is an empty one`() {
    let missing = StepInputs(gradient: nil)
    let empty = StepInputs(gradient: [])
    #expect(missing.rows.isEmpty && missing.points == 0 && missing.gradient == nil)
    #expect(empty.rows == [[]] && empty.points == 1 && empty != missing)
  }

  @Test func `an emptied run keeps the settings and takes another formula and type`() {
    var run = Self.run()
    run.id = "a"
    run.hyperparameters.momentum = 0.9
    let same = run.emptied()
    #expect(same.id == "a" && same.reference == .pytorch && same.scalar == .float64)
    #expect(same.steps.isEmpty && same.gradients.isEmpty && same.parameters == [1, 2])
    let other = run.emptied(reference: .textbookInside, scalar: .float32)
    #expect(other.reference == .textbookInside && other.scalar == .float32)
    #expect(other.hyperparameters == run.hyperparameters)
  }

  @Test func `lines can be checked by hand`() {
    var run = Self.run()
    run.hyperparameters = Hyperparameters(weightDecay: 0.5, centered: true, maximize: true)
    #expect(
      run.lines == [
        "pytorch, float64: lr 0.01, alpha 0.99, eps 1e-08, weight_decay 0.5, centered, maximize",
        "params [1.0, 2.0]", "step 0: lr 0.5, gradient [3.0, 4.0]", "step 1: no gradient",
        "step 2: gradient [5.0, 6.0]", "step 3: lr 0.25, no gradient",
      ])
    var batch = Run(reference: .batch, parameters: [0])
    batch.append(StepInputs(points: [[1], [2]]))
    #expect(batch.lines.last == "step 0: gradients [1.0] [2.0]")
    let long = Run(parameters: (0..<13).map(Double.init))
    #expect(long.lines.last?.hasSuffix("10.0, 11.0, … 13 in all]") == true)
    let all = [run, batch].lines
    #expect(all.first?.hasPrefix("run 0: pytorch") == true && all[1] == "  params [1.0, 2.0]")
    #expect(all.contains("run 1: batch, float64: lr 0.01, alpha 0.99, eps 1e-08"))
  }

  @Test func `as JSON a run has PyTorch's names, and a missing gradient is null`() {
    var run = Run(id: "a/b", scalar: .float32, parameters: [1])
    run.append(StepInputs(learningRate: 0.5, gradient: [-0.0]))
    run.append(StepInputs(gradient: nil))
    #expect(
      run.json.text == #"{"id": "a/b", "scalar": "float32", "hyperparameters": "#
        + #"{"lr": 0.01, "alpha": 0.99, "eps": 1e-08, "weight_decay": 0.0, "momentum": 0.0, "#
        + #""centered": false, "maximize": false}, "params": [1.0], "#
        + #""steps": [{"lr": 0.5, "grad": [-0.0]}, {"grad": null}]}"#)
    var batch = Run(reference: .batch, parameters: [1])
    batch.append(StepInputs(points: [[2], [3]]))
    #expect(batch.json.text.hasSuffix(#""steps": [{"grads": [[2.0], [3.0]]}]}"#))
  }
}
