import PropertyCheck

/// A property that is false, of numbers of ranges that are narrow, far out, infinite or empty in
/// single precision.
let oddRanges = Property("odd ranges") { source in
  let ranges = [
    0.1...0.1, -0.0...0.0, -0.0 ... -0.0, 1e300...1e301, -5 ... -3, 5e300...(.infinity),
    .infinity...(.infinity), -(.infinity)...(-0x1p-1070), 0x1p-1070...0x1p-1069,
  ].map { FloatRange($0, nan: source.boolean()) }
  let text = ranges.map { "\(source.double($0)) \(source.float($0))" }.joined(separator: " ")
  return source.integer(in: 0...9) > 4 ? .fails(Failure(label: "odd", message: text)) : .holds()
}
