/// A statistical test of a hypothesis, and what came of it.
public struct HypothesisTest: Sendable, Equatable, CustomStringConvertible {
  /// The name of the test.
  public let name: String
  /// How likely what was seen is, or something farther out, if the hypothesis is true.
  public let pValue: Double
  /// How likely the test rejects the hypothesis if `alternative` is true instead, if that is known.
  public let power: Double?
  /// The alternative of which `power` speaks, in words.
  public let alternative: String?

  /// A test with its p-value, and its power against an alternative.
  public init(
    _ name: String, pValue: Double, power: Double? = nil, against alternative: String? = nil
  ) {
    self.name = name
    self.pValue = pValue
    self.power = power
    self.alternative = alternative
  }

  /// The test in words, with its power.
  public var description: String {
    var text = "\(name): p = \(pValue)"
    if let power { text += ", power \(power)" }
    if let alternative { text += " for \(alternative)" }
    return text
  }

  /// The tests whose hypotheses are rejected by Holm's correction: the chance to reject any true
  /// hypothesis, in the whole list, is at most `level`. A p-value that is NaN is rejected.
  public static func rejected(_ tests: [HypothesisTest], level: Double) -> [HypothesisTest] {
    let order = tests.indices.sorted { tests[$0].rank < tests[$1].rank }
    var rejected: [Int] = []
    for (place, index) in order.enumerated() {
      guard tests[index].rank <= level / Double(tests.count - place) else { break }
      rejected.append(index)
    }
    return rejected.sorted().map { tests[$0] }
  }

  private var rank: Double { pValue.isNaN ? -1 : pValue }
}
