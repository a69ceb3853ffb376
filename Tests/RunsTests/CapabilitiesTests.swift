import RMSprop
import Runs
import Testing

/// What an implementation can do, and what a run needs.
struct CapabilitiesTests {
  @Test func `each switch of the hyperparameters needs its feature, and no other`() {
    let changes: [(Feature, (inout Hyperparameters) -> Void)] = [
      (.momentum, { $0.momentum = 0.5 }), (.centered, { $0.centered = true }),
      (.weightDecay, { $0.weightDecay = 0.5 }), (.maximize, { $0.maximize = true }),
    ]
    #expect(Hyperparameters().features.isEmpty)
    for (feature, change) in changes {
      var h = Hyperparameters()
      change(&h)
      #expect(h.features == [feature])
    }
  }

  @Test func `a rate that changes and a missing gradient are needs of a run`() {
    var run = Run(parameters: [0])
    run.append(StepInputs(gradient: [1]))
    #expect(run.needs.isEmpty)
    var scheduled = run
    scheduled.append(StepInputs(learningRate: 0.5, gradient: [1]))
    #expect(scheduled.needs == [.schedule])
    run.append(StepInputs(gradient: nil))
    #expect(run.needs == [.missingGradient])
    run.hyperparameters.centered = true
    #expect(run.needs == [.missingGradient, .centered])
  }

  @Test func `by default everything of PyTorch's formula is declared, and no rounding`() {
    let capabilities = Capabilities()
    #expect(capabilities.references == [.pytorch] && capabilities.rounding == nil)
    #expect(capabilities.scalars == [.float64, .float32] && !capabilities.hasExactRoot)
    #expect(capabilities.features == Set(Feature.allCases))
  }

  @Test func `a declaration says what a program's capabilities are`() {
    let declaration = Declaration(
      name: "p", scalars: [.float32], rounding: .separate, hasExactRoot: true,
      reference: .textbookInside, supports: [.state])
    #expect(
      declaration.capabilities
        == Capabilities(
          references: [.textbookInside], scalars: [.float32], features: [.state],
          rounding: .separate, hasExactRoot: true))
    #expect(Declaration(name: "p").capabilities.features == [.schedule])
  }

  @Test func `a skip says why, naming features as programs do`() {
    #expect(
      Skip.notSupported([.weightDecay, .missingGradient]).description
        == "not supported: weight_decay, missing_gradient")
    #expect(Skip.said("no").description == "no" && Skip.reason("why").description == "why")
  }

  @Test func `a fault's kinds have the names of reports`() {
    let kinds: [Fault.Kind] = [
      .start, .errorReply, .malformed, .crash, .hang, .ended, .interrupted,
    ]
    #expect(
      kinds.map(\.rawValue) == [
        "start", "error_reply", "malformed", "crash", "hang", "ended", "interrupted",
      ])
    #expect(Fault(.crash, "it ended") == Fault(.crash, "it ended"))
    #expect(Fault(.crash, "it ended") != Fault(.hang, "it ended"))
  }
}
