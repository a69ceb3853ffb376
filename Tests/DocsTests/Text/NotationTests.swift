import Foundation
import NumberSystems
import RMSprop
import TestSupport
import Testing

/// The names of `docs/notation.md`, compared with those that programs have.
struct NotationTests {
  /// The rows of the table whose header begins with these cells.
  private func rows(_ header: String...) throws -> [[String]] {
    let lines = try Page("docs/notation.md").prose
    let start = try #require(
      lines.firstIndex { Array(cells($0).prefix(header.count)) == header }, "no table \(header)")
    return lines.dropFirst(start + 2).prefix { $0.hasPrefix("|") }.map(cells)
  }

  private func cells(_ line: String) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// What stands in backticks.
  private func code(_ cell: String) -> [String] {
    cell.matches(of: #/`([^`]+)`/#).map { String($0.1) }
  }

  @Test func `every symbol that the code prints has its meaning`() throws {
    var equations = try BatchRMSprop().equations
    for formula in TextbookRMSprop.Formula.allCases {
      equations += try TextbookRMSprop(formula).equations
    }
    for on in [true, false] {
      let settings = Hyperparameters(
        alpha: on ? 0.99 : 0.4, weightDecay: on ? 0.1 : 0, momentum: on ? 0.9 : 0, centered: true,
        maximize: on)
      equations += PyTorchRMSprop(unchecked: settings).equations
    }
    let symbols = try rows("symbol", "meaning", "code", "equations")
    let known = Set(symbols.map { String($0[0].dropFirst().dropLast()) })
    let used = equations.flatMap { "\($0.symbol) \($0.formula.latex())".symbols }
    #expect(used.count > 50)
    for symbol in Set(used) { #expect(known.contains(symbol), "\(symbol)") }
    for symbol in known { #expect(used.contains(symbol), "\(symbol) is not printed") }

    // And the equations that are named have it on one side or the other.
    for row in symbols {
      let symbol = String(row[0].dropFirst().dropLast())
      for tag in row[3].split(separator: ", ") {
        let having = equations.filter { $0.tag == tag }
        #expect(
          having.contains { "\($0.symbol) \($0.formula.latex())".symbols.contains(symbol) },
          "\(symbol) in \(tag)")
      }
    }
  }

  @Test func `Swift's names are those of hyperparameters and state`() throws {
    let state = OptimizerState(squareAverage: [0.0], momentumBuffer: [0], gradientAverage: [0])
    let labels = [Mirror(reflecting: Hyperparameters()), Mirror(reflecting: state)]
      .flatMap { $0.children.compactMap(\.label) }
    let names = try rows("here", "in a formula", "PyTorch").flatMap { code($0[0]) }
    #expect(Set(names) == Set(labels))
  }

  @Test(arguments: [
    (2, "document-2", "2.9-names"), (3, "names", "keras"), (4, "names", "optax"),
    (5, "names", "tensorflow-1"),
  ])
  func `a framework's names are those that it was seen to have`(
    column: Int, file: String, id: String
  ) throws {
    let record = try #require(DocumentRecord.all(file).first { $0.id == id })
    let (settings, state) = (try record.words("names"), try record.words("state"))
    let rows = try rows("here", "in a formula", "PyTorch")
    #expect(rows.count == 11)
    for row in rows {
      let isState = ["Average", "Buffer", "Count"].contains { code(row[0])[0].hasSuffix($0) }
      for name in code(row[column]) {
        // Keras puts the parameter's name before its own.
        let known = isState ? state : settings
        let isKnown = known.contains(name) || known.contains("theta_" + name)
        #expect(isKnown, "\(name)")
      }
    }
  }

  @Test func `the keys of files are those of the schema and of what is written`() throws {
    let schema = try Repository.text("Fixtures/trace.schema.json")
    for row in try rows("key", "meaning") {
      for key in code(row[0]) { #expect(schema.contains("\"\(key)\""), "\(key)") }
    }
  }
}

extension String {
  /// The symbols in LaTeX: with primes where there are any, else without an index.
  fileprivate var symbols: [String] {
    let greek = #/\\(?:theta|eta|rho|beta|varepsilon|mu|lambda|nabla L_i)/#
    let latin = #/\b[a-z](?![a-z])(?:_t'+)?/#
    return matches(of: greek).map { String($0.0) }
      + matches(of: latin).map { String($0.0) }.filter { $0 != "t" }
  }
}
