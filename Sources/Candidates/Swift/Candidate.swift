public import GoldenTraces
public import RMSprop
public import Runs

/// An RMSprop in Swift, to be held to the golden traces in tests of its own.
///
/// A candidate is made anew for each trace. `Number` is `Double` or `Float`: it says which traces
/// are for it.
public protocol Candidate {
  /// The type of parameters, `Double` or `Float`.
  associatedtype Number: BinaryFloatingPoint

  /// What the candidate can do, and how it rounds; by default it can change its rate and nothing
  /// else, and its rounding is not known.
  static var declaration: Declaration { get }

  /// An optimizer before its first step, of a parameter of `count` numbers.
  ///
  /// - Throws: `Skip`, if the candidate cannot do what is asked; any other error is a failure.
  init(_ hyperparameters: Hyperparameters, count: Int) throws

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - parameter: `count` numbers, to be updated.
  ///   - gradient: `count` numbers, or `nil` for a missing one (only with `missingGradient`).
  ///   - learningRate: this step's rate.
  /// - Throws: `Skip`, or what went wrong.
  mutating func step(_ parameter: inout [Number], gradient: [Number]?, learningRate: Double) throws

  /// The state after the last step, by quantity, where it is to be compared; empty by default.
  var state: [Quantity: [Number]] { get }
}

extension Candidate {
  /// The default declaration: float64 or float32, with a changing rate, and nothing else.
  public static var declaration: Declaration { Declaration(name: "\(Self.self)") }

  /// The empty state, of which nothing is compared.
  public var state: [Quantity: [Number]] { [:] }

  /// The candidate as an implementation, which can be put to the laws as well.
  public static var implementation: some Implementation { SwiftImplementation<Self>() }

  /// The golden traces for the candidate: in its type, of its formula and rounding, and asking only
  /// for what it supports.
  ///
  /// - Throws: `InputError`, if the folder, by default this package's, is not there or is damaged.
  public static func goldenTraces(in folder: TraceFolder? = nil) throws -> [Trace] {
    let folder = try folder ?? .golden()
    let requirements = Requirements(declarationInItsType, level: nil)
    return try folder.files.flatMap { try folder.traces($0) }.filter {
      requirements.posed($0) != nil && requirements.reasonToSkip($0) == nil
    }
  }

  /// Runs the candidate on a trace, and compares every value.
  ///
  /// - Parameters:
  ///   - trace: one of `goldenTraces`, or any other.
  ///   - level: how exactly; by default as the trace says where rounding and root are declared,
  ///     else `1e-12`.
  /// - Returns: what was found.
  public static func verify(_ trace: Trace, level: Level? = nil) -> TraceReport {
    var requirements = Requirements(declarationInItsType, level: level)
    guard requirements.posed(trace) != nil else {
      return trace.unjudged(trace.id, .skipped(.reason("of another formula or rounding")))
    }
    if let reason = requirements.reasonToSkip(trace) {
      return trace.unjudged(trace.id, .skipped(reason))
    }
    let answer = SwiftImplementation<Self>().answer(trace.run)
    return requirements.report(answer, to: trace, file: trace.id)
  }

  /// The candidate's declaration, with its own number type as the only scalar.
  fileprivate static var declarationInItsType: Declaration {
    var declaration = declaration
    declaration.scalars = [Number.self == Float.self ? .float32 : .float64]
    return declaration
  }
}

/// A candidate in Swift as an implementation.
private struct SwiftImplementation<C: Candidate>: Implementation {
  var capabilities: Capabilities { C.declarationInItsType.capabilities }

  func make(_ runs: [Run], oneByOne: Bool, take: (Int, Answer) -> Bool) throws(Fault) {
    for (index, run) in runs.enumerated() where !take(index, answer(run)) { return }
  }

  /// Answers a run, step by step.
  func answer(_ run: Run) -> Answer {
    do {
      if run.reference == .batch {
        throw Skip.reason("a candidate in Swift takes one gradient a step")
      }
      guard run.initialState == nil, run.changes.isEmpty else {
        throw Skip.reason("a candidate in Swift begins at the beginning, with the same settings")
      }
      var candidate = try C(run.hyperparameters, count: run.coordinates)
      var parameter = run.parameters.map { C.Number($0) }
      var results = Results(coordinates: run.coordinates)
      for (t, rate) in run.rateOfEachStep.enumerated() {
        let gradient = run[step: t].gradient.map { $0.map { C.Number($0) } }
        try candidate.step(&parameter, gradient: gradient, learningRate: rate)
        var left = candidate.state.mapValues { $0.map { Double($0) } }
        left[.parameters] = parameter.map { Double($0) }
        for quantity in Quantity.allCases {
          guard let count = left[quantity]?.count, count != run.coordinates else { continue }
          throw Fault(
            .malformed,
            "\(quantity.rawValue): expected \(run.coordinates) numbers, found \(count)")
        }
        results.append(StepResults { left[$0]?[...] })
      }
      return .results(results)
    } catch let skip as Skip {
      return .skipped(skip)
    } catch let fault as Fault {
      return .fault(fault)
    } catch {
      return .fault(Fault(.errorReply, "\(error)"))
    }
  }
}
