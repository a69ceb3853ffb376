import Foundation
import TestSupport
import Testing

/// `rmsprop trace`, `compare` and `explain` as a user meets them.
struct VerbTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `a trajectory that was written as a trace verifies to the bit`() async throws {
    let folder = try TemporaryFolder()
    let runs = [
      [
        "--params", "0.5,-1.25", "--gradient", "0.1,-0.2", "--gradient", "none", "--gradient",
        "0.3 0.4", "--momentum", "0.9", "--centered", "--weight-decay", "0.1",
      ],
      ["--params", "1", "--gradient", "3", "--implementation", "pytorch/separate/float32"],
      ["--params", "1", "--gradient", "3", "--implementation", "textbook-inside"],
      ["--model", "sigmoid", "--epochs", "9"],
      ["--model", "linear", "--epochs", "9", "--implementation", "batch/float32"],
    ]
    for (i, arguments) in runs.enumerated() {
      let outcome = try await Command.run(
        ["trace", "--format", "json", "--output", "\(folder.path)/\(i).json"] + arguments)
      #expect(outcome.status == 0 && outcome.output == "" && outcome.errors == "")
    }
    let verdict = try await Command.run("verify", "--fixtures", folder.path, "--level", "bits")
    #expect(verdict.status == 0)
    #expect(verdict.output.contains("conforms: \(runs.count) passed, 0 failed"))
  }

  @Test func `a trace's inputs are enough, and give what PyTorch recorded`() async throws {
    let golden = "Fixtures/pytorch/separate/float64/pairwise-07.json"
    let recorded = try json(try Repository.text(golden))
    var inputs = recorded
    let steps = try #require(recorded["steps"] as? [[String: Any]])
    inputs["steps"] = steps.map { step in step.filter { $0.key == "grad" || $0.key == "lr" } }
    let folder = try TemporaryFolder()
    let file = try folder.write(
      String(decoding: try JSONSerialization.data(withJSONObject: inputs), as: UTF8.self),
      to: "inputs.json")
    let outcome = try await Command.run("trace", file, "--format", "json")
    #expect(outcome.status == 0)
    let made = try #require(try json(outcome.output)["steps"] as? [NSDictionary])
    #expect(made == steps.map { $0 as NSDictionary })
  }

  @Test func `a batch step with one data point is its sum, too, which has no negative zero`()
    async throws
  {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      {"format": "rmsprop-trace/1", "id": "one-point", "scalar": "float64", "reference": "batch",
       "hyperparameters": {"lr": 1, "alpha": 0.5, "eps": 1}, "params": [-0.0],
       "steps": [{"grads": [[-0.0]]}, {"grads": [[-0.0]]}]}
      """, to: "one-point.json")
    let outcome = try await Command.run("compare", "batch", "pytorch", file)
    #expect(outcome.status == 0 && outcome.output.contains("the same"), "\(outcome)")
  }

  @Test func `compare reads gradients once, so that they may come through a pipe`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Command.shell(
      """
      cd '\(folder.path)'; mkfifo pipe; (sleep 0.3; printf '1\\n2\\n' > pipe) &
      timeout 20 "$RMSPROP" compare pytorch pytorch/separate --params 1 --gradients pipe
      """)
    #expect(outcome.output.contains("2 steps"), "\(outcome)")
  }

  @Test func `a type that is named goes before the rounding of a trace that it does not have`()
    async throws
  {
    let outcome = try await Command.run(
      "trace", "Fixtures/pytorch/fused-before-2.1/float32/basic-plain.json", "--implementation",
      "pytorch/float16")
    #expect(outcome.status == 0 && outcome.output.hasPrefix("pytorch/fused/float16"), "\(outcome)")
  }

  @Test func `an output that is a link to itself is refused, and stays`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Command.shell(
      """
      ln -s loop '\(folder.path)/loop'
      "$RMSPROP" trace --params 1 --gradient 1 --output '\(folder.path)/loop'
      echo "status $?"; readlink '\(folder.path)/loop'
      """)
    #expect(outcome.output.hasSuffix("status 3\nloop\n"), "\(outcome)")
  }

  @Test func `gradients come line by line, from a file or from stdin`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("# two steps\n0.5, 1\n\n0x1p-2 -inf\n", to: "gradients.txt")
    let arguments = ["trace", "--params", "1,2", "--gradients"]
    let named = try await Command.run(arguments + [file])
    #expect(named.status == 0)
    #expect(
      named.output.split(separator: "\n").count == 2 + 3 * 2, "settings, head, three rows each")
    let piped = try await Command.shell(
      "\"$RMSPROP\" \(arguments.joined(separator: " ")) - <'\(file)'")
    #expect(piped.output == named.output)
  }

  @Test func `two readings of a formula part where their equations do`() async throws {
    let arguments = [
      "compare", "textbook-outside", "textbook-inside", "--params", "1,1", "--gradient", "0,2",
      "--gradient", "1,0", "--eps", "0.25", "--format", "json",
    ]
    let outcome = try await Command.run(arguments)
    #expect(outcome.status == 1)
    let found = try #require(try json(outcome.output)["first_difference"] as? [String: Any])
    #expect(found["step"] as? Int == 0 && found["coordinate"] as? Int == 1)
    #expect(found["quantity"] as? String == "params")
    let equation = try #require(found["equation_b"] as? [String: Any])
    #expect(equation["tag"] as? String == "T2" && equation["text"] as? String == "rₜ = √(vₜ + ε)")
    let same = try await Command.run(
      "compare", "pytorch", "textbook-outside", "--params", "1", "--gradient", "0.5")
    #expect(same.status == 0 && same.output.contains("the same\n"))
    let nothing = try await Command.run(
      "compare", "pytorch", "pytorch", "--params", "", "--gradient", "")
    #expect(nothing.status == 1 && nothing.output.contains("nothing was compared"))
  }

  @Test func `PyTorch's two roundings part at a fused operation`() async throws {
    let outcome = try await Command.run(
      "compare", "pytorch/fused", "pytorch/separate", "--params", "1", "--gradient", "0.1",
      "--gradient", "1.3", "--alpha", "0.9")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("A  (P4) vₜ = fma((1 − ρ) × gₜ, gₜ, vₜ′)"))
    #expect(outcome.output.contains("B  (P4) vₜ = vₜ′ + (1 − ρ) × gₜ × gₜ"))
  }

  @Test func `an explained step shows every equation with its numbers`() async throws {
    let outcome = try await Command.run(
      "explain", "--params", "1", "--gradient", "-4", "--alpha", "0.75", "--eps", "0",
      "--lr", "0.5", "--implementation", "textbook-outside")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        textbook-outside/float64, step 0, coordinate 0 (both counted from 0)

        (T1)   vₜ = ρ × vₜ₋₁ + (1 − ρ) × gₜ²
                  = 0.75 × 0.0 + 0.25 × (-4.0)²
                  = 4.0   0x1p+2

        (T2)   rₜ = √vₜ + ε
                  = √4.0 + 0.0
                  = 2.0   0x1p+1

        (T3)   θₜ = θₜ₋₁ − η × (gₜ / rₜ)
                  = 1.0 − 0.5 × ((-4.0) / 2.0)
                  = 2.0   0x1p+1

        """)
    let equal = ["explain", "--params", "1", "--gradient", "0.25", "--alpha", "0.75"]
    let product = try await Command.run(equal)
    #expect(product.output.contains("fma(0.25 × 0.25, 0.25, 0.0)"), "\(product)")
    let square = try await Command.run(equal + ["--implementation", "textbook-outside"])
    #expect(square.output.contains("0.75 × 0.0 + 0.25 × 0.25²"), "\(square)")
    let missing = try await Command.run("explain", "--params", "1", "--gradient", "none")
    #expect(missing.output.contains("no gradient: nothing changes"))
  }

  private static let wrong: [(arguments: [String], message: String)] = [
    (["trace", "--params", "1,2", "--gradient", "1"], "--gradient: expected 2 numbers"),
    (["trace", "--params", "1,x", "--gradient", "1"], "--params: expected numbers, found \"x\""),
    (["trace", "--params", "1", "--gradients", "/nowhere"], "/nowhere: cannot be read: No such"),
    (["trace", "--params", "1", "--gradients", "/"], "/: cannot be read: Is a directory"),
    (["trace", "/nowhere.json"], "/nowhere.json: no such file"),
    (["trace", "--params", "1", "--gradient", "1", "--lr=-1"], "Invalid learning rate: -1.0"),
    (
      [
        "trace", "--params", "1", "--gradient", "1", "--centered", "--implementation",
        "textbook-none",
      ], "have no place in textbook-none"
    ),
    (["explain", "--params", "1", "--gradient", "1", "--step", "1"], "--step 1: there are 1"),
    (["explain", "--params", "1", "--gradient", "1", "--step=-1"], "--step -1: steps are counted"),
    (
      ["explain", "--params", "1", "--gradient", "1", "--coordinate", "1"],
      "--coordinate 1: there are 1"
    ),
  ]

  @Test(arguments: wrong)
  func `an input that is wrong is named, and exits 3`(
    _ wrong: (arguments: [String], message: String)
  ) async throws {
    let outcome = try await Command.run(wrong.arguments)
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("rmsprop: "))
    #expect(outcome.errors.contains(wrong.message), "\(outcome.errors)")
  }

  @Test(arguments: [
    ["trace"], ["trace", "--gradient", "1"], ["trace", "--model", "cubic"],
    ["trace", "--params", "1", "--gradient", "1", "--implementation", "batch/fused"],
    ["trace", "--params", "1", "--gradient", "1", "--epochs", "3"],
    ["trace", "--model", "linear", "--epochs", "-3"],
    ["compare", "pytorch", "--params", "1", "--gradient", "1"],
  ])
  func `a verb's wrong command line exits 64 with a hint`(arguments: [String]) async throws {
    let outcome = try await Command.run(arguments)
    #expect(outcome.status == 64 && outcome.errors.contains("Usage:"), "\(outcome.errors)")
  }

  @Test func `a run whose reader goes away ends, and one that fails leaves the old file`()
    async throws
  {
    let closed = try await Command.shell(
      "{ yes 0.5 | \"$RMSPROP\" trace --params 1 --gradients -; echo \"exit $?\" >&2; } | head -n 3"
    )
    #expect(closed.errors == "exit 0\n" && closed.output.hasPrefix("pytorch/fused/float64"))
    let folder = try TemporaryFolder()
    let file = try folder.write("before", to: "run.txt")
    let failing = try await Command.shell(
      """
      (yes 0.5 | head -n 9999; echo x) |
        "$RMSPROP" trace --params 1 --gradients - --output '\(file)'
      """
    )
    #expect(failing.status == 3 && failing.errors.contains("stdin: line 10000: expected numbers"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "before")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["run.txt"])
  }

  @Test func `an interrupted run leaves nothing behind`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Command.shell(
      """
      cd '\(folder.path)' && mkfifo gradients && exec 3<>gradients
      "$RMSPROP" trace --params 1 --gradients gradients --output run.txt & echo 0.5 >&3
      while [ -z "$(ls -A | grep tmp)" ]; do sleep 0.01; done
      kill -TERM $!; wait $!; echo "exit $?"; ls -A
      """)
    #expect(outcome.output == "exit 143\ngradients\n")
  }

  @Test func `an argument's control characters do not reach the terminal`() async throws {
    for arguments in [["trace", "--alpha", "\u{1B}[31m"], ["\u{1B}[31m"], ["verify", "\u{9B}1m"]] {
      let outcome = try await Command.run(arguments)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("\\u{") && !outcome.errors.contains("\u{1B}"))
    }
  }

  @Test func `a model with other than two parameters is refused`() async throws {
    for parameters in ["1", "1,2,3", ""] {
      let outcome = try await Command.run("explain", "--model", "sigmoid", "--params", parameters)
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains("expected two numbers, a weight and a bias"))
    }
  }
}
