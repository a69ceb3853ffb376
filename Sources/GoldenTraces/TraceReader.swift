import RMSprop

// The keys of `rmsprop-trace/1`, and what stands behind each. Keys that are not known are skipped.

extension Trace {
  /// The trace that `reader` is about to read, of which types and presence are checked, and no
  /// more. Without `needsResults`, a step may hold its gradient alone.
  init(_ reader: inout JSONReader, needsResults: Bool) throws(TraceError) {
    var fields = Fields()
    try reader.object { (reader, key) throws(TraceError) in
      switch key {
      case "id": fields.id = try reader.string()
      case "about": fields.about = try reader.string()
      case "flags":
        try reader.array { (reader) throws(TraceError) in fields.flags.append(try reader.string()) }
      case "source": fields.rounding = try reader.rounding()
      case "scalar": fields.scalar = try reader.choice()
      case "reference": fields.reference = try reader.choice()
      case "level": fields.level = try reader.choice()
      case "hyperparameters": fields.hyperparameters = try reader.hyperparameters()
      case "params": fields.parameters = try reader.numbers()
      case "steps":
        var steps: [Step] = []
        try reader.array { (reader) throws(TraceError) in
          steps.append(try reader.step(needsResults: needsResults))
        }
        fields.steps = steps
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.required(fields.id, "id"), about: fields.about, flags: fields.flags,
      scalar: try reader.required(fields.scalar, "scalar"),
      reference: fields.reference ?? .pytorch, rounding: fields.rounding, level: fields.level,
      hyperparameters: try reader.required(fields.hyperparameters, "hyperparameters"),
      parameters: try reader.required(fields.parameters, "params"),
      steps: try reader.required(fields.steps, "steps"))
  }

  private struct Fields {
    var id, about: String?
    var flags: [String] = []
    var rounding: Rounding?
    var scalar: Scalar?
    var reference: Reference?
    var level: Level?
    var hyperparameters: Hyperparameters?
    var parameters: [Double]?
    var steps: [Step]?
  }
}

extension JSONReader {
  /// A value that must have been there.
  package func required<Value>(_ value: Value?, _ key: String) throws(TraceError) -> Value {
    guard let value else { throw missing(key) }
    return value
  }

  /// The error of a key that must be there, and is not.
  package func missing(_ key: String) -> TraceError {
    error("the key \"\(key)\" is required, and missing")
  }

  /// Reads one of the words that a type has.
  package mutating func choice<Choice>() throws(TraceError) -> Choice
  where Choice: RawRepresentable<String> & CaseIterable {
    let word = try string()
    guard let choice = Choice(rawValue: word) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("expected one of \(known); found \"\(word.prefix(40))\"")
    }
    return choice
  }

  mutating func rounding() throws(TraceError) -> Trace.Rounding? {
    var rounding: Trace.Rounding?
    try object { (reader, key) throws(TraceError) in
      guard key == "settings" else { return try reader.skip() }
      try reader.object { (reader, key) throws(TraceError) in
        if key == "rounding" { rounding = try reader.choice() } else { try reader.skip() }
      }
    }
    return rounding
  }

  /// The rounding of a recording that must say it, and that is known for its type.
  func known(
    _ rounding: Trace.Rounding?, for scalar: Trace.Scalar?
  ) throws(TraceError) -> Trace.Rounding {
    let rounding = try required(rounding, "source.settings.rounding")
    let scalar = try required(scalar, "scalar")
    guard scalar.roundings.contains(rounding) else {
      throw error("rounding \(rounding.rawValue) is not known for \(scalar.rawValue)")
    }
    return rounding
  }

  /// Rate, decay and guard must be there; a switch that is not mentioned is off.
  mutating func hyperparameters() throws(TraceError) -> Hyperparameters {
    var h = Hyperparameters()
    var (lr, alpha, eps): (Double?, Double?, Double?)
    try object { (reader, key) throws(TraceError) in
      switch key {
      case "lr": lr = try reader.number()
      case "alpha": alpha = try reader.number()
      case "eps": eps = try reader.number()
      case "weight_decay": h.weightDecay = try reader.number()
      case "momentum": h.momentum = try reader.number()
      case "centered": h.centered = try reader.bool()
      case "maximize": h.maximize = try reader.bool()
      default: try reader.skip()
      }
    }
    h.learningRate = try required(lr, "lr")
    h.alpha = try required(alpha, "alpha")
    h.epsilon = try required(eps, "eps")
    return h
  }

  fileprivate mutating func step(needsResults: Bool) throws(TraceError) -> Trace.Step {
    var (learningRate, gradient): (Double?, Trace.Gradient?)
    var results = Trace.Results()
    try object { (reader, key) throws(TraceError) in
      if gradient != nil && (key == "grad" || key == "grads") {
        throw reader.error("grad and grads exclude each other")
      }
      switch key {
      case "lr": learningRate = try reader.number()
      case "grad": gradient = reader.null() ? .missing : .single(try reader.numbers())
      case "grads":
        var rows: [[Double]] = []
        try reader.array { (reader) throws(TraceError) in rows.append(try reader.numbers()) }
        gradient = .points(rows)
      default:
        guard let quantity = Trace.Quantity(rawValue: key) else { return try reader.skip() }
        results[quantity] = try reader.numbers()
      }
    }
    if needsResults && results[.parameters] == nil { throw missing("params") }
    return Trace.Step(
      learningRate: learningRate, gradient: try required(gradient, "grad"), results: results)
  }
}
