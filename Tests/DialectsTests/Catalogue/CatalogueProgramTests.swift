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

  @Test func `options of a program's own name combine`() throws {
    let name = "optax:nesterov=True,eps_in_sqrt=False,bias_correction=True,initial_scale=0.5"
    let all = try Catalogue.program(name, place: "x").entry
    #expect(
      all.dialect
        == Dialect(
          initialSquareAverage: .number(0.5), momentum: .nesterov, learningRate: .inside,
          biasCorrection: .vm))
    #expect(all.name == name && all.traits == [.subtractsBuffer])
    #expect(
      all.title == """
        Optax with eps_in_sqrt=False, bias_correction=True, initial_scale=0.5 and nesterov=True
        """)
    let timm = try Catalogue.program(
      "timm-rmsprop-tf:lr_in_momentum=False,decoupled_decay=True", place: "x")
    #expect(timm.entry.dialect.learningRate == .outside)
    #expect(timm.entry.dialect.weightDecay == .decoupled)
  }

  @Test func `an entry with an option is the program with that option`() throws {
    var count = 0
    for entry in Catalogue.entries where !entry.arguments.isEmpty {
      let text = entry.arguments.map(\.text).joined(separator: ",")
      let other = try Catalogue.program("\(entry.program):\(text)", place: "x").entry
      #expect(other.dialect == entry.dialect && other.arguments == entry.arguments)
      // Given again, or taken away.
      let same = try Catalogue.program("\(entry.name):\(text)", place: "x").entry
      #expect(same.dialect == entry.dialect)
      count += 1
    }
    #expect(count >= 10)
    let plain = try Catalogue.program("optax-outside:eps_in_sqrt=True", place: "x").entry
    #expect(plain.dialect == Catalogue.entry("optax")?.dialect && plain.title == "Optax")
    let both = try Catalogue.program("optax-outside:nesterov=True", place: "x").entry
    #expect(both.title == "Optax with eps_in_sqrt=False and nesterov=True")
  }

  @Test(arguments: [
    ("0.5", Dialect.InitialSquareAverage.number(0.5)), ("1e-3", .number(0.001)), ("1.0", .one),
    ("0", .zero),
  ])
  func `v begins with any number`(text: String, start: Dialect.InitialSquareAverage) throws {
    for name in ["optax:initial_scale=\(text)", "keras-3:initial_square_avg=\(text)"] {
      #expect(try Catalogue.program(name, place: "x").entry.dialect.initialSquareAverage == start)
    }
    #expect(Dialect.InitialSquareAverage(rawValue: start.rawValue) == start)
  }

  @Test(arguments: [
    ("kears-3", "no program of the catalogue (rmsprop dialects) is named \"kears-3\"; did you"),
    ("", "is named \"\""), ("keras-3:", "expected an axis (epsilon, "),
    ("keras-3:eps=inside", "expected an axis (epsilon, "),
    ("keras-3:epsilon=insid", "expected epsilon=value (outside, inside"),
    ("keras-3:epsilon=insid", "; did you mean \"inside\"?"),
    ("keras-3:eps_in_sqrt=False", "expected an axis (epsilon, "),
    ("optax:eps_in_sqr=False", "expected an option (eps_in_sqrt, bias_correction, "),
    ("optax:eps_in_sqr=False", "; did you mean \"eps_in_sqrt\"?"),
    ("optax:nesterov=Ture", "nesterov=value (False, True), found \"Ture\"; did you mean \"True\"?"),
    ("optax:initial_scale=inf", "expected initial_scale=value (a number), found \"inf\""),
    ("optax:initial_scale", "expected initial_scale=value (a number)"),
    ("keras-3:epsilon", "expected epsilon=value (outside, inside"),
  ])
  func `a name that is not known says what was expected`(name: String, problem: String) {
    let error = #expect(throws: InputError.self) { try Catalogue.program(name, place: "--as") }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
  }
}
