/// A run whose coordinates are computed in two ways, by their place: two runs side by side.
struct PlacedStepper: Stepper {
  /// A run of some of the coordinates, and their indices.
  private var parts: [(places: [Int], stepper: any Stepper)]
  private let count: Int
  /// Of each coordinate, its part and its place there.
  private let address: [(part: Int, place: Int)]

  /// A run of as many coordinates as the parts have together.
  init(_ parts: [(places: [Int], stepper: any Stepper)]) {
    self.parts = parts
    count = parts.reduce(0) { $0 + $1.places.count }
    var address = [(part: Int, place: Int)](repeating: (0, 0), count: count)
    for (part, (places, _)) in parts.enumerated() {
      for (place, i) in places.enumerated() { address[i] = (part, place) }
    }
    self.address = address
  }

  mutating func step(_ inputs: StepInputs) {
    for part in parts.indices {
      parts[part].stepper.step(inputs.of(parts[part].places))
    }
  }

  func append(_ quantity: Quantity, to numbers: inout [Double]) -> Bool {
    var gathered = [Double](repeating: 0, count: count)
    for (places, stepper) in parts {
      var these: [Double] = []
      guard stepper.append(quantity, to: &these) else { return false }
      for (i, number) in zip(places, these) { gathered[i] = number }
    }
    numbers += gathered
    return true
  }

  func explain(_ inputs: StepInputs, coordinate: Int) -> [Explanation] {
    let (part, place) = address[coordinate]
    return parts[part].stepper.explain(inputs.of(parts[part].places), coordinate: place)
  }
}

extension StepInputs {
  /// The inputs of some coordinates. There is one gradient at most.
  fileprivate func of(_ places: [Int]) -> StepInputs {
    StepInputs(
      learningRate: learningRate,
      gradient: gradient.map { row in places.map { row[row.startIndex + $0] } })
  }
}
