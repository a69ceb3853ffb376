import Dialects
import RMSprop

/// What page 5 says in numbers and formulas.
enum SideBySideClaims {
  static let page = Claims(
    "docs/5-side-by-side.md", given: "1e-8 1e-4 0.9 0.1 0.01 0.001"
  ) { page in
    try lines(&page)
    axes(&page)
    try runs(&page)
  }

  /// The table of the algorithm's lines: the package's as they are printed, the frameworks' by
  /// axis.
  private static func lines(_ page: inout ComputedValues) throws {
    for (tag, formula) in try PrintedEquations().formulas { page("equation-\(tag)", formula) }
    for program in SideBySide.frameworks {
      let name = program.name
      page("\(name)-average", "`v = ρ v + (1 − ρ) g²`, \(program.cell(.initialSquareAverage))")
      page("\(name)-mean", "m = ρ m + (1 − ρ) g")
      page("\(name)-variance", program.cell(.centered).code)
      page("\(name)-denominator", program.cell(.epsilon).code)
      page("\(name)-buffer", program.buffer[0])
      page(
        "\(name)-parameter", "\(program.decay)`\(program.buffer[1])` or `θ = θ − η g / r`")
    }
  }

  private static func axes(_ page: inout ComputedValues) {
    page("axes", count: Dialect.Axis.allCases.count)
    for axis in Dialect.Axis.allCases {
      page("axis-\(axis)", axis.rawValue)
      for program in SideBySide.programs where !program.cell(axis).isEmpty {
        page("axis-\(axis)-\(program.name)", program.cell(axis).code)
      }
    }
  }

  private static func runs(_ page: inout ComputedValues) throws {
    let plain = try SideBySide.runs(momentum: 0, rates: [0.1, 0.1, 0.1, 0.1])
    let names = SideBySide.programs.map(\.name)
    for (step, row) in plain.enumerated() {
      page.row(
        "plain-\(step + 1)", ["step"] + names, ["\(step + 1)"] + row.map { "\($0, .fixed(5))" })
    }
    page("first-step", 0.1 / 0.1.squareRoot(), .fixed(3))
    let rows = try SideBySide.runs(momentum: 0.9, rates: [0.1, 0.1, 0.01, 0.01])
    for (step, row) in rows.enumerated() {
      page.row(
        "momentum-\(step + 1)", ["step"] + [1, 3, 4, 5].map { names[$0] },
        ["\(step + 1)"] + [1, 3, 4, 5].map { "\(row[$0], .fixed(5))" })
    }
    let moved = [1, 3].map { rows[3][$0] - rows[1][$0] }
    page("keras-over-pytorch", moved[1] / moved[0], .fixed(1))
  }
}

extension String {
  /// A code span's text without its marks; other text as it is.
  fileprivate var code: String {
    hasPrefix("`") && hasSuffix("`") ? String(dropFirst().dropLast()) : self
  }
}
