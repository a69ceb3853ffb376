import ArgumentParser
import Candidates
import GoldenTraces
import NumberSystems
import Platform
import Runs

/// One of the two that `compare` holds to each other, as a person names it.
enum ComparedSide {
  /// An implementation in this program.
  case implementation(NamedImplementation)
  /// A program that speaks the candidate protocol.
  case candidate(CandidateCommand)
  /// A trace with its results.
  case recording(String)

  static let help = """
    In place of a formula's name may stand the command of a program that speaks the candidate \
    protocol, or a trace (FILE.json), whose results are then compared.
    """

  /// The side of a name, as an argument of the command line gives it.
  ///
  /// - Throws: `ValidationError`, which says what was expected.
  init(parsing name: String) throws {
    if let named = NamedImplementation(name) {
      self = .implementation(named)
    } else if name.hasSuffix(".json") {
      self = .recording(name)
    } else if let command = try? CandidateCommand(name), let first = command.words.first,
      Self.isCommand(first)
    {
      self = .candidate(command)
    } else {
      self = .implementation(try NamedImplementation(parsing: name))
    }
  }

  /// Whether a word names a program that can be started.
  private static func isCommand(_ word: String) -> Bool {
    if word.contains("/") { return access(word, X_OK) == 0 }
    let folders = getenv("PATH").map { String(cString: $0).split(separator: ":") } ?? []
    return folders.contains { access("\($0)/\(word)", X_OK) == 0 }
  }

  /// The implementation, if it is one.
  var implementation: NamedImplementation? {
    if case .implementation(let named) = self { named } else { nil }
  }
}

/// A run as `compare` takes it, step by step.
protocol ComparedRun {
  /// What runs, in full.
  var name: String { get }
  /// The type of the parameters.
  var scalar: Scalar { get }
  /// How its equations are written.
  var style: Symbolic.Style { get }
  /// The parameters after the last step.
  var parameters: [Double] { get }

  /// Takes a step; what it left.
  mutating func take(_ step: StepInputs) -> StepResults

  /// The equations of one coordinate in a step that is still to be taken; empty if it states none.
  func equations(of step: StepInputs, coordinate: Int) -> [Explanation]
}

extension ImplementationRun: ComparedRun {
  var scalar: Scalar { settings.run.scalar }
  mutating func take(_ step: StepInputs) -> StepResults { advance(step).results }
}

/// A run whose results are known.
struct KnownRun: ComparedRun {
  let name: String
  let scalar: Scalar
  let style = Symbolic.Style.algebra
  private let results: Results
  private var step = 0
  private(set) var parameters: [Double]

  init(_ name: String, _ run: Run, _ results: Results) {
    (self.name, scalar, self.results) = (name, run.scalar, results)
    parameters = run.parameters
  }

  mutating func take(_: StepInputs) -> StepResults {
    defer { step += 1 }
    let left = results[step: step]
    parameters = left[.parameters].map(Array.init) ?? parameters
    return left
  }

  func equations(of _: StepInputs, coordinate _: Int) -> [Explanation] { [] }
}

extension KnownRun {
  /// What a program answers to a run.
  ///
  /// - Throws: `Failure`, if it does not answer.
  init(asking command: CandidateCommand, _ given: Run) throws {
    var run = given
    let (name, results) = try withCandidate(command, CandidateProgram.Limits()) {
      program, declaration, relay in
      let scalar = run.scalar
      guard declaration.scalars.contains(scalar) else {
        throw Failure.nothing("\(declaration.name): \(scalar.rawValue) is not among its scalars")
      }
      let missing = run.needs.subtracting(declaration.supports)
      if !missing.isEmpty {
        let skip = Skip.notSupported(missing.sorted { $0.rawValue < $1.rawValue })
        throw Failure.nothing("\(declaration.name): \(skip)".printable)
      }
      run.mixedScalars = declaration.mixedScalars[scalar]
      var answer: Answer?
      try program.make([run], oneByOne: true) { _, given in
        answer = given
        return true
      }
      relay.clear()
      switch answer {
      case .results(let results): return ("\(declaration.name)/\(scalar.rawValue)", results)
      case .skipped(let skip): throw Failure.nothing("\(declaration.name): \(skip)".printable)
      case .fault(let fault): throw fault
      case nil: throw Failure.nothing("\(declaration.name): no answer".printable)
      }
    }
    self.init(name.printable, run, results)
  }
}
