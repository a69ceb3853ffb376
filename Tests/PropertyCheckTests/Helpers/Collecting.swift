import PropertyCheck
import Synchronization

/// Keeps what tests see on any thread.
final class Box<Value: Sendable>: Sendable {
  private let storage = Mutex<[Value]>([])

  func add(_ value: Value) { storage.withLock { $0.append(value) } }
  var values: [Value] { storage.withLock { $0 } }
}

/// What numbered cases of a seed draw.
func drawn<Value: Sendable>(
  _ cases: Range<Int>, seed: UInt64 = 1, _ draw: @escaping @Sendable (Source) -> Value
) -> [Value] {
  let box = Box<Value>()
  let property = Property("collecting") { source in
    box.add(draw(source))
    return .holds()
  }
  _ = Campaign(seed: seed, timeLimit: nil).run(property, cases: cases)
  return box.values
}

/// What a recorded case draws.
func replayed<Value: Sendable>(
  _ choices: [UInt64], _ draw: @escaping @Sendable (Source) -> Value
) -> Value? {
  let box = Box<Value>()
  let property = Property("collecting") { source in
    box.add(draw(source))
    return .holds()
  }
  _ = Campaign().replay(ReplayToken(choices), of: property)
  return box.values.first
}

/// A property of the sum of a few integers, which comes near to failing now and then.
func sumProperty(limit: Int) -> Property {
  Property("a sum of at most \(limit)") { source throws(Discard) in
    let numbers = try source.array(1...6) { $0.integer(in: 0...100) }
    if numbers.count == 5 { throw source.discard("five numbers") }
    let sum = numbers.reduce(0, +)
    source.note("numbers \(numbers)")
    return sum > limit
      ? .fails(Failure(label: "sum", message: "\(sum) is above \(limit)"))
      : .holds(closeness: Double(sum) / Double(limit))
  }
}
