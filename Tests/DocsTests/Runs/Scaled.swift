import Relatives

/// A surface whose values, and so its gradients, are `factor` times another's.
struct Scaled<Base: Surface>: Surface {
  let base: Base
  let factor: Double

  var start: [Double] { base.start }
  func value(_ point: [Double]) -> Double { factor * base.value(point) }
  func gradient(_ point: [Double]) -> [Double] { base.gradient(point).map { factor * $0 } }
}
