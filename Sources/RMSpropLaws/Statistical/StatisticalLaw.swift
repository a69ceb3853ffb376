package import Runs
import PropertyCheck

/// Something that is true of every RMSprop of a formula on average, over random gradients.
///
/// Such a law is tested, not checked: a true statement is rejected now and then, and how often is
/// bounded.
/// The bounds are those of exact distributions, or of inequalities that hold for every number of
/// values; none is a limit. Rounding is left out of account: even in float32 it moves the
/// statistics by far less than chance does.
package struct StatisticalLaw: Sendable {
  /// The law's name in reports, such as `half-life-of-memory`; stable.
  package let id: String
  /// What is true, in a sentence.
  package let statement: String
  /// The statement as LaTeX.
  package let latex: String
  /// Under which circumstances it is true; gradients are drawn accordingly.
  package let precondition: String
  /// The formulas of which it is true.
  package let references: Set<Reference>
  /// What an implementation must support.
  package let needs: Set<Feature>
  /// Where its p-value comes from, and whether that is exact.
  package let test: Test
  /// Draws gradients, and says how to judge what comes back.
  let plan: @Sendable (StatisticalDraw) -> Plan

  /// Where a p-value comes from.
  package enum Test: Equatable, Sendable {
    /// From the exact distribution of this name.
    case exact(String)
    /// From an inequality of this name: what is called p is p at most.
    case bound(String)
  }

  /// What is looked at.
  enum Reading {
    /// v, or the variance if centered: as the steps show it, and as the state tells it.
    case averages
    /// The steps alone.
    case moves
  }

  /// A run, and how to judge what comes back at a level.
  struct Plan {
    let run: Run
    var reading = Reading.averages
    let judge: @Sendable (StatisticalSample, _ level: Double) -> Finding
  }

  init(
    _ id: String, _ statement: String, _ latex: String, _ test: Test,
    when precondition: String, of references: Set<Reference> = .all,
    needs: Set<Feature> = [], _ plan: @escaping @Sendable (StatisticalDraw) -> Plan
  ) {
    self.id = id
    self.statement = statement
    self.latex = latex
    self.test = test
    self.precondition = precondition
    self.references = references
    self.needs = needs
    self.plan = plan
  }

  /// Every law, in a fixed order; the ids are unique.
  package static let all: [StatisticalLaw] = ofMoments + ofMemory + ofDistributions + ofSigns

  /// The law of an id.
  package static func named(_ id: String) -> StatisticalLaw? { all.first { $0.id == id } }

  /// Where the law applies to an implementation of these capabilities, in a fixed order; nowhere,
  /// if they do not cover what it needs.
  package func situations(for capabilities: Capabilities) -> [Situation] {
    // Rounding to 16 bits would move the statistics.
    Situation.all(of: references, needing: needs, for: capabilities)
      .filter { capabilities.keepsDigits(of: $0.scalar) }
  }
}

/// What a statistic came to, and what the test can see.
struct Finding {
  /// The statistic in words and numbers.
  let statistic: String
  let pValue: Double
  /// A mistake that the test sees; computed when it is asked for.
  let sight: () -> Sight?

  init(
    statistic: String, pValue: Double, sight: @autoclosure @escaping () -> Sight? = nil
  ) {
    self.statistic = statistic
    self.pValue = pValue
    self.sight = sight
  }
}

/// A mistake that a test sees.
struct Sight {
  /// The mistake in words, such as `alpha 0.91 for 0.9`.
  let mistake: String
  /// How likely it is seen, at least.
  let power: Double

  /// How likely a mistake is to be seen, to be called seen.
  static let enough = 0.99

  /// The smallest change of a number that is seen, to two digits, in either direction; `nil` if
  /// none within the range is.
  ///
  /// - Parameters:
  ///   - value: the number as it should be.
  ///   - range: where it can be; its ends are not tried.
  ///   - words: the mistake in words.
  ///   - power: how likely a test is to see another number.
  /// - Returns: the change whose power is `enough`, with its power.
  static func nearest(
    to value: Double, in range: ClosedRange<Double>, words: (Double) -> String,
    power: (Double) -> Double
  ) -> Sight? {
    func smallest(_ sign: Double) -> (size: Double, Sight)? {
      func seen(_ size: Double) -> Sight? {
        let other = value + sign * size
        guard other > range.lowerBound, other < range.upperBound else { return nil }
        let chance = power(other)
        return chance >= enough ? Sight(mistake: words(other), power: chance) : nil
      }
      // 1.0e-6, 1.1e-6 … 9.9e-1: first the decade, then the two digits.
      let sizes = (0..<6).flatMap { decade in
        (10..<100).map { Double($0) / RMSpropLaws.power(10, 7 - decade) }
      }
      var high = 0
      while high < sizes.count, seen(sizes[high]) == nil { high += 15 }
      var low = max(high - 15, -1)
      high = min(high, sizes.count - 1)
      guard var found = seen(sizes[high]) else { return nil }
      while low + 1 < high {
        let middle = (low + high) / 2
        if let sight = seen(sizes[middle]) {
          (high, found) = (middle, sight)
        } else {
          low = middle
        }
      }
      return (sizes[high], found)
    }
    let found = [smallest(-1), smallest(1)].compactMap { $0 }
    return found.min { $0.size < $1.size }?.1
  }

  /// The nearest other α that is seen.
  static func alpha(_ alpha: Double, power: (Double) -> Double) -> Sight? {
    nearest(
      to: alpha, in: 0...1, words: { "alpha \(short($0)) for \(short(alpha))" }, power: power)
  }
}

/// A number to five digits.
func short(_ x: Double) -> String {
  guard abs(x) > 1e-300, x.isFinite else { return "\(x)" }
  var scale = 1.0
  while abs(x) * scale < 10_000 { scale *= 10 }
  while abs(x) * scale >= 100_000 { scale /= 10 }
  return "\((x * scale).rounded() / scale)"
}
