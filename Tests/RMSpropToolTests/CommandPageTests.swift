import TestSupport
import Testing

/// The page of the command says what the command has.
struct CommandPageTests {
  private static func rows(_ head: String) throws -> [[String]] {
    let page = try Repository.text("docs/reference/command.md")
    let table = try #require(page.components(after: head))
    return table.split(separator: "\n").drop { !$0.hasPrefix("|---") }.dropFirst()
      .prefix { $0.hasPrefix("|") }
      .map { row in row.split(separator: "|").map { $0.filter { $0 != "`" }.trimmed } }
  }

  @Test func `every verb has its row in both tables, in the order of the help`() async throws {
    let help = try await Command.run("--help").output
    let list = try #require(help.components(after: "SUBCOMMANDS:"))
    let verbs = list.matches(of: #/(?m)^  (\w+) {2,}\S/#).map { String($0.1) }
    #expect(verbs.count > 7)
    let purposes = try Self.rows("| verb | what").map { $0[0] }
    #expect(purposes == verbs.map { "rmsprop \($0)" })
    #expect(try Self.rows("| verb | 0").map { $0[0] } == verbs)
  }

  @Test func `a verb's exit codes are those of its help`() async throws {
    for row in try Self.rows("| verb | 0") {
      let help = try await Command.run(row[0], "--help").output
      let text = try #require(help.components(after: "Exit codes:"), "\(row[0])")
      let stated = text.prefix(while: { $0 != "." }).replacing("\n", with: " ")
        .matches(of: #/(?:^|;) ?(\d+) /#).map { String($0.1) }
      let listed = zip(["0", "1", "2", "3", "64"], row.dropFirst()).filter { $1 != "–" }.map(\.0)
      #expect(stated == listed, "\(row[0])")
    }
  }
}

extension String {
  /// What follows a text.
  fileprivate func components(after text: String) -> Substring? {
    firstRange(of: text).map { self[$0.upperBound...] }
  }
}

extension String {
  /// It without spaces at its ends.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
