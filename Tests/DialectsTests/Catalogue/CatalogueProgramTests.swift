import Dialects
import Testing
import Text

/// Programs of the catalogue by name, with other choices.
struct CatalogueProgramTests {
  @Test func `a name may have other choices after a colon`() throws {
    let plain = try Catalogue.program("optax", place: "x")
    #expect(plain.entry.dialect == Catalogue.entry("optax")?.dialect)
    let other = try Catalogue.program("optax:epsilon=outside,momentum=nesterov", place: "x")
    #expect(other.entry.dialect.epsilon == .outside && other.entry.dialect.momentum == .nesterov)
    #expect(other.entry.dialect.learningRate == .inside)
    #expect(other.entry.name == "optax:epsilon=outside,momentum=nesterov")
    let combined = try Catalogue.program("optax:bias_correction=vm", place: "x")
    #expect(combined.entry.dialect == Catalogue.entry("optax-bias-corrected")?.dialect)
  }

  @Test(arguments: [
    ("kears-3", "no program of the catalogue (rmsprop dialects) is named \"kears-3\"; did you"),
    ("", "is named \"\""), ("keras-3:", "expected an axis (epsilon, "),
    ("keras-3:eps=inside", "expected an axis (epsilon, "),
    ("keras-3:epsilon=insid", "expected epsilon=value (outside, inside"),
    ("keras-3:epsilon", "expected epsilon=value (outside, inside"),
  ])
  func `a name that is not known says what was expected`(name: String, problem: String) {
    let error = #expect(throws: InputError.self) { try Catalogue.program(name, place: "--as") }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
  }
}
