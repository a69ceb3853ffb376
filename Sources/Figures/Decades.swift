// Powers of ten from + − × ÷ √ alone: a library's own may differ between platforms in their last
// bits, and a figure in its bytes.

/// 10ⁿ, correctly rounded for n from −22 to 22.
func powerOfTen(_ n: Int) -> Double {
  var power = 1.0
  for _ in 0..<n.magnitude { power *= 10 }
  return n < 0 ? 1 / power : power
}

/// Numbers from 10^`first` to 10^`last`, `steps` to a decade, which is a power of two.
func decades(from first: Int, to last: Int, steps: Int) -> [Double] {
  var ratio = 10.0
  var count = steps
  while count > 1 {
    ratio = ratio.squareRoot()
    count /= 2
  }
  var numbers: [Double] = []
  for n in first..<last {
    var number = powerOfTen(n)
    for _ in 0..<steps {
      numbers.append(number)
      number *= ratio
    }
  }
  return numbers + [powerOfTen(last)]
}
