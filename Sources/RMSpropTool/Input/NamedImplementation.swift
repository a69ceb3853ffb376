import ArgumentParser
import Dialects
import Mistakes
import RMSprop
import Runs
import Text

/// An implementation in this program as a person names it: a formula, a program of the catalogue
/// (with other choices, as in `keras-3:epsilon=outside`) or a mistake, and where it matters its
/// rounding and the type of its numbers, as in `pytorch/separate/float32`.
struct NamedImplementation {
  /// What a name may stand for.
  enum Kind {
    case builtIn(Reference, Rounding?)
    case dialect(DialectImplementation)
    case mistake(MistakeImplementation)
  }

  let kind: Kind
  /// The type of the implementation's numbers, if the name gives one.
  let scalar: Scalar?

  /// The implementation of a name, as an argument of the command line gives it.
  ///
  /// - Throws: `ValidationError`, which says what was expected.
  init(parsing name: String) throws {
    if let named = NamedImplementation(name) {
      self = named
      return
    }
    let first = String(name.split(separator: "/", omittingEmptySubsequences: false)[0])
    if first.contains(":") {
      do { _ = try Catalogue.program(first, place: "a program") } catch {
        throw ValidationError("\(error)")
      }
    }
    let formulas = Reference.allCases.map(\.rawValue)
    let names = formulas + Catalogue.entries.map(\.name) + Mistake.all.map(\.name)
    let near = nearest(to: first, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
    throw ValidationError(
      """
      expected \(formulas.joined(separator: ", ")), a program of the catalogue (rmsprop dialects) \
      or a mistake (rmsprop mutants), with a rounding for pytorch and a type of numbers where they \
      matter, as in pytorch/separate/float32\(names.contains(first) ? "" : near)
      """)
  }

  init?(_ name: String) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var (rounding, scalar): (Rounding?, Scalar?)
    for part in parts.dropFirst() {
      if rounding == nil, let found = Rounding(rawValue: part) {
        rounding = found
      } else if scalar == nil, let found = Scalar(rawValue: part) {
        scalar = found
      } else {
        return nil
      }
    }
    // In 16 bits PyTorch is known only eagerly, and other formulas do not fuse.
    if let rounding, let scalar, !scalar.roundings.contains(rounding) { return nil }
    guard let kind = Kind(parts[0], rounding) else { return nil }
    self.kind = kind
    self.scalar = scalar
  }

  /// A program of the catalogue.
  init(_ program: DialectImplementation) {
    (kind, scalar) = (.dialect(program), nil)
  }

  /// A built-in formula.
  init(_ reference: Reference) {
    (kind, scalar) = (.builtIn(reference, nil), nil)
  }

  static let help = """
    A formula is one of \(Reference.allCases.map(\.rawValue).joined(separator: ", ")). \
    A rounding, for pytorch \
    (/\(Rounding.allCases.map(\.rawValue).joined(separator: ", /"))), \
    and the type of the numbers (/\(Scalar.allCases.map(\.rawValue).joined(separator: ", /"))) may \
    follow, as in pytorch/separate/float32. In place of a formula may be named a program of the \
    catalogue (rmsprop dialects), in float64 or float32 as in keras-3/float32, with other choices \
    as in keras-3:epsilon=outside, or a mistake (rmsprop mutants), in float64.
    """

  /// The implementation's default hyperparameters.
  var defaults: Hyperparameters {
    get throws {
      switch kind {
      case .builtIn(.pytorch, _), .mistake: try PyTorchRMSprop().hyperparameters
      case .builtIn(.textbookNone, _): try TextbookRMSprop(.withoutEpsilon).hyperparameters
      case .builtIn(.textbookOutside, _): try TextbookRMSprop(.epsilonOutside).hyperparameters
      case .builtIn(.textbookInside, _): try TextbookRMSprop(.epsilonInside).hyperparameters
      case .builtIn(.batch, _): try BatchRMSprop().hyperparameters
      case .dialect(let dialect): dialect.defaults
      }
    }
  }

  /// The formula whose form of input the implementation takes.
  var reference: Reference {
    if case .builtIn(let reference, _) = kind { reference } else { .pytorch }
  }
}

extension NamedImplementation.Kind {
  fileprivate init?(_ name: String, _ rounding: Rounding?) {
    if let reference = Reference(rawValue: name) {
      guard rounding == nil || reference == .pytorch else { return nil }
      self = .builtIn(reference, rounding)
    } else if rounding != nil {
      return nil
    } else if let program = try? Catalogue.program(name, place: "") {
      self = .dialect(program)
    } else if let mistake = Mistake.all.first(where: { $0.name == name }) {
      self = .mistake(MistakeImplementation(mistake))
    } else {
      return nil
    }
  }
}
