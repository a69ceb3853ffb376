/// A function of two parameters to go down on, made of + − × ÷ √ alone: its values are the same
/// on every platform.
package protocol Surface: Sendable {
  /// Where a descent starts: x and y.
  var start: [Double] { get }
  /// The value f(x, y).
  func value(_ point: [Double]) -> Double
  /// The gradient: ∂f/∂x and ∂f/∂y.
  func gradient(_ point: [Double]) -> [Double]
}

/// The surface f = 0.1 x² + 2 y²: small gradients along x, twenty times as large across it.
package struct NarrowValley: Surface {
  /// The valley. It has no parameters.
  package init() {}

  /// The start of a descent: (−5, −2).
  package let start = [-5.0, -2.0]

  /// The value 0.1 x² + 2 y².
  package func value(_ point: [Double]) -> Double {
    0.1 * point[0] * point[0] + 2 * point[1] * point[1]
  }

  /// The gradient: 0.2 x and 4 y.
  package func gradient(_ point: [Double]) -> [Double] { [0.2 * point[0], 4 * point[1]] }
}

/// The surface f = 2 (1 − u / √(1 + u²)) − x / 10 + y² / 2 with u = 2 x: along x a cliff at 0, then
/// a gentle slope that never ends; across it a valley.
///
/// On the cliff the slope is 4.1, on the gentle part it tends to 0.1.
package struct Cliff: Surface {
  /// The cliff. It has no parameters.
  package init() {}

  /// The start of a descent: (−0.5, 0.8), on the cliff's upper edge.
  package let start = [-0.5, 0.8]

  /// The value 2 (1 − u / √(1 + u²)) − x / 10 + y² / 2.
  package func value(_ point: [Double]) -> Double {
    let (x, y) = (point[0], point[1])
    let u = 2 * x
    return 2 * (1 - u / (1 + u * u).squareRoot()) - x / 10 + y * y / 2
  }

  /// The gradient: −4 / (1 + u²)^(3/2) − 1/10 and y.
  package func gradient(_ point: [Double]) -> [Double] {
    let (x, y) = (point[0], point[1])
    let square = 1 + 4 * x * x
    return [-4 / (square * square.squareRoot()) - 0.1, y]
  }
}
