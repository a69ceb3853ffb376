/// What comes back of a run: numbers of each quantity after each step.
///
/// They are flat: step by step, in a step coordinate by coordinate.
public struct Results: Equatable, Sendable {
  /// How many numbers of each quantity there are in a step.
  public let coordinates: Int
  /// How many steps there are.
  public private(set) var steps = 0
  /// How many steps there will be, as far as is known; storage is taken for them at once.
  private var expectedSteps = 0
  private var columns = [Column](repeating: Column(), count: Quantity.allCases.count)

  /// One quantity, step by step.
  private struct Column: Equatable, Sendable {
    /// Numbers of every step from the first on; where a step has none, a number that fills.
    var numbers: [Double] = []
    /// Whether each step lacks the quantity; the steps from its end on have it.
    var isAbsent: [Bool] = []
    /// Whether any step has it.
    var isThere = false

    /// Whether a step has it; before the first step, whether any will.
    func has(_ step: Int) -> Bool {
      isThere && (step < 0 || step >= isAbsent.count || !isAbsent[step])
    }
  }

  /// Results of no step yet, with storage for as many as will come.
  init(coordinates: Int, expecting steps: Int) {
    self.init(coordinates: coordinates)
    expectedSteps = steps
  }

  /// Equality of what came back; how much was expected does not count.
  public static func == (a: Results, b: Results) -> Bool {
    a.coordinates == b.coordinates && a.steps == b.steps && a.columns == b.columns
  }

  /// Results of no step.
  public init(coordinates: Int) { self.coordinates = coordinates }

  /// Results in which every step has the same quantities.
  ///
  /// - Precondition: each has as many numbers as the parameters.
  public init(
    coordinates: Int, parameters: [Double], squareAverage: [Double]? = nil,
    gradientAverage: [Double]? = nil, momentumBuffer: [Double]? = nil
  ) {
    self.coordinates = coordinates
    steps = coordinates == 0 ? 0 : parameters.count / coordinates
    for (quantity, numbers) in [
      (Quantity.parameters, parameters), (.squareAverage, squareAverage),
      (.gradientAverage, gradientAverage), (.momentumBuffer, momentumBuffer),
    ] as [(Quantity, [Double]?)] {
      guard let numbers else { continue }
      precondition(numbers.count == parameters.count, "each quantity needs the same steps")
      columns[quantity.index].numbers = numbers
      columns[quantity.index].isThere = true
    }
  }

  /// Results of steps as they were seen.
  public init(coordinates: Int, steps: [StepResults]) {
    self.init(coordinates: coordinates)
    for step in steps { append(step) }
  }

  /// Results of which each quantity is given by the steps that have it.
  ///
  /// - Precondition: `isThere` says for each step whether it has the quantity, of which `numbers`
  ///   holds n for each of these steps.
  package init(
    coordinates: Int, steps: Int,
    _ packed: (Quantity) -> (numbers: [Double], isThere: [Bool])
  ) {
    self.init(coordinates: coordinates)
    self.steps = steps
    for quantity in Quantity.allCases {
      let (numbers, isThere) = packed(quantity)
      guard isThere.contains(true) else { continue }
      var column = Column(numbers: numbers, isThere: true)
      if isThere.contains(false) {
        column.isAbsent = isThere.map { !$0 }
        column.numbers = []
        var rest = numbers[...]
        for isThere in isThere {
          column.numbers +=
            isThere
            ? Array(rest.prefix(coordinates))
            : [Double](repeating: quantity.filler, count: coordinates)
          if isThere { rest = rest.dropFirst(coordinates) }
        }
      }
      columns[quantity.index] = column
    }
  }

  /// Adds a step. `add` is called for each quantity in order; it appends n numbers and returns
  /// true, or appends nothing and returns false, where the step does not have the quantity.
  @inline(__always)
  package mutating func append(_ add: (Quantity, inout [Double]) -> Bool) {
    for quantity in Quantity.allCases {
      let place = quantity.index
      let before = columns[place].numbers.count
      if add(quantity, &columns[place].numbers) {
        let added = columns[place].numbers.count - before
        precondition(added == coordinates, "each step needs n numbers")
        if !columns[place].isThere && steps > 0 {
          // The quantity appears late: what is before it is filled now.
          columns[place].numbers.insert(
            contentsOf: repeatElement(quantity.filler, count: steps * coordinates), at: 0)
          columns[place].isAbsent = [Bool](repeating: true, count: steps)
        }
        if !columns[place].isThere {
          columns[place].numbers.reserveCapacity(expectedSteps * coordinates)
        }
        columns[place].isThere = true
      } else if columns[place].isThere {
        columns[place].numbers += repeatElement(quantity.filler, count: coordinates)
        let missed = steps - columns[place].isAbsent.count
        columns[place].isAbsent += [Bool](repeating: false, count: missed) + [true]
      }
    }
    steps += 1
  }

  /// Adds a step: what a stepper has after it.
  mutating func append(_ stepper: some Stepper) {
    append { quantity, numbers in stepper.append(quantity, to: &numbers) }
  }

  /// Adds a step.
  ///
  /// - Precondition: each of its quantities has n numbers.
  public mutating func append(_ step: StepResults) {
    append { quantity, numbers in
      guard let more = step[quantity] else { return false }
      numbers += more
      return true
    }
  }

  /// The numbers of a quantity, flat; `nil` if the last step does not have it. Where another step
  /// lacks it they are 0 for state and NaN for parameters.
  public subscript(quantity: Quantity) -> [Double]? {
    columns[quantity.index].has(steps - 1) ? columns[quantity.index].numbers : nil
  }

  /// What one step left.
  public subscript(step step: Int) -> StepResults {
    StepResults { self[$0, step: step] }
  }

  /// The numbers of a quantity after one step; `nil` if it does not have it.
  public subscript(quantity: Quantity, step step: Int) -> ArraySlice<Double>? {
    let column = columns[quantity.index]
    guard column.has(step) else { return nil }
    return column.numbers[step * coordinates..<(step + 1) * coordinates]
  }

  /// Whether some step has a quantity.
  public func has(_ quantity: Quantity) -> Bool { columns[quantity.index].isThere }
}

extension Results {
  /// θ after each step; NaN where a step does not say it.
  public var parameters: [Double] {
    self[.parameters] ?? [Double](repeating: .nan, count: steps * coordinates)
  }

  /// The square average v after each step, 0 before the first gradient; `nil` where it is not told.
  public var squareAverage: [Double]? { self[.squareAverage] }

  /// The gradient average m after each step, 0 before the first gradient; `nil` where it is not
  /// told.
  public var gradientAverage: [Double]? { self[.gradientAverage] }

  /// The momentum buffer b after each step, 0 before the first gradient; `nil` where it is not
  /// told.
  public var momentumBuffer: [Double]? { self[.momentumBuffer] }

  /// θ of one coordinate after a step.
  public func parameter(_ step: Int, _ coordinate: Int) -> Double {
    self[.parameters, step: step].map { $0[$0.startIndex + coordinate] } ?? .nan
  }

  /// The results without state, as a program shows them that tells parameters alone.
  public var withoutState: Results {
    var bare = Results(coordinates: coordinates)
    bare.steps = steps
    bare.columns[Quantity.parameters.index] = columns[Quantity.parameters.index]
    return bare
  }

  /// The results with other numbers of one quantity, flat, in every step; without that quantity for
  /// `nil`.
  ///
  /// - Precondition: there are n numbers for each step.
  public func with(_ quantity: Quantity, _ numbers: [Double]?) -> Results {
    precondition(numbers?.count ?? steps * coordinates == steps * coordinates, "n for each step")
    var results = self
    results.columns[quantity.index] = Column(numbers: numbers ?? [], isThere: numbers != nil)
    return results
  }
}

extension Quantity {
  /// The place in the order of all quantities.
  fileprivate var index: Int {
    switch self {
    case .squareAverage: 0
    case .gradientAverage: 1
    case .momentumBuffer: 2
    case .parameters: 3
    }
  }

  /// What stands where a step does not have the quantity: state is 0 before it is made.
  fileprivate var filler: Double { self == .parameters ? .nan : 0 }
}
