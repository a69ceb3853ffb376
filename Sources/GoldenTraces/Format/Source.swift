package import Runs
package import Text

/// What a trace's `source` says of the bits: the rounding, if it states one, and how PyTorch was
/// set up.
struct Source {
  var rounding: Rounding?
  var execution = Execution()
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
          if key == "rounding" {
            source.rounding = try reader.choice()
          } else {
            try reader.setting(key, &source.execution)
          }
        }
      default: try reader.skip()
      }
    }
    // Another program's version says nothing of PyTorch's.
    if implementation?.contains("torch") ?? false { source.execution.version = version }
    return source
  }

  /// One of the settings that `source.settings` and a greeting's `settings` may have.
  package mutating func setting(
    _ key: String, _ execution: inout Execution
  ) throws(InputError) {
    switch key {
    // PyTorch's None leaves it to PyTorch, which takes parameters alone on a CPU.
    case "foreach": execution.foreach = null() ? false : try bool()
    case "threads":
      execution.threads = try integer()
      if execution.threads < 1 { throw error("expected at least 1 thread") }
    case "cpu_capability": execution.capability = try string()
    case "contiguous": execution.isContiguous = try bool()
    case "machine":
      let name = try string()
      execution.machine = Execution.Machine(named: name) ?? execution.machine
    default: try skip()
    }
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
    var named: [String: Scalar] = [:]
    try object { (reader, key) throws(InputError) in
      if key == "arithmetic" || Quantity(rawValue: key) != nil {
        named[key] = try reader.choice()
      } else {
        try reader.skip()
      }
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
