import Runs
import PropertyCheck
import Text

/// Compares numbers as a law declares it: the first that does not fit is the failure, and how near
/// the others come is the closeness.
struct Assertions {
  let scalar: Scalar
  /// How many units in the last place are allowed.
  let ulps: Double
  private(set) var closeness = 0.0
  private(set) var message: String?
  private(set) var checked = 0

  init(scalar: Scalar, ulps: Double) { (self.scalar, self.ulps) = (scalar, ulps) }

  /// What it comes to; a case in which nothing could be judged is discarded.
  var outcome: CaseOutcome {
    if let message { return .fails(Failure(label: "", message: message, case: [])) }
    return checked == 0 ? .discarded("nothing to judge") : .holds(closeness: closeness)
  }

  /// The unit in the last place of a number, in the type of the parameters.
  func ulp(_ x: Double) -> Double { scalar.ulp(of: x) }

  /// `found` must equal `expected`; NaN equals NaN, and zeros are equal.
  mutating func equal(_ found: Double, _ expected: Double, _ place: @autoclosure () -> String) {
    checked += 1
    if found == expected || found.isNaN && expected.isNaN || message != nil { return }
    message = "\(place()): expected \(decimal(expected)), found \(decimal(found))"
  }

  /// `found` must be as near to `expected` as the law says: so many units in the last place of
  /// `scale`, or of `expected`, times `times`.
  mutating func close(
    _ found: Double, _ expected: Double, of scale: Double? = nil, times: Double = 1,
    _ place: @autoclosure () -> String
  ) {
    close(found, expected, within: ulp(scale ?? expected) * times, place())
  }

  /// `found` must be as near to `expected` as the law says: so many times `unit`.
  mutating func close(
    _ found: Double, _ expected: Double, within unit: Double, _ place: @autoclosure () -> String
  ) {
    let (error, tolerance) = ((found - expected).magnitude, ulps * unit)
    guard tolerance > 0, error.isFinite else { return equal(found, expected, place()) }
    checked += 1
    closeness = max(closeness, min(error / tolerance, 1))
    if error <= tolerance || message != nil { return }
    message =
      "\(place()): expected \(expected) within \(tolerance), found \(found), off by \(error)"
  }

  /// `low` must not be above `high` by more than the law allows, in units of `scale` or `high`;
  /// NaN is neither above nor below.
  mutating func ordered(
    _ low: Double, _ high: Double, of scale: Double? = nil, times: Double = 1,
    _ place: @autoclosure () -> String
  ) {
    checked += 1
    let slack = ulps == 0 ? 0 : ulps * times * ulp(scale ?? high)
    if low <= high + slack || message != nil {
      if slack > 0, low > high { closeness = max(closeness, (low - high) / slack) }
      return
    }
    message = "\(place()): expected \(low) ≤ \(high)" + (slack > 0 ? " + \(slack)" : "")
  }

  /// Something must be true.
  mutating func require(_ condition: Bool, _ place: @autoclosure () -> String) {
    checked += 1
    if !condition && message == nil { message = place() }
  }

  /// Each number of `found` must equal `expected`'s at the place that `origin` says (the same by
  /// default; none for `nil`), times the quantity's `factor`.
  ///
  /// State is compared where both have it.
  mutating func same(
    _ found: Results, as expected: Results, _ quantities: [Quantity] = .all,
    at origin: (_ step: Int, _ coordinate: Int) -> (step: Int, coordinate: Int)? = { ($0, $1) },
    factor: (Quantity) -> Double = { _ in 1 }
  ) {
    for quantity in quantities {
      guard let these = found[quantity], let those = expected[quantity] else { continue }
      let factor = factor(quantity)
      for (index, number) in these.enumerated() {
        let (t, i) = index.quotientAndRemainder(dividingBy: found.coordinates)
        guard let place = origin(t, i) else { continue }
        equal(
          number, those[place.step * expected.coordinates + place.coordinate] * factor,
          "\(quantity.rawValue) after step \(t), coordinate \(i)")
      }
    }
  }

  /// Each number of `found` must be as near to `expected`'s at the coordinate that `origin` says
  /// (the same by default) as the law says: in units of the largest parameter or step so far, or of
  /// the state's largest value, for each step.
  ///
  /// `expected` is of `run`; `stability` says how far that can be compared.
  mutating func near(
    _ found: Results, to expected: Results, of run: Run, _ stability: Stability,
    at origin: (Int) -> Int = { $0 }
  ) {
    for i in 0..<found.coordinates {
      let j = origin(i)
      var size = [Quantity: Double]()
      for s in 0..<run.steps.count where stability.steps[j] > s {
        for quantity in Quantity.allCases {
          guard let these = found[quantity], let those = expected[quantity] else { continue }
          let number = those[s * expected.coordinates + j]
          let start = quantity == .parameters ? run.parameters[j].magnitude : 0
          size[quantity] = max(size[quantity] ?? start, number.magnitude)
          close(
            these[s * found.coordinates + i], number, of: size[quantity],
            times: Double(s + 1) * stability.condition[j],
            "\(quantity.rawValue) after step \(s), coordinate \(i)")
        }
      }
    }
  }
}

extension [Quantity] {
  static let all = Quantity.allCases
  static let state: Self = [.squareAverage, .gradientAverage, .momentumBuffer]
}

/// Where a parameter is, for messages.
func theta(_ step: Int, _ coordinate: Int) -> String {
  "params after step \(step), coordinate \(coordinate)"
}
