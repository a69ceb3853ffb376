package import Runs

extension CatalogueEntry {
  /// Where the program differs from PyTorch, axis by axis, in words; empty if nowhere.
  package var differences: [String] {
    let plain = dialect(Dialect.Switches())
    return Dialect.Axis.allCases.flatMap { axis in
      let choice = plain[axis]
      let always = choice == Dialect()[axis] ? [] : [choice.words]
      let switched = Self.switches.compactMap { feature, words, switches -> String? in
        let other = dialect(switches)[axis]
        guard !lacks.contains(feature), other != choice else { return nil }
        return "\(other.words) \(words)"
      }
      return always + switched
    }
  }

  /// The features that may change a choice, each with its words and its switches.
  private static let switches: [(Feature, String, Dialect.Switches)] = [
    (.momentum, "with momentum", Dialect.Switches(momentum: true)),
    (.centered, "when centered", Dialect.Switches(centered: true)),
    (.weightDecay, "with weight decay", Dialect.Switches(weightDecay: true)),
  ]

  /// What the program can do besides the plain update, in words.
  package var abilities: [String] {
    Feature.ofPrograms.filter { !lacks.contains($0) }.map(\.words)
  }

  /// Whether the program makes a choice, with some features switched on.
  func has(_ choice: Dialect.Choice) -> Bool {
    let axis = choice.axis
    let needed: Feature? =
      switch axis {
      case .momentum, .learningRate: .momentum
      case .weightDecay: .weightDecay
      case .centered: .centered
      case .maximize: .maximize
      case .epsilon, .initialSquareAverage, .biasCorrection: nil
      }
    if let needed, lacks.contains(needed) { return false }
    if axis == .maximize { return true }
    return Dialect.Switches.all.contains { switches in
      let isPossible =
        !(switches.momentum && lacks.contains(.momentum))
        && !(switches.centered && lacks.contains(.centered))
        && !(switches.weightDecay && lacks.contains(.weightDecay))
      return isPossible && dialect(switches)[axis] == choice
    }
  }
}

extension CatalogueOption {
  /// The option with its other value, as the program's caller writes it.
  package var setting: String {
    switch other {
    case .value(let value, _): "\(name)=\(value)"
    case .start: "\(name)=X"
    }
  }

  /// What the option chooses with its other value, in words.
  package var words: String {
    switch other {
    case .value(_, let choices): choices.map(\.words).joined(separator: ", ")
    case .start: "v beginning with X"
    }
  }
}

extension CatalogueEntry.Trait {
  /// What the program does, in words.
  package var words: String {
    switch self {
    case .subtractsBuffer: "the buffer holds the parameter's change"
    case .roundsSettings: "in float64, settings may be rounded to float32"
    case .fillsMissingGradients: "a missing gradient is taken for zeros"
    }
  }
}

extension Feature {
  /// The feature in words.
  package var words: String {
    switch self {
    case .momentum: "momentum"
    case .centered: "centered"
    case .weightDecay: "weight decay"
    case .maximize: "maximize"
    case .schedule: "a rate that changes"
    case .missingGradient: "missing gradients"
    case .state: "state"
    case .hyperparameterSchedule: "hyperparameters that change"
    case .initialState: "a run that begins with state"
    case .tensors: "several parameters"
    case .saveAndLoad: "state that is saved and loaded"
    case .gradientsUntouched: "gradients that stay as they are"
    }
  }
}

extension CatalogueEntry.Defaults {
  /// Each default with its symbol, in PyTorch's order; `nil` where a value must be given.
  package var symbols: [(symbol: String, value: Double?)] {
    [("η", learningRate), ("ρ", alpha), ("ε", epsilon), ("μ", momentum)]
  }

  /// A value as short as it can be written: `0.99`, `1e-3`, `2.5e-4`.
  package static func written(_ value: Double) -> String {
    let text = "\(value)"
    if let e = text.firstIndex(of: "e"), let power = Int(text[text.index(after: e)...]) {
      return "\(text[..<e].without(".0"))e\(power)"
    }
    guard text.hasPrefix("0.00") else { return text.without(".0") }
    let digits = text.dropFirst(2).drop { $0 == "0" }
    let power = digits.count - text.count + 1
    return "\(digits.prefix(1))\(digits.count > 1 ? "." : "")\(digits.dropFirst())e\(power)"
  }
}

extension StringProtocol {
  /// The text without a suffix, if it ends in that.
  fileprivate func without(_ end: String) -> String {
    hasSuffix(end) ? String(dropLast(end.count)) : String(self)
  }
}
