import NumberSystems
import RMSprop
import Runs

/// The search for the dialects of one trace.
struct DialectSearch<Number: ObservedNumber> {
  let observed: Observations<Number>
  let declared: Hyperparameters

  /// The cause that is taken for given.
  private let cause: Cause?
  /// The number with which v may begin, besides those with which programs begin.
  private var start: Double?

  private let isQuick: Bool

  init(
    _ observed: Observations<Number>, isQuick: Bool, cause: Cause? = nil, start: Double? = nil
  ) {
    self.observed = observed
    self.isQuick = isQuick
    self.cause = cause
    declared = observed.run.hyperparameters
    self.start = observed.start ?? start
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
    if let (search, found) = search() { return search.identification(of: found) }
    return Identification(
      verdict: .unknown, axes: [:], dialects: [], matches: [], findings: [], separating: nil,
      causes: [],
      notes: observed.movesAtAll ? [] : ["no gradient but zero: nothing was seen of the formula"],
      switches: EffectiveHyperparameters(declared).switches, isWhole: false)
  }

  private func identification(of found: Found) -> Identification {
    let exercised = exercised(found.effective)
    var axes: [Dialect.Axis: [Dialect.Choice]] = [:]
    for axis in exercised {
      let fitting = Set(found.dialects.map { $0[axis] })
      axes[axis] = choices(axis).filter(fitting.contains)
    }
    let isUnique = !axes.isEmpty && axes.values.allSatisfy { $0.count == 1 }
    return Identification(
      verdict: isUnique ? .identified : .ambiguous, axes: axes, dialects: found.dialects,
      matches: matches(found), findings: found.effective.findings,
      separating: isUnique ? nil : separatingRun(found.dialects), causes: cause.map { [$0] } ?? [],
      notes: notes(found), switches: found.effective.switches, isWhole: isWhole(found))
  }

  /// The choices that are tried on an axis.
  private func choices(_ axis: Dialect.Axis) -> [Dialect.Choice] {
    guard axis == .initialSquareAverage, let start else { return axis.choices }
    let choice = Dialect.Choice.initialSquareAverage(.number(start))
    return axis.choices.contains(choice) ? axis.choices : axis.choices + [choice]
  }

  private var hasState: Bool {
    observed.steps.contains { $0.v != nil || $0.m != nil || $0.b != nil }
  }

  private func isWhole(_ found: Found) -> Bool { found.state || !hasState }

  private func notes(_ found: Found) -> [String] {
    (isWhole(found)
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
  /// as possible; with the state that was seen, then by the parameters alone. Also the search that
  /// found it, which may be another that takes a cause for given.
  ///
  /// With the declared ones it is enough that PyTorch, or whatever the trace refers to, is
  /// possible, or that some step confirms another; others must foretell most of what was seen.
  private func search() -> (by: DialectSearch, found: Found)? {
    let states = hasState ? [true, false] : [true]
    let declared = EffectiveHyperparameters(declared)
    var possible: Found?
    for state in states {
      // The state may say of what it was made, where parameters do not.
      if !state, possible == nil, let caused = caused(state: true) { return caused }
      guard let found = found(with: declared, state: state) else { continue }
      if found.best != .possible || found.dialects.contains(where: isReference) {
        return (self, found)
      }
      possible = possible ?? found
    }
    // Where the declared ones are possible the trace says little: only known programs are tried.
    let isOpen = possible == nil
    for state in states {
      if let found = found(inFloat32: declared, state: state, isOpen: isOpen) {
        return (self, found)
      }
      if isQuick { continue }
      if isOpen, !(state && hasState), let caused = caused(state: state) { return caused }
      if isOpen, let started = started(state: state) { return started }
      let likely = likelyMistakes(declared).lazy.compactMap {
        found(with: $0, state: state, among: isOpen ? nil : plausible($0))
      }
      if let found = likely.first(where: \.isForetold) ?? solved(state: state) {
        return (self, found)
      }
    }
    return possible.flatMap { isCredible($0) ? (self, $0) : nil }
  }

  /// What fits the declared hyperparameters with a cause besides: one that a few numbers of the
  /// trace suggest, and that all of them confirm.
  private func caused(state: Bool) -> (by: DialectSearch, found: Found)? {
    if isQuick || moves < Self.leastEvidence { return nil }
    for cause in observed.suspectedCauses {
      let changed = Observations<Number>(observed.run, observed.results, cause: cause)
      let search = DialectSearch(changed, isQuick: true, cause: cause)
      if let caused = search.search(), caused.found.isForetold, caused.found.state == state {
        return caused
      }
    }
    return nil
  }

  /// What fits the declared hyperparameters if v begins with a number that only the parameters
  /// tell.
  private func started(state: Bool) -> (by: DialectSearch, found: Found)? {
    let base = EffectiveHyperparameters(declared)
    guard let start = solvedStart(base, state: state) else { return nil }
    var search = self
    search.start = start
    return search.found(with: base, state: state).map { (search, $0) }
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
        exercised.contains(axis) ? choices(axis).map { dialect.with($0) } : [dialect]
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

  /// The catalogue's entries that compute one of the dialects found, and programs of several
  /// options that do where none of their entries does.
  private func matches(_ found: Found) -> [Identification.Match] {
    let switches = found.effective.switches
    let exercised = exercised(found.effective)
    func choices(_ dialect: Dialect) -> [Dialect.Choice] { exercised.map { dialect[$0] } }
    let fitting = Dictionary(
      found.dialects.map { (choices($0), $0) }, uniquingKeysWith: { first, _ in first })
    let settings = StepCoefficients(found.effective, observed)
    var measured: [[Dialect.Choice]: Comparison] = [:]
    func match(_ entry: CatalogueEntry) -> Identification.Match? {
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
    let entries = Catalogue.entries.compactMap(match)
    let combined = Catalogue.combinations(starts: found.dialects.starts).compactMap(match)
    let needed = Set(combined.map(\.entry).needed(beside: entries.map(\.entry)).map(\.name))
    return entries + combined.filter { needed.contains($0.entry.name) }
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
