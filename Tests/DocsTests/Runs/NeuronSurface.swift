import Relatives
import RMSprop

/// The loss of document 1's neuron on its two data points, as a surface over w and b.
struct NeuronSurface: Surface {
  let start = [Document1.start.weight, Document1.start.bias]
  func value(_ point: [Double]) -> Double { Document1Runs.loss(point) }
  func gradient(_ point: [Double]) -> [Double] { Document1Runs.gradient(point) }
}
