import Runs
import RMSprop

extension DialectSearch {
  /// The hyperparameters that are tried where rounding does not explain a trace: one known mistake
  /// or default in place of a value, then all of a program's defaults.
  func likelyMistakes(_ declared: EffectiveHyperparameters) -> [EffectiveHyperparameters] {
    oneMistake(declared) + allDefaults(declared)
  }

  /// Everything that float32 may have rounded on its way into a float64 run, fewest changes first.
  func inFloat32(_ base: EffectiveHyperparameters) -> [[EffectiveHyperparameters]] {
    typealias Change = (EffectiveHyperparameters) -> EffectiveHyperparameters?
    func rounded(
      _ name: String,
      _ path: WritableKeyPath<EffectiveHyperparameters, EffectiveHyperparameters.Value>
    ) -> Change {
      { base in
        let (value, single) = (base[keyPath: path], base[keyPath: path].inFloat32)
        if value.lower == single.lower { return nil }
        let finding = UndeclaredHyperparameter(
          name: name, declared: value.lower, effective: single.lower, reason: "rounded to float32")
        return base.changing(finding) { $0[keyPath: path] = single }
      }
    }
    func complement(_ reason: String, _ value: @escaping (Double) -> Double) -> Change {
      { base in
        let (alpha, complement) = (base.alpha.lower, value(base.alpha.lower))
        if complement == 1 - alpha || complement == base.complement { return nil }
        let finding = UndeclaredHyperparameter(
          name: "alpha", declared: alpha, effective: 1 - complement,
          reason: "1 - alpha \(reason)")
        return base.complement == nil ? base.changing(finding) { $0.complement = complement } : nil
      }
    }
    let declared = self.declared
    let changes: [Change] = [
      { [declared] base in
        let (rate, single) = (
          declared.learningRate, Double(Float(declared.learningRate))
        )
        let finding = UndeclaredHyperparameter(
          name: "lr", declared: rate, effective: single, reason: "rounded to float32")
        return base.changing(finding) { $0.rate = .inFloat32 }
      },
      rounded("eps", \.epsilon), rounded("alpha", \.alpha),
      complement("formed in float32") { Double(1 - Float($0)) },
      complement("rounded to float32") { Double(Float(1 - $0)) },
      base.switches.momentum ? rounded("momentum", \.momentum) : { _ in nil },
      base.switches.weightDecay ? rounded("weight_decay", \.weightDecay) : { _ in nil },
      base.switches.weightDecay
        ? { [declared] base in
          let decay = base.weightDecay.lower
          let single =
            (1 - Double(Float(1 - declared.learningRate * decay)))
            / declared.learningRate
          let finding = UndeclaredHyperparameter(
            name: "weight_decay", declared: decay, effective: single,
            reason: "1 - lr weight_decay formed in float32")
          return base.changing(finding) { $0.shrinkageInFloat32 = true }
        } : { _ in nil },
    ]
    var levels = [[EffectiveHyperparameters]](repeating: [], count: changes.count)
    for subset in 1..<(1 << changes.count) {
      var effective: EffectiveHyperparameters? = base
      for (i, change) in changes.enumerated() where subset & 1 << i != 0 {
        effective = effective.flatMap(change)
      }
      if let effective { levels[subset.nonzeroBitCount - 1].append(effective) }
    }
    return levels.filter { !$0.isEmpty }
  }

  /// One value in place of another, for a reason that programs have been seen to have.
  private func oneMistake(_ base: EffectiveHyperparameters) -> [EffectiveHyperparameters] {
    var found: [EffectiveHyperparameters] = []
    typealias Path = WritableKeyPath<EffectiveHyperparameters, EffectiveHyperparameters.Value>
    func add(_ name: String, _ path: Path, _ value: Double, _ reason: String) {
      let declared = base[keyPath: path].lower
      if value == declared || !value.isFinite { return }
      let finding = UndeclaredHyperparameter(
        name: name, declared: declared, effective: value, reason: reason)
      found.append(base.changing(finding) { $0[keyPath: path] = .init(value) })
    }
    func addRate(_ rate: EffectiveHyperparameters.Rate, _ value: Double, _ reason: String) {
      let finding = UndeclaredHyperparameter(
        name: "lr", declared: declared.learningRate, effective: value, reason: reason)
      found.append(base.changing(finding) { $0.rate = rate })
    }
    if base.switches.momentum { add("momentum", \.momentum, 0, "ignored") }
    if base.switches.weightDecay { add("weight_decay", \.weightDecay, 0, "ignored") }
    if base.centered {
      let finding = UndeclaredHyperparameter(
        name: "centered", declared: 1, effective: 0, reason: "ignored")
      found.append(base.changing(finding) { $0.centered = false })
    }
    if observed.steps.contains(where: { $0.gradient == nil }) {
      var effective = base
      effective.missingIsZero = true
      found.append(effective)
    }
    if observed.steps.contains(where: { $0.rate != declared.learningRate }) {
      addRate(
        .constant(.init(declared.learningRate)), declared.learningRate, "changes of it are ignored")
      addRate(.late, declared.learningRate, "changes of it come a step late")
    }
    add("alpha", \.alpha, 1 - declared.alpha, "1 - alpha in its place")
    add("eps", \.epsilon, declared.epsilon * declared.epsilon, "squared")
    add("eps", \.epsilon, declared.epsilon.squareRoot(), "its square root")
    for (name, path, value) in [
      ("alpha", \.alpha, \.alpha), ("eps", \.epsilon, \.epsilon),
      ("momentum", \.momentum, \.momentum),
    ] as [(String, Path, KeyPath<CatalogueEntry.Defaults, Double?>)] {
      for (number, title) in Catalogue.defaults(value) {
        add(name, path, number, "the default of \(title)")
      }
    }
    for (rate, title) in Catalogue.defaults(\.learningRate) where rate != declared.learningRate {
      addRate(.constant(.init(rate)), rate, "the default of \(title)")
    }
    return found
  }

  /// Every default of a program, in place of what was given.
  private func allDefaults(_ base: EffectiveHyperparameters) -> [EffectiveHyperparameters] {
    Catalogue.entries.compactMap { entry in
      let reason = "the default of \(entry.title)"
      var effective = base
      func finding(_ name: String, _ declared: Double, _ value: Double) -> UndeclaredHyperparameter
      {
        UndeclaredHyperparameter(name: name, declared: declared, effective: value, reason: reason)
      }
      if let rate = entry.defaults.learningRate, rate != declared.learningRate {
        effective = effective.changing(finding("lr", declared.learningRate, rate)) {
          $0.rate = .constant(.init(rate))
        }
      }
      if let alpha = entry.defaults.alpha, alpha != declared.alpha {
        effective = effective.changing(finding("alpha", declared.alpha, alpha)) {
          $0.alpha = .init(alpha)
        }
      }
      if let epsilon = entry.defaults.epsilon, epsilon != declared.epsilon {
        effective = effective.changing(finding("eps", declared.epsilon, epsilon)) {
          $0.epsilon = .init(epsilon)
        }
      }
      return effective.findings.count > 1 ? effective : nil
    }
  }
}

extension Catalogue {
  /// The values that some programs have by default, each with the first that has it.
  static func defaults(
    _ value: KeyPath<CatalogueEntry.Defaults, Double?>
  ) -> [(value: Double, title: String)] {
    var found: [(value: Double, title: String)] = []
    for entry in entries {
      guard let number = entry.defaults[keyPath: value] else { continue }
      if !found.contains(where: { $0.value == number }) { found.append((number, entry.title)) }
    }
    return found
  }
}
