package import Runs
package import Text

/// What a trace's `source` says of the bits: the rounding, if it states one, and how PyTorch was
/// set up.
struct Source {
  var rounding: Rounding?
  var execution = Execution()
  /// Whether subnormal numbers were taken for zero.
  var flushesSubnormals = false
  /// The program of the catalogue that was recorded, where it is said.
  var program: String?
}

extension JSONReader {
  mutating func source() throws(InputError) -> Source {
    var source = Source()
    var implementation: String?
    var version: Execution.Version?
    try object { (reader, key) throws(InputError) in
      switch key {
      case "implementation": implementation = try reader.string()
      case "version": version = Execution.Version(try reader.string())
      case "settings":
        try reader.object { (reader, key) throws(InputError) in
          switch key {
          case "rounding": source.rounding = try reader.choice()
          case "dialect": source.program = try reader.string()
          case "subnormals":
            let subnormals: Subnormals = try reader.choice()
            source.flushesSubnormals = subnormals == .flushed
          default: try reader.setting(key, &source.execution)
          }
        }
      default: try reader.skip()
      }
    }
    // Another program's version says nothing of PyTorch's.
    if implementation?.namesPyTorch ?? false { source.execution.version = version }
    return source
  }

  /// The settings that a greeting has. All of them decide on bits: a key that is not known, or a
  /// machine, is refused, lest somebody be judged by what he did not mean.
  package mutating func settings() throws(InputError) -> Execution {
    var execution = Execution()
    try object { (reader, key) throws(InputError) in
      guard let setting = Setting(rawValue: key) else {
        throw reader.unknownKey(of: Setting.allCases.map(\.rawValue))
      }
      try reader.value(of: setting, &execution)
      let capability = execution.capability?.uppercased() ?? "DEFAULT"
      guard Execution.capabilities.contains(capability) else {
        throw reader.error("expected one of \(Execution.capabilities.joined(separator: ", "))")
      }
      if setting == .machine && execution.machine == nil {
        throw reader.error("expected x86_64 or aarch64")
      }
    }
    return execution
  }

  /// One of the settings that are known here. A trace may have others.
  private mutating func setting(_ key: String, _ execution: inout Execution) throws(InputError) {
    guard let setting = Setting(rawValue: key) else { return try skip() }
    try value(of: setting, &execution)
  }

  private mutating func value(
    of setting: Setting, _ execution: inout Execution
  ) throws(InputError) {
    switch setting {
    // PyTorch's None leaves it to PyTorch, which takes parameters alone on a CPU.
    case .foreach: execution.foreach = null() ? false : try bool()
    case .threads:
      let threads = try integer()
      if threads < 1 { throw error("expected at least 1 thread") }
      execution.threads = threads
    case .capability: execution.capability = try string()
    case .contiguous: execution.isContiguous = try bool()
    case .layout: execution.layout = try choice()
    case .machine: execution.machine = Execution.Machine(named: try string())
    }
  }

  private enum Setting: String, CaseIterable {
    case foreach, threads, contiguous, layout, machine
    case capability = "cpu_capability"
  }

  /// The rounding of a recording that must say it, and that is one for all coordinates.
  func known(_ rounding: Rounding?, for scalar: Scalar?) throws(InputError) -> Rounding {
    let rounding = try required(rounding, "source.settings.rounding")
    let scalar = try required(scalar, "scalar")
    guard scalar.number(rounding) != nil else {
      throw error("rounding \(rounding.rawValue) is not known for \(scalar.rawValue)")
    }
    return rounding
  }

  /// The types of a run's quantities, where they differ from its `scalar`, by their names.
  package mutating func scalars() throws(InputError) -> Scalars {
    let keys = Quantity.allCases.map(\.rawValue) + ["arithmetic"]
    var named: [String: Scalar] = [:]
    try object { (reader, key) throws(InputError) in
      guard keys.contains(key) else { throw reader.unknownKey(of: keys) }
      named[key] = try reader.choice()
    }
    let parameters = try required(named["params"], "params")
    let arithmetic = try required(named["arithmetic"], "arithmetic")
    var scalars = Scalars(parameters: parameters, state: parameters, arithmetic: arithmetic)
    for quantity in Quantity.allCases {
      scalars[quantity] = named[quantity.rawValue] ?? parameters
    }
    if scalars != Scalars(arithmetic) && arithmetic.hasSixteenBits {
      throw error("expected arithmetic in float32 or float64, where the types differ")
    }
    return scalars
  }
}

/// What becomes of subnormal numbers.
package enum Subnormals: String, CaseIterable {
  case kept, flushed
}

extension String {
  /// Whether a program's name is one of PyTorch.
  package var namesPyTorch: Bool { lowercased().contains("torch") }
}
