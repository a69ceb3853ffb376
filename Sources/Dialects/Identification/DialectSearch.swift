import NumberSystems
import RMSprop
import Runs

/// The search for the dialects of one trace.
struct DialectSearch<Number: ObservedNumber> {
  let observed: Observations<Number>
  let declared: Hyperparameters

  private let isQuick: Bool

  init(_ observed: Observations<Number>, isQuick: Bool) {
    self.observed = observed
    self.isQuick = isQuick
    declared = observed.run.hyperparameters
  }

  /// The dialects that fit, and the hyperparameters with which they do.
  struct Found {
    let effective: EffectiveHyperparameters
    let dialects: [Dialect]
    /// How well the best of the dialects fits.
    let best: Observations<Number>.Fit
    /// Whether the state was compared, too.
    let state: Bool
    /// Whether a dialect foretold most of what was seen: enough to doubt what the trace declares.
    var isForetold: Bool { best == .foretold }
  }

  var identification: Identification {
    let found = search()
    guard let found else {
      return Identification(
        verdict: .unknown, axes: [:], dialects: [], matches: [], findings: [], separating: nil,
        notes: observed.movesAtAll ? [] : ["no gradient but zero: nothing was seen of the formula"])
    }
    let exercised = exercised(found.effective)
    var axes: [Dialect.Axis: [Dialect.Choice]] = [:]
    for axis in exercised {
      let fitting = Set(found.dialects.map { $0[axis] })
      axes[axis] = axis.choices.filter(fitting.contains)
    }
    let isUnique = !axes.isEmpty && axes.values.allSatisfy { $0.count == 1 }
    return Identification(
      verdict: isUnique ? .identified : .ambiguous, axes: axes, dialects: found.dialects,
      matches: matches(found), findings: found.effective.findings,
      separating: isUnique ? nil : separatingRun(found.dialects),
      notes: notes(found))
  }

  private var hasState: Bool {
    observed.steps.contains { $0.v != nil || $0.m != nil || $0.b != nil }
  }

  private func notes(_ found: Found) -> [String] {
    (found.state || !hasState
      ? [] : ["the state is not what the dialect keeps: the parameters alone were compared"])
      + (found.effective.missingIsZero ? ["missing gradients are taken for zeros"] : [])
  }

  /// The axes on which a trace can say something, with these hyperparameters.
  func exercised(_ effective: EffectiveHyperparameters) -> [Dialect.Axis] {
    guard observed.movesAtAll || effective.switches.weightDecay else { return [] }
    let switches = effective.switches
    return Dialect.Axis.allCases.filter { axis in
      switch axis {
      case .epsilon: effective.epsilon.upper != 0
      case .momentum, .learningRate: switches.momentum
      case .weightDecay: switches.weightDecay
      case .centered: switches.centered
      case .initialSquareAverage, .biasCorrection, .maximize: true
      }
    }
  }

  /// The first hyperparameters with which some dialect fits: as declared, then with as few changes
  /// as possible; with the state that was seen, then by the parameters alone.
  ///
  /// With the declared ones it is enough that PyTorch, or whatever the trace refers to, is
  /// possible, or that some step confirms another; others must foretell most of what was seen.
  private func search() -> Found? {
    let states = hasState ? [true, false] : [true]
    let declared = EffectiveHyperparameters(declared)
    var possible: Found?
    for state in states {
      guard let found = found(with: declared, state: state) else { continue }
      if found.best != .possible || found.dialects.contains(where: isReference) { return found }
      possible = possible ?? found
    }
    // Where the declared ones are possible the trace says little: only known programs are tried.
    let isOpen = possible == nil
    for state in states {
      if let found = found(inFloat32: declared, state: state, isOpen: isOpen) { return found }
      if isQuick { continue }
      let likely = likelyMistakes(declared).lazy.compactMap {
        found(with: $0, state: state, among: isOpen ? nil : plausible($0))
      }
      if let found = likely.first(where: \.isForetold) ?? solved(state: state) { return found }
    }
    return possible.flatMap { isCredible($0) ? $0 : nil }
  }

  /// Whether a finding that no step confirms is worth reporting: a known program computes it, or
  /// the trace has few gradients that could have confirmed it.
  private func isCredible(_ found: Found) -> Bool {
    moves < Self.leastEvidence || !matches(found).isEmpty
  }

  /// Whether a dialect is PyTorch's, or that of the formula that the trace refers to.
  private func isReference(_ dialect: Dialect) -> Bool {
    let epsilon: Dialect.Epsilon =
      switch observed.run.reference {
      case .textbookInside, .batch: .inside
      case .textbookNone: .none
      case .textbookOutside, .pytorch: .outside
      }
    return dialect == Dialect(epsilon: epsilon).ascending(declared.maximize)
  }

  /// What fits with some hyperparameters rounded to float32, as few as possible.
  private func found(
    inFloat32 declared: EffectiveHyperparameters, state: Bool, isOpen: Bool
  ) -> Found? {
    // Few dialects fit if all may be rounded or not, and no other fits if some are.
    let rough = declared.roundedOrNot
    guard observed.run.scalar == .float64,
      let any = found(with: rough, state: state, among: isOpen ? nil : plausible(rough))
    else { return nil }
    for level in inFloat32(declared) {
      for effective in level {
        let found = found(with: effective, state: state, among: any.dialects)
        if let found, found.isForetold { return found }
      }
    }
    return nil
  }

  /// The dialects that fit, among all or among those given; `nil` if none fits.
  func found(
    with effective: EffectiveHyperparameters, state: Bool, among given: [Dialect]? = nil
  ) -> Found? {
    let settings = StepCoefficients(effective, observed)
    let scope = Observations<Number>.Scope(
      state: state, mustForetell: !effective.findings.isEmpty)
    let fits =
      given.map { self.fits(settings, $0, scope) }
      ?? self.fits(settings, exercised(effective), scope)
    if fits.isEmpty { return nil }
    return Found(
      effective: effective, dialects: fits.map(\.dialect),
      best: fits.contains { $0.fit == .foretold }
        ? .foretold : fits.contains { $0.fit == .confirmed } ? .confirmed : .possible,
      state: state)
  }

  /// Every dialect that fits, varied on the axes given, PyTorch's choices first.
  private func fits(
    _ settings: StepCoefficients<Number>, _ exercised: [Dialect.Axis],
    _ scope: Observations<Number>.Scope
  ) -> [(dialect: Dialect, fit: Observations<Number>.Fit)] {
    // At the first step, forms of momentum differ by a factor alone, and the rest not at all.
    func all(_ axis: Dialect.Axis) -> (Dialect) -> [Dialect] {
      { dialect in
        exercised.contains(axis) ? axis.choices.map { dialect.with($0) } : [dialect]
      }
    }
    let first = [Dialect()].flatMap(all(.maximize)).flatMap(all(.weightDecay))
      .flatMap(all(.initialSquareAverage)).flatMap(all(.biasCorrection)).flatMap(all(.epsilon))
      .flatMap { dialect in
        exercised.contains(.momentum)
          ? Self.firstSteps.map { forms in dialect.with(.momentum(forms[0])) } : [dialect]
      }
    let surviving = first.filter {
      observed.fit($0, settings, .init(firstStepOnly: true)) != .no
    }
    let dialects = surviving.flatMap { dialect in
      (Self.firstSteps.first { $0[0] == dialect.momentum } ?? []).map { form in
        dialect.with(.momentum(form))
      }
    }
    .flatMap(all(.learningRate)).flatMap(all(.centered))
    return fits(settings, dialects, scope)
  }

  private func fits(
    _ settings: StepCoefficients<Number>, _ dialects: [Dialect], _ scope: Observations<Number>.Scope
  ) -> [(dialect: Dialect, fit: Observations<Number>.Fit)] {
    dialects.map { ($0, observed.fit($0, settings, scope)) }.filter { $0.1 != .no }
  }

  /// Forms of momentum that do the same at the first step.
  private static var firstSteps: [[Dialect.Momentum]] {
    [[.heavy, .raw], [.damped], [.nesterov, .downhill]]
  }

  /// The catalogue's entries that compute one of the dialects found.
  private func matches(_ found: Found) -> [Identification.Match] {
    let switches = found.effective.switches
    let exercised = exercised(found.effective)
    func choices(_ dialect: Dialect) -> [Dialect.Choice] { exercised.map { dialect[$0] } }
    let fitting = Dictionary(
      found.dialects.map { (choices($0), $0) }, uniquingKeysWith: { first, _ in first })
    let settings = StepCoefficients(found.effective, observed)
    var measured: [[Dialect.Choice]: Comparison] = [:]
    return Catalogue.entries.compactMap { entry in
      if !entry.lacks.isDisjoint(with: switches.features) { return nil }
      // A program without a switch for it ascends when the gradient's sign is changed.
      let either = [false, true].map { entry.dialect(switches).ascending($0) }
      guard let same = either.lazy.compactMap({ fitting[choices($0)] }).first else { return nil }
      let key = choices(same)
      let comparison =
        measured[key] ?? observed.compare(same, settings, state: found.state)
      measured[key] = comparison
      return Identification.Match(
        entry: entry, maxUlps: comparison.maxUlps, maxError: comparison.maxError)
    }
  }
}

extension Dialect.Switches {
  /// The features that a program must have to compute with these hyperparameters.
  var features: Set<Feature> {
    Set(
      (momentum ? [.momentum] : []) + (centered ? [.centered] : [])
        + (weightDecay ? [.weightDecay] : []))
  }
}
