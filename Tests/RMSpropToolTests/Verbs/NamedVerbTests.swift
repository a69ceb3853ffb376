import Foundation
import TestSupport
import Testing

/// `rmsprop trace`, `compare` and `explain` with a program of the catalogue or a mistake in place
/// of a formula. With ρ = ¾ and ε = 12, a first gradient of 4 gives round numbers.
struct NamedVerbTests {
  private static let input = [
    "--params", "1", "--gradient", "4", "--lr", "0.5", "--alpha", "0.75", "--eps", "12",
  ]

  @Test func `a program of the catalogue parts from PyTorch where ε stands elsewhere`() async throws
  {
    let outcome = try await Command.run(["compare", "keras-3", "pytorch"] + Self.input)
    #expect(outcome.status == 1 && outcome.errors == "")
    #expect(
      outcome.output == """
        A  keras-3/float64
        B  pytorch/fused/float64
        first difference: step 0, coordinate 0 (both counted from 0), params
          A  0.5                      0x1p-1
          B  0.8571428571428572       0x1.b6db6db6db6dcp-1
          apart 3216856876693212 ulps

          A  (D5) rₜ = √(vₜ + ε)
               = √(4.0 + 12.0)
               = 4.0
          B  (P8) rₜ = rₜ′ + ε
               = 2.0 + 12.0
               = 14.0

        1 step, 2 values: worst 3216856876693212 ulps, error 0.3571428571428572

        """)
  }

  @Test func `a comparison's hyperparameters are the defaults of the first`() async throws {
    let same = try await Command.run(
      "compare", "keras-3", "keras-3", "--params", "1,-2", "--gradient", "4,0.5", "--momentum",
      "0.9", "--centered")
    #expect(same.status == 0 && same.output.contains("the same\n"))
    let input = ["--params", "1", "--gradient", "4", "--lr", "0.001", "--alpha", "0.9"]
    let implied = try await Command.run(
      "compare", "keras-3", "pytorch", "--params", "1", "--gradient", "4")
    let said = try await Command.run(["compare", "keras-3", "pytorch", "--eps", "1e-7"] + input)
    #expect(implied.status == 1 && implied.output == said.output)
  }

  @Test func `a mistake is compared with a program that makes it a choice`() async throws {
    let outcome = try await Command.run(["compare", "epsilon-inside", "keras-3"] + Self.input)
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        A  epsilon-inside/float64
        B  keras-3/float64
        the same
        1 step, 2 values: worst 0 ulps, error 0.0

        """)
  }

  @Test func `a program's trajectory has its own defaults and its name`() async throws {
    let arguments = [
      "trace", "--implementation", "keras-3", "--params", "1", "--gradient", "4", "--gradient",
      "none",
    ]
    let outcome = try await Command.run(arguments)
    #expect(outcome.status == 0 && outcome.errors == "")
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines.first == """
        keras-3/float64, lr 0.001, alpha 0.9, eps 1e-07, weight_decay 0.0, momentum 0.0, \
        centered false, maximize false
        """)
    let rows = lines.dropFirst(2).map { $0.split(separator: " ").map(String.init) }
    try #require(rows.map(\.count) == [3, 5, 5])
    #expect(rows[0][2] == "1.0" && rows[1][2] == "4.0" && rows[2][2] == "none")
    #expect(
      rows[1].dropFirst(3) == rows[2].dropFirst(3), "a step without a gradient changes nothing")
    let theta = try #require(Double(rows[1][4]))
    #expect((theta - (1 - 1e-3 * 4 / (1.6 + 1e-7).squareRoot())).magnitude < 1e-15)

    let json = try await Command.run(arguments + ["--format", "json"])
    let trace = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let source = try #require(trace["source"] as? [String: Any])
    #expect(source["implementation"] as? String == "keras-3" && source["settings"] == nil)
    let steps = try #require(trace["steps"] as? [[String: Any]])
    #expect(steps.map { $0["params"] as? [Double] } == [[theta], [theta]])
  }

  @Test func `a mistake's trajectory is that of its formula`() async throws {
    let outcome = try await Command.run(
      ["trace", "--implementation", "epsilon-inside"] + Self.input)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("epsilon-inside/float64, lr 0.5, "))
    #expect(outcome.output.hasSuffix(" 4.0                       4.0                       0.5\n"))
  }

  @Test func `a program's step is explained by the equations of dialects`() async throws {
    let outcome = try await Command.run(
      ["explain", "--implementation", "keras-3", "--momentum", "0.5", "--weight-decay", "0.25"]
        + Self.input)
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(
      outcome.output == """
        keras-3/float64, step 0, coordinate 0 (both counted from 0)

        (D2)   vₜ = fma((1 − ρ) × gₜ, gₜ, ρ × vₜ₋₁)
                  = fma(0.25 × 4.0, 4.0, 0.75 × 0.0)
                  = 4.0   0x1p+2

        (D5)   rₜ = √(vₜ + ε)
                  = √(4.0 + 12.0)
                  = 4.0   0x1p+2

        (D6)   θₜ′ = θₜ₋₁ − η λ × θₜ₋₁
                   = 1.0 − 0.125 × 1.0
                   = 0.875   0x1.cp-1

        (D7)   bₜ = μ × bₜ₋₁ + η × (gₜ / rₜ)
                  = 0.5 × 0.0 + 0.5 × (4.0 / 4.0)
                  = 0.5   0x1p-1

        (D8)   θₜ = θₜ′ − bₜ
                  = 0.875 − 0.5
                  = 0.375   0x1.8p-2

        """)
  }

  @Test(arguments: [
    (
      ["trace", "--implementation", "keras-3", "--maximize"],
      "keras-3/float64: not supported: maximize"
    ),
    (
      ["trace", "--implementation", "keras-3/float16"],
      "keras-3/float16: keras-3 runs in float64 and float32, not in float16"
    ),
    (
      ["explain", "--implementation", "epsilon-inside"],
      "epsilon-inside/float64: a mistake states no equations to show"
    ),
    (
      ["trace", "--implementation", "epsilon-inside/float32"],
      "mistakes are made in float64, not in float32"
    ),
  ])
  func `what a program or a mistake cannot do is said, and exits 3`(
    arguments: [String], message: String
  ) async throws {
    let outcome = try await Command.run(arguments + ["--params", "1", "--gradient", "4"])
    #expect(outcome.status == 3 && outcome.output == "")
    #expect(outcome.errors.hasPrefix("rmsprop: ") && outcome.errors.contains(message))
  }

  @Test func `a rounding has no meaning for a program or a mistake, and exits 64`() async throws {
    for name in ["keras-3/fused", "epsilon-inside/separate", "keras-4"] {
      let outcome = try await Command.run(["trace", "--implementation", name] + Self.input)
      #expect(outcome.status == 64 && outcome.errors.contains("'\(name)' is invalid"))
      #expect(outcome.errors.contains("a program of the catalogue (rmsprop dialects)"))
    }
  }
}
