import NumberSystems
import RMSprop

/// The number types that a run's coordinates are computed on.
enum Kernel {
  /// One type for all.
  case everywhere(any RunNumber.Type)
  /// One type for those in full vectors, and another for what is left of them.
  case byPlace(Vectors, any RunNumber.Type, left: any RunNumber.Type)
}

extension Scalar {
  /// What computes a scalar with a rounding: the one place where the two become types. `nil` for a
  /// rounding that is not known for the scalar.
  /// Why: docs/decisions.md, "A scalar and a rounding become a number type in one place".
  ///
  /// `parameters` is the type that parameters are kept in; `nil` in mixed precision, which PyTorch
  /// does not have, so that no place is like its.
  func kernel(
    _ rounding: Rounding, _ execution: Execution, _ h: Hyperparameters, root: Root = .exact,
    parameters: Scalar? = nil
  ) -> Kernel? {
    guard roundings.contains(rounding) else { return nil }
    let setup = Setup(self, rounding, execution, h, parameters: parameters)
    return switch (self, root) {
    case (.float64, .exact): setup.kernel(Double.self)
    case (.float64, .below): setup.kernel(NeighbouringRoot<Double, Below>.self)
    case (.float64, .above): setup.kernel(NeighbouringRoot<Double, Above>.self)
    case (.float32, .exact): setup.kernel(Float.self)
    case (.float32, .below): setup.kernel(NeighbouringRoot<Float, Below>.self)
    case (.float32, .above): setup.kernel(NeighbouringRoot<Float, Above>.self)
    // In 16 bits PyTorch's root is exact everywhere.
    case (.float16, _): setup.sixteenBits(HalfPrecision<Binary16>.self)
    case (.bfloat16, _): setup.sixteenBits(HalfPrecision<BrainFloat16>.self)
    }
  }

  /// The number type that computes a scalar with a rounding, if it is one for all coordinates.
  package func number(_ rounding: Rounding) -> (any RunNumber.Type)? {
    guard case .everywhere(let number) = kernel(rounding, Execution(), Hyperparameters()) else {
      return nil
    }
    return number
  }
}

/// What decides on the number types of a run.
private struct Setup {
  let scalar: Scalar
  let parameters: Scalar?
  let rounding: Rounding
  let execution: Execution
  let foreach, isContiguous, isArm: Bool
  let vectors: Vectors
  /// Whether the gradient is contiguous where weight decay takes it: maximize writes it anew.
  let decayedIsContiguous: Bool
  /// Whether the gradient is contiguous where averages take it: weight decay writes it anew, too.
  let gradientIsContiguous: Bool
  /// Whether P5' weighs by 1: the sign of a zero then depends on its place.
  let lerpsWholly: Bool

  init(
    _ scalar: Scalar, _ rounding: Rounding, _ execution: Execution, _ h: Hyperparameters,
    parameters: Scalar?
  ) {
    (self.scalar, self.parameters) = (scalar, parameters)
    self.rounding = rounding
    self.execution = execution
    foreach = execution.foreach ?? false
    isContiguous = execution.laidOut.hasDenseParameters
    isArm = execution.machine == .arm
    let layout = execution.laidOut
    decayedIsContiguous = layout.hasDenseGradient || h.maximize && layout.rewritesGradient
    gradientIsContiguous = decayedIsContiguous || h.weightDecay != 0 && layout.rewritesGradient
    lerpsWholly = parameters != nil && h.centered && scalar.lerpWeighsOne(alpha: h.alpha)
    // PyTorch takes two vectors at once; those of NEON have 128 bits. Before 2.1 it took vectors of
    // AVX512 with 512, and has not since.
    let isWide = rounding == .fusedBefore2_1 && execution.capability == "AVX512"
    let bytes = isArm && rounding != .sve256 ? 32 : isWide ? 128 : 64
    vectors = Vectors(length: bytes / scalar.bytes, threads: execution.threads ?? 1)
  }

  // MARK: Float64 and float32

  func kernel<Number: RunNumber>(_: Number.Type) -> Kernel {
    switch rounding {
    case .fused: lerpsWholly ? placed(Number.self, EagerOrder.self) : .everywhere(Number.self)
    case .separate:
      lerpsWholly
        ? placed(Separate<Number>.self, EagerOrder.self) : .everywhere(Separate<Number>.self)
    case .compiled: .everywhere(Evaluated<Number, CompiledOrder>.self)
    case .compiledForeach: compiledForeach(Number.self)
    case .compiledTensorRate: .everywhere(Evaluated<Number, CompiledTensorRateOrder>.self)
    case .sve256: scalableVectors(Number.self, EagerOrder.self)
    case .fusedBefore2_1: .everywhere(Evaluated<Number, BeforeLerp<EagerOrder>>.self)
    case .separateBefore2_1:
      .everywhere(Evaluated<Separate<Number>, BeforeLerp<EagerOrder>>.self)
    }
  }

  /// SVE: `addcmul` of state takes vectors always, that of the gradient where it is contiguous.
  private func scalableVectors<Number: RunNumber, Order: EvaluationOrder>(
    _: Number.Type, _: Order.Type
  ) -> Kernel {
    gradientIsContiguous
      ? placed(Number.self, SeparateVariance<SeparateSquare<Order>>.self, Order.self)
      : .byPlace(
        vectors, Evaluated<Number, OneByOne<SeparateVariance<Order>>>.self,
        left: Evaluated<Number, OneByOne<Order>>.self)
  }

  private func compiledForeach<Number: RunNumber>(_: Number.Type) -> Kernel {
    if execution.compilesAsSince2_14 {
      return .everywhere(
        Evaluated<Separate<Number>, RoundedLerpWeight<CompiledForeachOrder>>.self)
    }
    return switch parameters {
    case nil, .float64, .float32:
      .everywhere(Evaluated<Separate<Number>, CompiledForeachOrder>.self)
    case .float16:
      .everywhere(
        Evaluated<Separate<Number>, StoredLerpWeight<Binary16, CompiledForeachOrder>>.self)
    case .bfloat16:
      .everywhere(
        Evaluated<Separate<Number>, StoredLerpWeight<BrainFloat16, CompiledForeachOrder>>.self)
    }
  }

  /// One order in vectors, and another for what is left; by default the same, one by one.
  private func placed<Number: RunNumber, Order: EvaluationOrder>(
    _: Number.Type, _: Order.Type
  ) -> Kernel { placed(Number.self, Order.self, Order.self) }

  private func placed<Number: RunNumber, InVectors: EvaluationOrder, Left: EvaluationOrder>(
    _: Number.Type, _: InVectors.Type, _: Left.Type
  ) -> Kernel {
    let left: any RunNumber.Type = Evaluated<Number, OneByOne<Left>>.self
    if gradientIsContiguous {
      return .byPlace(vectors, Evaluated<Number, InVectors>.self, left: left)
    }
    let inVectors: any RunNumber.Type = Evaluated<Number, OneByOne<InVectors>>.self
    return inVectors == left ? .everywhere(left) : .byPlace(vectors, inVectors, left: left)
  }

  // MARK: 16 bits

  /// Numbers that are computed in float32 and stored in 16 bits after each operation. Compiled
  /// steps store only what they leave: `Run.scalars(roundedAs:)`.
  func sixteenBits<Number: RunNumber>(_: Number.Type) -> Kernel? {
    switch rounding {
    case .fused, .sve256, .separate:
      foreach
        ? sixteenBits(Number.self, StoredFactors<EagerOrder>.self)
        : sixteenBits(Number.self, EagerOrder.self)
    case .fusedBefore2_1, .separateBefore2_1: sixteenBitsBeforeLerp(Number.self)
    case .compiled, .compiledForeach, .compiledTensorRate: nil
    }
  }

  private func sixteenBits<Number: RunNumber, Order: EvaluationOrder>(
    _: Number.Type, _: Order.Type
  ) -> Kernel {
    if rounding == .separate {
      return placed(Separate<Number>.self, StoredProducts<Order>.self)
    }
    if rounding == .sve256 {
      // `add` stores the product of bfloat16 everywhere, and that of float16 nowhere.
      return scalar == .float16
        ? scalableVectors(Number.self, Order.self)
        : scalableVectors(Number.self, StoredProducts<Order>.self)
    }
    if isArm || !isContiguous {
      return placed(Number.self, StoredProducts<Order>.self)
    }
    return decayedIsContiguous
      ? placed(Number.self, Order.self, StoredProducts<Order>.self)
      : placed(Number.self, StoredDecay<Order>.self, StoredProducts<Order>.self)
  }

  private func sixteenBitsBeforeLerp<Number: RunNumber>(_: Number.Type) -> Kernel {
    typealias InVectors = BeforeLerp<StoredFactors<EagerOrder>>
    typealias Left = BeforeLerp<StoredProducts<StoredFactors<EagerOrder>>>
    func byPlace<Order: EvaluationOrder>(_: Order.Type) -> Kernel {
      .byPlace(vectors, Evaluated<Number, Order>.self, left: Evaluated<Number, Left>.self)
    }
    if rounding == .separateBefore2_1 {
      return .everywhere(Evaluated<Separate<Number>, Left>.self)
    }
    // P2 takes the gradient as it is given, P5 as it is by then, P11 parameters and state alone.
    return switch (isContiguous, decayedIsContiguous, gradientIsContiguous) {
    case (true, true, _): byPlace(InVectors.self)
    case (true, false, true): byPlace(StoredDecay<InVectors>.self)
    case (true, false, false): byPlace(StoredDecay<StoredAverage<InVectors>>.self)
    case (false, _, true): byPlace(StoredProducts<InVectors>.self)
    case (false, _, false): .everywhere(Evaluated<Number, Left>.self)
    }
  }
}

extension Run {
  /// Whether the average of gradients is the gradient, because 1 − ρ is 1: the sign of a zero then
  /// depends on its place.
  package var lerpsWholly: Bool {
    hyperparameters.centered && scalar.lerpWeighsOne(alpha: hyperparameters.alpha)
  }
}

extension Scalar {
  /// How many bytes a number has in memory.
  fileprivate var bytes: Int {
    switch self {
    case .float64: 8
    case .float32: 4
    case .float16, .bfloat16: 2
    }
  }

  /// Whether 1 − α is 1 in the type that `lerp` computes in.
  fileprivate func lerpWeighsOne(alpha: Double) -> Bool {
    self == .float64 ? 1 - alpha == 1 : Float(1 - alpha) == 1
  }
}
