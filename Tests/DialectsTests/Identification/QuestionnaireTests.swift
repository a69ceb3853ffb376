import Dialects
import RMSprop
import Runs
import Testing

/// What a program answers to questions, all together.
struct QuestionnaireTests {
  /// The programs that a program is found to be.
  private static func matches(_ name: String) throws -> [String] {
    let program = try Catalogue.program(name, place: "")
    var questions = Questionnaire(.float64, for: program.capabilities)
    while let question = questions.next() {
      questions.take(try program.results(of: question).withoutState, to: question)
    }
    #expect(!questions.answers.isEmpty)
    return questions.matches.map(\.name)
  }

  @Test(arguments: [
    "optax:eps_in_sqrt=False,nesterov=True",
    "optax:eps_in_sqrt=False,bias_correction=True,nesterov=True",
    "optax:eps_in_sqrt=False,bias_correction=True,initial_scale=0.5,nesterov=True",
    "optax:bias_correction=True,initial_scale=1", "optax:initial_scale=0.25",
    "timm-rmsprop-tf:decoupled_decay=True,lr_in_momentum=False", "optax-nesterov", "keras-3",
  ])
  func `a program is found with its options over all its answers`(name: String) throws {
    #expect(try Self.matches(name).contains(name))
  }

  @Test func `options that are not needed are not named`() throws {
    for name in ["optax", "optax-outside", "pytorch", "torchopt", "polaris"] {
      let found = try Self.matches(name)
      #expect(found.contains(name))
      #expect(found.allSatisfy { !$0.hasPrefix("\(name.split(separator: "-")[0]):") }, "\(found)")
    }
  }
}
