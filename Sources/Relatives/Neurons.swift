package import RMSprop
package import RealModule

/// A neuron with one input and a sigmoid, and half the squared error as loss.
///
/// f(x) = 1 / (1 + exp(−(w x + b))). What document 1's program trains, in all likelihood: the page
/// does not show its model; this is the one of the lecture that it follows.
///
/// `exp` is the platform's, which need not round correctly: runs on two platforms may differ in
/// last bits.
package struct SigmoidNeuron<Number: Arithmetic & Real>: BatchRMSprop.Model {
  /// The neuron. It has no parameters of its own: weight and bias are given at each call.
  package init() {}

  /// The neuron's output f(x), in [0, 1].
  package func output(_ parameters: WeightAndBias<Number>, x: Number) -> Number {
    1 / (1 + Number.exp(-(parameters.weight * x + parameters.bias)))
  }

  /// The loss ½ (f − y)².
  package func loss(_ parameters: WeightAndBias<Number>, x: Number, y: Number) -> Number {
    let error = output(parameters, x: x) - y
    return error * error / 2
  }

  /// The gradient by weight and bias: (f − y) f (1 − f) x and (f − y) f (1 − f).
  package func gradient(
    _ parameters: WeightAndBias<Number>, x: Number, y: Number
  ) -> WeightAndBias<Number> {
    let f = output(parameters, x: x)
    let slope = (f - y) * f * (1 - f)
    return WeightAndBias(weight: slope * x, bias: slope)
  }
}

/// A neuron with one input and no activation, and half the squared error as loss: f(x) = w x + b.
package struct LinearNeuron<Number: Arithmetic & Real>: BatchRMSprop.Model {
  /// The neuron. It has no parameters of its own: weight and bias are given at each call.
  package init() {}

  /// The loss ½ (f − y)².
  package func loss(_ parameters: WeightAndBias<Number>, x: Number, y: Number) -> Number {
    let error = parameters.weight * x + parameters.bias - y
    return error * error / 2
  }

  /// The gradient by weight and bias: (f − y) x and (f − y).
  package func gradient(
    _ parameters: WeightAndBias<Number>, x: Number, y: Number
  ) -> WeightAndBias<Number> {
    let error = parameters.weight * x + parameters.bias - y
    return WeightAndBias(weight: error * x, bias: error)
  }
}
