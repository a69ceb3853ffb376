import Runs
import Text

/// One parameter of a trace file: what it was given, and what came of it.
struct TensorDraft {
  /// The parameter's name; `nil` where the file has no other.
  var name: String?
  /// The parameter's group, counted from 0.
  var group = 0
  var parameters: [Double] = []
  var state: InitialState?
  var steps: [Step] = []
  /// All gradients, one after another, and the length of each.
  var gradients: [Double] = []
  var rowCounts: [Int] = []
  /// All numbers of each quantity, one step's after another's.
  var results = Columns()

  /// One step's gradients and how many numbers it has of each quantity.
  struct Step {
    var form: Form?
    var rows: Range<Int>
    var counts = Counts()
  }

  /// How a step's gradient is written.
  enum Form { case missing, single, points }

  /// A length for each quantity that a step has.
  struct Counts {
    private var counts = (-1, -1, -1, -1)

    subscript(quantity: Quantity) -> Int? {
      get {
        let count =
          switch quantity {
          case .squareAverage: counts.0
          case .gradientAverage: counts.1
          case .momentumBuffer: counts.2
          case .parameters: counts.3
          }
        return count < 0 ? nil : count
      }
      set {
        switch quantity {
        case .squareAverage: counts.0 = newValue ?? -1
        case .gradientAverage: counts.1 = newValue ?? -1
        case .momentumBuffer: counts.2 = newValue ?? -1
        case .parameters: counts.3 = newValue ?? -1
        }
      }
    }
  }

  /// Numbers of each quantity.
  struct Columns {
    private var squareAverage: [Double] = []
    private var gradientAverage: [Double] = []
    private var momentumBuffer: [Double] = []
    private var parameters: [Double] = []

    subscript(quantity: Quantity) -> [Double] {
      get {
        switch quantity {
        case .squareAverage: squareAverage
        case .gradientAverage: gradientAverage
        case .momentumBuffer: momentumBuffer
        case .parameters: parameters
        }
      }
      @inline(__always)
      _modify {
        switch quantity {
        case .squareAverage: yield &squareAverage
        case .gradientAverage: yield &gradientAverage
        case .momentumBuffer: yield &momentumBuffer
        case .parameters: yield &parameters
        }
      }
    }
  }

  /// Makes sure that all vectors have the parameters' length. `index` is the place among several
  /// parameters.
  func checkLengths(_ reference: Reference, at index: Int?, file: String) throws(InputError) {
    func problem(_ place: String, _ problem: String) -> InputError {
      InputError(file: file, place: place, problem: problem)
    }
    func check(_ count: Int, _ place: @autoclosure () -> String) throws(InputError) {
      guard count == parameters.count else {
        throw problem(place(), "expected \(parameters.count) numbers as in params, found \(count)")
      }
    }
    let parent = index.map { "tensors[\($0)]." } ?? ""
    for quantity in Quantity.allCases {
      guard let count = state?[quantity]?.count else { continue }
      try check(count, "\(parent)state.\(quantity.rawValue)")
    }
    for (t, step) in steps.enumerated() {
      // Made where there is a problem alone: there are many steps.
      var place: String { "steps[\(t)]" + (index.map { ".tensors[\($0)]" } ?? "") }
      for quantity in Quantity.allCases {
        guard let count = step.counts[quantity] else { continue }
        try check(count, "\(place).\(quantity.rawValue)")
      }
      switch step.form {
      case .missing, nil: break
      case .single:
        guard reference != .batch else {
          throw problem(place, "expected grads, one row a data point, in a batch trace")
        }
        try check(rowCounts[step.rows.lowerBound], "\(place).grad")
      case .points:
        guard reference == .batch else {
          throw problem(place, "expected grad; grads belongs to traces of reference batch")
        }
        for (i, row) in step.rows.enumerated() {
          try check(rowCounts[row], "\(place).grads[\(i)]")
        }
      }
    }
  }
}
