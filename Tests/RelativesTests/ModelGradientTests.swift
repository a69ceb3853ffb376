import CGSL
import Relatives
import RMSprop
import TestSupport
import Testing

/// The models' gradients are the derivatives of their losses, by GSL's central differences.
struct ModelGradientTests {
  @Test(arguments: 1...40 as ClosedRange<UInt>)
  func `a sigmoid neuron's gradient is its loss's`(seed: UInt) {
    check(SigmoidNeuron<Double>(), seed: seed)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt>)
  func `a linear neuron's gradient is its loss's`(seed: UInt) {
    check(LinearNeuron<Double>(), seed: seed)
  }

  private func check<M: BatchRMSprop.Model>(_ model: M, seed: UInt) where M.Number == Double {
    let random = Random(seed: seed)
    let at = WeightAndBias(weight: random.gaussian(), bias: random.gaussian())
    let (x, y) = (random.gaussian(), random.gaussian())
    let gradient = model.gradient(at, x: x, y: y)
    let byWeight = derivative(at: at.weight) { w in
      model.loss(WeightAndBias(weight: w, bias: at.bias), x: x, y: y)
    }
    let byBias = derivative(at: at.bias) { b in
      model.loss(WeightAndBias(weight: at.weight, bias: b), x: x, y: y)
    }
    #expect(abs(gradient.weight - byWeight.value) <= byWeight.error, "seed \(seed)")
    #expect(abs(gradient.bias - byBias.value) <= byBias.error, "seed \(seed)")
    // An error estimate that allows anything would prove nothing.
    #expect(byWeight.error < 1e-6 && byBias.error < 1e-6, "seed \(seed)")
  }
}

/// The derivative of `function` at `x` by central differences, and how far GSL thinks it may be
/// off.
private func derivative(
  at x: Double, of function: (Double) -> Double
) -> (value: Double, error: Double) {
  withoutActuallyEscaping(function) { function in
    var (body, value, error) = (function, 0.0, 0.0)
    withUnsafeMutablePointer(to: &body) { pointer in
      var wrapped = gsl_function(
        function: { x, context in
          context?.assumingMemoryBound(to: ((Double) -> Double).self).pointee(x) ?? .nan
        }, params: pointer)
      gsl_deriv_central(&wrapped, x, 1e-4, &value, &error)
    }
    return (value, error)
  }
}
