import Foundation
import TestSupport
import Testing

/// What the pages show of the command is what it prints.
struct PageTests {
  struct Block: CustomTestStringConvertible {
    let page: String
    let line: Int
    let command, output: String
    var testDescription: String { "\(page):\(line): \(command)" }
  }

  /// Every block that shows a terminal: a command after `$ rmsprop`, and what it prints.
  static let blocks: [Block] = Page.all.flatMap { page in
    page.blocks.filter { $0.language == "console" }.map { block in
      Block(
        page: page.path, line: block.line, command: String(block.lines[0].dropFirst("$ ".count)),
        output: block.lines.dropFirst().map { $0 + "\n" }.joined())
    }
  }.filter { !$0.command.hasPrefix("make ") }

  @Test func `a terminal shows one command, which is this one, or make in the README`() {
    for page in Page.all {
      for block in page.blocks where block.language == "console" {
        let commands = block.lines.filter { $0.hasPrefix("$ ") }
        let isMake = page.path == "README.md" && commands.allSatisfy { $0.hasPrefix("$ make ") }
        #expect(
          isMake
            || commands.count == 1 && commands == [block.lines[0]]
              && commands[0].hasPrefix("$ rmsprop "),
          "\(page.path):\(block.line)")
      }
    }
  }

  @Test func `pages show the command at work`() {
    #expect(
      Set(Self.blocks.map(\.page)) == [
        "README.md", "docs/3-pytorch.md", "docs/4-batch.md", "docs/8-your-own.md",
        "docs/candidates/README.md", "docs/reference/check.md", "docs/reference/command.md",
        "docs/reference/identify.md", "docs/reference/plot.md", "docs/reference/runs.md",
      ])
  }

  @Test(arguments: blocks)
  func `a page shows what the command prints`(block: Block) async throws {
    for (word, tool) in ["compiled.sh": "cc", "node ": "node"] where block.command.contains(word) {
      guard try await Command.shell("command -v \(tool)").status == 0 else {
        return print("not run: \(block.command): \(tool) is not installed")
      }
    }
    let command = block.command.replacing("rmsprop", with: "\"$RMSPROP\"", maxReplacements: 1)
    let outcome = try await Command.shell("cd '\(Repository.root.path)' && \(command)")
    #expect(outcome.output == block.output)
  }
}
