import NumberSystems

/// How numbers become places along one side of a panel.
struct Axis: Sendable {
  enum Scale: Sendable {
    case linear
    case logarithmic
  }

  /// What the axis shows, with its unit.
  let label: String
  let scale: Scale
  let first, last: Double
  /// The numbers that are written along the axis, and their text.
  let ticks: [(value: Double, text: String)]

  /// A linear axis with a tick at each multiple of `step`.
  static func linear(_ label: String, _ first: Double, _ last: Double, step: Double) -> Axis {
    var places = 0
    while places < 6, (step * powerOfTen(places)).truncatingRemainder(dividingBy: 1) != 0 {
      places += 1
    }
    var ticks: [(Double, String)] = []
    var n = (first / step).rounded(.up)
    while n * step <= last + step / 1e6 {
      ticks.append((n * step, readable(n * step, places)))
      n += 1
    }
    return Axis(label: label, scale: .linear, first: first, last: last, ticks: ticks)
  }

  /// A logarithmic axis from 10^`first` to 10^`last`, with a tick at every `every`th power.
  static func logarithmic(
    _ label: String, _ first: Int, _ last: Int, every: Int = 1
  ) -> Axis {
    let ticks = stride(from: first, through: last, by: every).map { (powerOfTen($0), tenTo($0)) }
    return Axis(
      label: label, scale: .logarithmic, first: powerOfTen(first), last: powerOfTen(last),
      ticks: ticks)
  }

  /// Whether a number is on the axis.
  func holds(_ number: Double) -> Bool {
    number >= min(first, last) && number <= max(first, last)
  }

  /// Where a number is, from 0 (first) to 1 (last).
  func fraction(_ number: Double) -> Double {
    switch scale {
    case .linear:
      // Halves: no difference overflows.
      return (number / 2 - first / 2) / (last / 2 - first / 2)
    case .logarithmic:
      let start = commonLogarithm(first)
      return (commonLogarithm(number) - start) / (commonLogarithm(last) - start)
    }
  }
}
