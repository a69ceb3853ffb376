package import RMSprop

/// What document 1's program is run on. Its page shows neither its data nor its model; these are
/// those of the lecture that it follows, in all likelihood.
package enum Document1 {
  /// Two points, which a sigmoid neuron can meet.
  package static let data = [(x: 0.5, y: 0.2), (x: 2.5, y: 0.9)]
  /// The page's `init_w` and `init_b`.
  package static let start = WeightAndBias(weight: -2.0, bias: -2.0)
}
