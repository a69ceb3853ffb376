public import GoldenTraces
public import RMSprop

/// An RMSprop in Swift, to be held to the golden traces in tests of its own.
///
/// A candidate is made anew for each trace. `Number` is `Double` or `Float`: it says which traces
/// are for it.
public protocol Candidate {
  /// The type of parameters, `Double` or `Float`.
  associatedtype Number: BinaryFloatingPoint

  /// What it can do, and how it rounds; the default is no more than a changing rate, and a rounding
  /// that is not known.
  static var declaration: Declaration { get }

  /// An optimizer before its first step, of a parameter of `count` numbers.
  ///
  /// - Throws: `CandidateSkip`, if it cannot do what is asked; any other error is a failure.
  init(_ hyperparameters: Hyperparameters, count: Int) throws

  /// One step.
  ///
  /// - Parameters:
  ///   - parameter: `count` numbers, to be updated.
  ///   - gradient: as many, or `nil` if there is none (only with `missingGradient`).
  ///   - learningRate: this step's rate.
  /// - Throws: `CandidateSkip`, or what went wrong.
  mutating func step(_ parameter: inout [Number], gradient: [Number]?, learningRate: Double) throws

  /// The state after the last step, by quantity, where it is to be compared; the default is none.
  var state: [Trace.Quantity: [Number]] { get }
}

/// What a candidate throws if it does not do what it was asked.
public struct CandidateSkip: Error {
  /// Why.
  public let reason: String

  /// A case that is skipped for a reason.
  public init(_ reason: String) { self.reason = reason }
}

extension Candidate {
  /// Float64 or float32, with a changing rate, and nothing else.
  public static var declaration: Declaration { Declaration(name: "\(Self.self)") }

  /// None.
  public var state: [Trace.Quantity: [Number]] { [:] }

  /// The golden traces that are for it: in its type, of its formula and rounding, and asking only
  /// for what it supports.
  ///
  /// - Throws: `TraceError`, if the folder, by default this package's, is not there or is damaged.
  public static func goldenTraces(in folder: TraceFolder? = nil) throws -> [Trace] {
    let folder = try folder ?? .golden()
    let judgement = Judgement(itsDeclaration, level: nil)
    return try folder.files.map { try folder.trace($0) }.filter {
      judgement.concerns($0) && judgement.reasonToSkip($0) == nil
    }
  }

  /// Runs it on a trace, and compares every value.
  ///
  /// - Parameters:
  ///   - trace: one of `goldenTraces`, or any other.
  ///   - level: how exactly; by default as the trace says where rounding and root are declared,
  ///     else `1e-12`.
  /// - Returns: what was found.
  public static func verify(_ trace: Trace, level: Level? = nil) -> TraceReport {
    let judgement = Judgement(itsDeclaration, level: level)
    guard judgement.concerns(trace) else {
      return trace.unjudged(trace.id, .skipped("of another formula or rounding"))
    }
    if let reason = judgement.reasonToSkip(trace) {
      return trace.unjudged(trace.id, .skipped(reason))
    }
    return judgement.report(answer(trace), to: trace, file: trace.id)
  }

  private static func answer(_ trace: Trace) -> Result<Reply, Fault> {
    do {
      var candidate = try Self(trace.hyperparameters, count: trace.parameters.count)
      var parameter = trace.parameters.map { Number($0) }
      var rate = trace.hyperparameters.learningRate
      let steps = try trace.steps.map { step in
        rate = step.learningRate ?? rate
        let gradient: [Number]? =
          if case .single(let numbers) = step.gradient { numbers.map { Number($0) } } else { nil }
        try candidate.step(&parameter, gradient: gradient, learningRate: rate)
        var results = Trace.Results()
        for (quantity, numbers) in candidate.state {
          results[quantity] = numbers.map { Double($0) }
        }
        results[.parameters] = parameter.map { Double($0) }
        for quantity in Trace.Quantity.allCases {
          guard let count = results[quantity]?.count, count != trace.parameters.count else {
            continue
          }
          let expected = trace.parameters.count
          throw Fault(
            .malformed, "\(quantity.rawValue): expected \(expected) numbers, found \(count)")
        }
        return results
      }
      return .success(.steps(steps))
    } catch let skip as CandidateSkip {
      return .success(.skipped(skip.reason))
    } catch let fault as Fault {
      return .failure(fault)
    } catch {
      return .failure(Fault(.errorReply, "\(error)"))
    }
  }

  /// What it declares, in the type that it has.
  private static var itsDeclaration: Declaration {
    var declaration = declaration
    declaration.scalars = [Number.self == Float.self ? .float32 : .float64]
    return declaration
  }
}
