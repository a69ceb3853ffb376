import RMSprop
package import Text

// What a run may have been computed as, where it does not say: every rounding, with every setup of
// PyTorch.

extension Execution {
  /// The setups that this one may be: what is not known is as by default, or otherwise. Those with
  /// fewer unusual settings come first, itself at the head.
  ///
  /// `threads` is how many there may be, and `layouts` how numbers may lie, beside one after
  /// another or with gaps, where that is not known.
  func possible(threads: Int, layouts: [Layout]) -> [Execution] {
    var all = [self]
    func vary<Value>(_ setting: WritableKeyPath<Execution, Value?>, _ values: [Value]) {
      guard self[keyPath: setting] == nil else { return }
      all += all.flatMap { setup in
        values.map { value in
          var other = setup
          other[keyPath: setting] = value
          return other
        }
      }
    }
    vary(\.foreach, [true])
    if layout == nil { vary(\.isContiguous, [false]) }
    vary(\.machine, [.arm])
    vary(\.capability, ["AVX512"])
    vary(\.version, [Version(2, 14)])
    if layout == nil {
      // Numbers without gaps may be in another order.
      let others = layouts.filter { isContiguous != true || $0 == .permuted }
      all += all.filter { $0.isContiguous == isContiguous }.flatMap { setup in
        others.map { layout in
          var other = setup
          other.layout = layout
          return other
        }
      }
    }
    if self.threads == nil {
      all += all.flatMap { setup in
        // Where the order is not known, the shares of threads are not either.
        (setup.laidOut.isInMemoryOrder ? 2..<max(threads + 1, 2) : 0..<0).map { count in
          var other = setup
          other.threads = count
          return other
        }
      }
    }
    let unusual = all.map { $0.beyond(self).all.count }
    return (0...(unusual.max() ?? 0)).flatMap { count in
      zip(all, unusual).filter { $0.1 == count }.map(\.0)
    }
  }

  /// The settings that this setup has and another leaves open.
  func beyond(_ other: Execution) -> Execution {
    func open<Value>(_ setting: KeyPath<Execution, Value?>) -> Value? {
      other[keyPath: setting] == nil ? self[keyPath: setting] : nil
    }
    return Execution(
      foreach: open(\.foreach), threads: open(\.threads), isContiguous: open(\.isContiguous),
      layout: open(\.layout), machine: open(\.machine), capability: open(\.capability),
      version: open(\.version))
  }

  /// What is known by the names of files, the version among it.
  package var all: [(String, JSONValue)] {
    members
      + (version.map { [("version", JSONValue.string("\($0.major).\($0.minor)"))] } ?? [])
  }
}

extension Execution {
  /// What is known, in words: `foreach true and threads 2`.
  package var words: String { all.map { "\($0) \($1.text)" }.joined(separator: " and ") }
}

extension BuiltIn {
  /// The built-in implementations that a run may have been computed as: with a rounding that is
  /// stated, or any, and a setup of which something may be stated. Those with fewer unusual
  /// settings come first, those without any at the head.
  ///
  /// `coordinates` is the largest number of them that threads may have shared.
  package static func possible(
    _ scalar: Scalar, _ rounding: Rounding?, _ stated: Execution, coordinates: Int = 1,
    layouts: [Execution.Layout] = []
  ) -> [BuiltIn] {
    let roundings = rounding.map { [$0] } ?? scalar.roundings
    // More threads than these share nothing otherwise; 64 is enough to find out.
    let threads = min(Vectors.shares(coordinates), 64)
    return stated.possible(threads: threads, layouts: layouts).flatMap { execution in
      roundings.map { BuiltIn($0, execution) }
    }
  }

  /// What tells this implementation from others for a run: with the same, every result is the same.
  package struct Identity: Hashable {
    fileprivate var epsilons: [UInt64] = []
    fileprivate var types: [ObjectIdentifier] = []
    fileprivate var places: [[Int]] = []
    fileprivate var isInMemoryOrder = true
  }

  /// What tells this implementation from others for a run; `nil` where the rounding is not known
  /// for its type.
  package func identity(for run: Run) -> Identity? {
    var identity = Identity()
    for settings in [run.settled(in: -1)] + run.changes.map({ run.settled(in: $0.step) }) {
      guard let parts = parts(of: settings, root: .exact) else { return nil }
      identity.epsilons.append(withEpsilonStored(settings).hyperparameters.epsilon.bitPattern)
      identity.types += parts.map { ObjectIdentifier($0.number) }
      identity.places += parts.map { $0.places ?? [] }
      if parts.count > 1 && !execution.laidOut.isInMemoryOrder { identity.isInMemoryOrder = false }
    }
    return identity
  }
}

extension BuiltIn {
  /// This implementation, with what `stated` leaves open of its setup.
  package func beyond(_ stated: Execution) -> BuiltIn {
    BuiltIn(rounding, execution.beyond(stated))
  }

  /// How unusual the setup is: how many of its settings are known.
  package var unusualSettings: Int { execution.all.count }
}

extension [BuiltIn] {
  /// The implementations with the fewest unusual settings.
  package var simplest: [BuiltIn] {
    let least = map(\.unusualSettings).min()
    return filter { $0.unusualSettings == least }
  }

  /// The roundings, each with the settings that are known: `fused or compiled`,
  /// `fused with foreach true`.
  package var words: String {
    var all: [String] = []
    for it in self {
      let settings = it.execution.words
      let words = it.rounding.rawValue + (settings.isEmpty ? "" : " with \(settings)")
      if !all.contains(words) { all.append(words) }
    }
    return all.joined(separator: " or ")
  }

  /// The roundings, each once.
  package var roundings: [Rounding] { Rounding.allCases.filter(map(\.rounding).contains) }
}
