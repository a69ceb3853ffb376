import RMSprop

/// A mistake: PyTorch's RMSprop with one small change.
///
/// A mistake computes in double precision. It is a change of hyperparameters, of one line of the
/// update, or of what happens to a whole parameter before or after it.
/// Why: docs/decisions.md, "A mistake is PyTorch's update with one line replaced".
package struct Mistake: Sendable {
  /// The mistake's name in reports, such as `epsilon-inside`; stable.
  package let name: String
  /// What is wrong, in a sentence.
  package let mistake: String
  /// Whether the change is a mistake at all, and what it does.
  package let kind: Kind
  /// Where the mistake was really made, if it was: a project, a thread.
  package let origin: String?
  /// Why the mistake stays within the bounds, if it does, though it leaves the level `1e-12`.
  package var enclosure: String?

  /// Whether a change is a mistake at all.
  package enum Kind: Equatable, Sendable {
    /// Some trace can tell it from PyTorch; what it does to training, in a sentence.
    case mistake(effect: String)
    /// No mistake: the change computes PyTorch's bits, and the proof says why.
    case equalToTheBit(proof: String)
    /// No mistake: the change differs from PyTorch in rounding alone, and the proof says why.
    case equalUpToRounding(proof: String)
  }

  var changeHyperparameters: @Sendable (inout Hyperparameters) -> Void = { _ in }
  var lines: [Line: @Sendable (inout Coordinate) -> Void] = [:]
  var before: @Sendable (inout WholeStep) -> Void = { _ in }
  var after: @Sendable (inout WholeStep) -> Void = { _ in }

  init(_ name: String, _ mistake: String, effect: String, origin: String? = nil) {
    self.init(name, mistake, .mistake(effect: effect), origin)
  }

  init(_ name: String, _ mistake: String, equalToTheBit proof: String) {
    self.init(name, mistake, .equalToTheBit(proof: proof), nil)
  }

  init(_ name: String, _ mistake: String, equalUpToRounding proof: String) {
    self.init(name, mistake, .equalUpToRounding(proof: proof), nil)
  }

  private init(_ name: String, _ mistake: String, _ kind: Kind, _ origin: String?) {
    self.name = name
    self.mistake = mistake
    self.kind = kind
    self.origin = origin
  }
}

extension Mistake {
  /// Whether some trace can tell it from PyTorch.
  package var isMistake: Bool { if case .mistake = kind { true } else { false } }

  /// What the change does to training, if it is a mistake.
  package var effect: String? { if case .mistake(let effect) = kind { effect } else { nil } }

  /// Why no trace can tell it from PyTorch beyond rounding, if none can.
  package var proof: String? {
    switch kind {
    case .mistake: nil
    case .equalToTheBit(let proof), .equalUpToRounding(let proof): proof
    }
  }
}

extension Mistake {
  /// This mistake, with the reason why it stays within the bounds.
  func enclosed(because reason: String) -> Mistake {
    var changed = self
    changed.enclosure = reason
    return changed
  }

  /// This mistake, with a line of the update replaced.
  func replacing(
    _ line: Line, _ body: @escaping @Sendable (inout Coordinate) -> Void
  ) -> Mistake {
    var changed = self
    changed.lines[line] = body
    return changed
  }

  /// This mistake, with other hyperparameters than those given.
  func setting(_ change: @escaping @Sendable (inout Hyperparameters) -> Void) -> Mistake {
    var changed = self
    changed.changeHyperparameters = change
    return changed
  }

  /// This mistake, with something done to the whole parameter before each step, and before it is
  /// known whether there is a gradient.
  func before(_ body: @escaping @Sendable (inout WholeStep) -> Void) -> Mistake {
    var changed = self
    changed.before = body
    return changed
  }

  /// This mistake, with something done to the whole parameter after each step.
  func after(_ body: @escaping @Sendable (inout WholeStep) -> Void) -> Mistake {
    var changed = self
    changed.after = body
    return changed
  }
}
