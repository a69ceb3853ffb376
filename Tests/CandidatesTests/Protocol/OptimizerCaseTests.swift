import RMSprop
import Runs
import Testing
import Text

@testable import Candidates

/// Cases of whole optimizers, as they are asked and answered.
struct OptimizerCaseTests {
  private func declaration(_ supports: Set<Feature>) -> Declaration {
    var declaration = Declaration(name: "mine", supports: supports)
    declaration.version2 = true
    return declaration
  }

  private func cases(_ supports: Set<Feature>) -> [OptimizerCase] {
    OptimizerCase.all(declaration(supports), .float64, by: BuiltIn())
  }

  @Test func `a program is asked for what it supports, and in version 1 for nothing`() {
    #expect(cases([]).isEmpty && cases([.momentum, .state]).isEmpty)
    #expect(cases([.gradientsUntouched]).map(\.id) == ["optimizer/float64/gradients"])
    let saved = ["optimizer/float64/saved", "optimizer/float64/saved-extremes"]
    #expect(cases([.saveAndLoad]).map(\.id) == saved)
    #expect(cases([.initialState]).map(\.id) == ["optimizer/float64/resumed"])
    let several = cases([.tensors, .missingGradient])
    #expect(several.count == 6 && several.allSatisfy { !$0.asksGradients })
    var first = declaration(Set(Feature.allCases))
    first.version2 = false
    #expect(OptimizerCase.all(first, .float64, by: BuiltIn()).isEmpty)
  }

  @Test func `a gradient that is NaN, and stays so, is untouched`() throws {
    var asked = asked()
    asked.parameters[1].run = Run(parameters: [3])
    asked.parameters[1].run.append(StepInputs(gradient: [.nan]))
    asked.parameters[1].run.append(StepInputs(gradient: nil))
    let line = #"{"seq": 1, "steps": [{"tensors": [{"params": [1, 2], "grads": [1, 2]}, "#
    let answer = try reply(
      line + #"{"params": ["NaN"], "grads": ["NaN"]}]}, {"tensors": "#
        + #"[{"params": [1, 2], "grads": null}, {"params": ["NaN"], "grads": null}]}]}"#, asked)
    #expect(asked.problem(with: answer) == nil)
  }

  @Test func `parameters of equal settings are a group, and are written with it`() throws {
    let asked = try #require(cases([.tensors]).first { $0.id.hasSuffix("two-groups") })
    let text = asked.text(1)
    #expect(text.contains(#"{"name": "weight", "group": 0, "params": ["#))
    #expect(text.contains(#"{"name": "bias", "group": 1, "params": ["#))
    #expect(text.contains(#"{"name": "scale", "group": 0, "params": ["#))
    #expect(text.contains(#""steps": [{"tensors": [{"grad": ["#))
  }

  @Test func `what a program is asked has an id that tells nothing`() {
    let run = Run(id: "pytorch/fused/float64/defaults", parameters: [1])
    let message = String(decoding: Message.run(7, run), as: UTF8.self)
    #expect(message.contains("\"id\": \"case/7\"") && !message.contains("defaults"))
  }

  private func reply(_ line: String, _ asked: OptimizerCase) throws -> OptimizerAnswer {
    var isOurs = false
    let reply = try Reply(Array(line.utf8), to: 1, .optimizer(asked), isOurs: &isOurs)
    guard case .optimizer(let result) = reply else { throw Fault(.malformed, "of another kind") }
    return try result.get()
  }

  private func asked(saveAt: Int? = nil) -> OptimizerCase {
    func parameter(_ name: String, _ start: [Double]) -> OptimizerCase.Parameter {
      var run = Run(id: "x", parameters: start)
      run.append(StepInputs(gradient: start))
      run.append(StepInputs(gradient: nil))
      return OptimizerCase.Parameter(name, run)
    }
    var asked = OptimizerCase("x", "", [parameter("w", [1, 2]), parameter("b", [3])])
    asked.saveAt = saveAt
    asked.asksGradients = true
    return asked
  }

  private let answer = """
    {"seq": 1, "saved": {"any": [1, "x"]}, "steps": [
     {"tensors": [{"params": [1, 1], "grads": [1, 2]},
                  {"params": [2], "square_avg": [7], "grads": [3]}]},
     {"tensors": [{"params": [1, 1], "grads": null}, {"params": [2]}]}]}
    """

  @Test func `an answer has what came of each parameter, and what was saved`() throws {
    let given = try reply(answer, asked(saveAt: 0))
    #expect(given.results[0].parameters == [1, 1, 1, 1])
    #expect(given.results[1][.squareAverage, step: 0] == [7])
    #expect(given.saved.map { String(decoding: $0, as: UTF8.self) } == #"{"any": [1, "x"]}"#)
    #expect(asked().problem(with: given) == nil)
    let rest = try #require(asked(saveAt: 0).goingOn(from: given))
    #expect(rest.parameters[1].run.parameters == [2] && rest.parameters[1].run.steps.count == 1)
    #expect(rest.text(1).hasSuffix(#", "load": {"any": [1, "x"]}}"#))
  }

  @Test func `a gradient that a step changed, or that is not told, is named`() throws {
    let changed = try reply(
      answer.replacing(#""grads": [1, 2]"#, with: #""grads": [1, 2.5]"#), asked())
    #expect(
      asked().problem(with: changed)?.1
        == "steps[0].tensors[0].grads[1]: the gradient was 2.0, and is 2.5 after the step")
    let silent = try reply(answer.replacing(#", "grads": [3]"#, with: ""), asked())
    #expect(
      asked().problem(with: silent)?.1
        == "steps[0].tensors[1].grads: expected the gradient, found none")
  }

  @Test(arguments: [
    (#", {"params": [2]}]}]}"#, "]}]}", "expected 2 tensors, found 1"),
    (#""params": [1, 1], "grads": null"#, #""params": [1]"#, "expected 2 numbers, found 1"),
    (#""saved": {"any": [1, "x"]}, "#, "", #"the key "saved" is missing"#),
    (#"{"seq": 1, "#, #"{"seq": 1, "error": "no", "#, "no"),
    (
      #""tensors": [{"params": [1, 1], "grads": null}"#, #""x": [{"a": 1}"#,
      "\"tensors\" is required"
    ),
  ])
  func `an answer that does not fit is malformed, with its place`(
    old: String, new: String, problem: String
  ) {
    let fault = #expect(throws: Fault.self) {
      try reply(answer.replacing(old, with: new), asked(saveAt: 0))
    }
    #expect(fault?.message.contains(problem) == true, "\(fault?.message ?? "")")
  }

  @Test func `what a greeting says that nobody knows is remembered`() throws {
    let line =
      #"{"version": 2, "scalars": ["float64"], "suports": [], "supports": ["momentun", "state"]}"#
    let declaration = try Declaration(Array(line.utf8))
    #expect(declaration.version2 && declaration.supports == [.state])
    #expect(
      declaration.unknownKeys.map(\.description) == [
        #"unknown key "suports" (did you mean "supports"?)"#,
        #"unknown word "momentun" in supports (did you mean "momentum"?)"#,
      ])
  }
}
