import RMSprop
import Runs
package import Text

// The keys of `rmsprop-checkpoints/1`, and what stands behind each. Keys that are not known are
// skipped.

extension Checkpoints {
  /// The checkpoints in a file.
  ///
  /// - Throws: `InputError`, if the file cannot be read, is not JSON, is of another format, or
  ///   holds anything of a wrong type, length or range.
  package init(contentsOf file: String) throws(InputError) {
    try self.init(readFile(file), file: file)
  }

  /// The checkpoints in `bytes`, which errors call `file`.
  ///
  /// - Throws: `InputError`, as for a file.
  package init(_ bytes: some Collection<UInt8>, file: String) throws(InputError) {
    var reader = JSONReader(Array(bytes), file: file)
    try reader.format("rmsprop-checkpoints/1")
    var (id, scalar, rounding): (String?, Scalar?, Rounding?)
    var (hyperparameters, halvedEvery): (Hyperparameters?, Int?)
    var (parameters, gradients): ([Double]?, Generator?)
    var checkpoints: [Checkpoint]?
    try reader.object { (reader, key) throws(InputError) in
      switch key {
      case "id": id = try reader.string()
      case "scalar": scalar = try reader.choice()
      case "source": rounding = try reader.source().rounding
      case "hyperparameters": hyperparameters = try reader.hyperparameters()
      case "lr_halved_every":
        halvedEvery = try reader.integer()
        guard halvedEvery! > 0 else { throw reader.error("expected at least 1") }
      case "params":
        parameters = try reader.numbers()
        guard !parameters!.isEmpty else { throw reader.error("expected at least one number") }
      case "gradients": gradients = try reader.generator()
      case "checkpoints":
        checkpoints = try reader.values { (reader) throws(InputError) in try reader.checkpoint() }
      default: try reader.skip()
      }
    }
    self.init(
      id: try reader.required(id, "id"), scalar: try reader.required(scalar, "scalar"),
      rounding: try reader.known(rounding, for: scalar),
      hyperparameters: try reader.required(hyperparameters, "hyperparameters"),
      halvedEvery: try reader.required(halvedEvery, "lr_halved_every"),
      parameters: try reader.required(parameters, "params"),
      gradients: try reader.required(gradients, "gradients"),
      checkpoints: try reader.required(checkpoints, "checkpoints"))
    try reader.end()
    for count in [self.gradients.seeds.count, self.gradients.exponents.count]
    where count != self.parameters.count {
      throw InputError(
        file: file, place: "gradients",
        problem:
          "expected \(self.parameters.count) seeds and exponents as in params, found \(count)")
    }
  }
}

extension JSONReader {
  fileprivate mutating func generator() throws(InputError) -> Checkpoints.Generator {
    var (multiplier, increment): (UInt64?, UInt64?)
    var (seeds, exponents): ([UInt64]?, [Int]?)
    try object { (reader, key) throws(InputError) in
      switch key {
      case "multiplier": multiplier = try reader.unsigned()
      case "increment": increment = try reader.unsigned()
      case "seeds":
        seeds = try reader.values { (reader) throws(InputError) in try reader.unsigned() }
      case "exponents":
        exponents = try reader.values { (reader) throws(InputError) in
          let value = try reader.number()
          guard let exponent = Int(exactly: value), (-100...100).contains(exponent) else {
            throw reader.error("expected a whole number from -100 to 100, found \(value)")
          }
          return exponent
        }
      default: try reader.skip()
      }
    }
    return Checkpoints.Generator(
      multiplier: try required(multiplier, "multiplier"),
      increment: try required(increment, "increment"), seeds: try required(seeds, "seeds"),
      exponents: try required(exponents, "exponents"))
  }

  /// A whole number of 64 bits, which JSON's readers would round: hence a string.
  private mutating func unsigned() throws(InputError) -> UInt64 {
    let text = try string()
    guard let value = UInt64(text) else {
      throw error("expected a whole number below 2^64 in a string, found \"\(text.prefix(40))\"")
    }
    return value
  }

  fileprivate mutating func checkpoint() throws(InputError) -> Checkpoints.Checkpoint {
    var step: Int?
    var digests: [Quantity: (sha256: String, first: Double)] = [:]
    try object { (reader, key) throws(InputError) in
      if key == "step" {
        step = try reader.integer()
        guard step! > 0 else { throw reader.error("expected at least 1") }
      } else if let quantity = Quantity(rawValue: key) {
        digests[quantity] = try reader.pinned()
      } else {
        try reader.skip()
      }
    }
    for quantity in Quantity.allCases where digests[quantity] == nil {
      throw missing(quantity.rawValue)
    }
    return Checkpoints.Checkpoint(step: try required(step, "step"), digests: digests)
  }

  private mutating func pinned() throws(InputError) -> (sha256: String, first: Double) {
    var (digest, first): (String?, Double?)
    try object { (reader, key) throws(InputError) in
      switch key {
      case "sha256": digest = try reader.string()
      case "first": first = try reader.number()
      default: try reader.skip()
      }
    }
    return (try required(digest, "sha256"), try required(first, "first"))
  }
}
