import Relatives

/// The narrow valley, turned by an eighth of a circle about its minimum.
struct TurnedValley: Surface {
  private let valley = NarrowValley()
  private let half = 0.5.squareRoot()

  var start: [Double] { turned(valley.start) }
  func value(_ point: [Double]) -> Double { valley.value(back(point)) }
  func gradient(_ point: [Double]) -> [Double] { turned(valley.gradient(back(point))) }

  private func turned(_ p: [Double]) -> [Double] { [half * (p[0] - p[1]), half * (p[0] + p[1])] }
  private func back(_ p: [Double]) -> [Double] { [half * (p[0] + p[1]), half * (p[1] - p[0])] }
}
