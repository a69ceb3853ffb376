import Relatives
import NumberSystems
import RMSprop
import TestSupport
import Testing

/// Formulas with a tag are what the code prints.
struct FormulaTests {
  /// Every equation that the implementations print, by tag: a tag has several where a switch
  /// changes what it is computed from.
  static let printed: [String: Set<String>] = {
    var equations: [Equation] = []
    for formula in TextbookRMSprop.Formula.allCases {
      equations += (try? TextbookRMSprop(formula).equations) ?? []
    }
    for switches in 0..<32 {
      let on = (0..<5).map { switches >> $0 & 1 == 1 }
      let optimizer = PyTorchRMSprop(
        unchecked: Hyperparameters(
          alpha: on[0] ? 0.99 : 0.4, weightDecay: on[1] ? 0.1 : 0, momentum: on[2] ? 0.9 : 0,
          centered: on[3], maximize: on[4]))
      equations += optimizer.equations
    }
    equations += (try? BatchRMSprop().equations) ?? []
    equations += (try? GradientDescent(learningRate: 1).equations) ?? []
    equations += (try? GradientDescentWithMomentum(learningRate: 1).equations) ?? []
    equations += (try? AdaGrad().equations) ?? []
    return Dictionary(grouping: equations, by: \.tag).mapValues { equations in
      Set(equations.flatMap { [$0.latex(.algebra), $0.latex(.rounding)] })
    }
  }()

  struct Formula {
    let tag, text: String
    let line: Int
  }

  /// The tagged formulas of a page, in order.
  static func formulas(of page: Page) -> [Formula] {
    page.blocks.filter { $0.language == "math" }.flatMap { block in
      block.lines.enumerated().compactMap { index, line in
        line.firstMatch(of: #/\\tag\{([^}]+)\}/#).map {
          Formula(tag: String($0.1), text: line, line: block.line + index)
        }
      }
    }
  }

  @Test(arguments: Page.all)
  func `a tagged formula is printed by the code that bears the tag`(page: Page) {
    for formula in Self.formulas(of: page) {
      let known = Self.printed[formula.tag, default: []]
      #expect(
        known.contains(formula.text),
        "\(page.path):\(formula.line): the code prints \(known.sorted())")
    }
  }

  @Test(arguments: Page.all)
  func `a block has one tag, as readers of Markdown want it`(page: Page) {
    for block in page.blocks where block.language == "math" {
      #expect(block.text.matches(of: #/\\tag/#).count <= 1, "\(page.path):\(block.line)")
    }
  }

  /// GitHub refuses some macros, and between dollars in a line it takes a backslash before
  /// punctuation away.
  @Test(arguments: Page.all)
  func `a formula has nothing that GitHub refuses or changes`(page: Page) {
    for block in page.blocks where block.language == "math" {
      #expect(
        !block.text.contains(#/\\(operatorname|mbox|phantom|newcommand|def)\b/#),
        "\(page.path):\(block.line)")
    }
    for (index, line) in page.prose.enumerated() {
      #expect(
        !line.contains(#/\$[^$]*\\[,;:!{}_][^$]*\$/#) && !line.contains("\\operatorname"),
        "\(page.path):\(index + 1)")
    }
  }

  @Test(arguments: Page.all)
  func `formulas stand in the order of the statements`(page: Page) {
    var last: [Character: (number: Int, tags: Set<String>)] = [:]
    for formula in Self.formulas(of: page) {
      let (letter, number) = (formula.tag.first!, Int(formula.tag.filter(\.isNumber)) ?? 0)
      var before = last[letter] ?? (0, [])
      if before.tags.insert(formula.tag).inserted {
        #expect(number >= before.number, "\(page.path):\(formula.line): \(formula.tag)")
        before.number = number
      }
      last[letter] = before
    }
  }

  @Test(arguments: [
    ("docs/2-textbook.md", "TextbookRMSprop"), ("docs/3-pytorch.md", "PyTorchRMSprop"),
    ("docs/4-batch.md", "BatchRMSprop"),
  ])
  func `an implementation's page has all of its equations`(page: String, type: String) throws {
    let stated = try Repository.text("Sources/RMSprop/\(type).swift")
      .matches(of: #/"([TPB]\d+'?)"/#).map { String($0.1) }
    let shown = Self.formulas(of: try Page(page)).map(\.tag)
    #expect(Set(shown).isSuperset(of: stated), "\(Set(stated).subtracting(shown))")
  }
}
