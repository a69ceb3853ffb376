import Foundation
import TestSupport
import Testing

/// What the pages show of the command is what it prints.
struct PageTests {
  struct Block: CustomTestStringConvertible {
    let page, command, output: String
    var testDescription: String { "\(page): \(command)" }
  }

  /// Blocks that begin with `$ rmsprop`.
  static let blocks: [Block] = {
    let pages = (try? Repository.files(in: "docs", endingIn: ".md")) ?? []
    return (["README.md"] + pages).flatMap { page in
      ((try? Repository.text(page)) ?? "").matches(
        of: #/```console\n\$ (rmsprop [^\n]+)\n([^`]+)```/#
      )
      .map { Block(page: page, command: String($0.1), output: String($0.2)) }
    }
  }()

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
