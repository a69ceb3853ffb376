import ArgumentParser
import GoldenTraces
import RMSprop

/// What a run starts from and is given, step by step: from a trace file, from the command line, or
/// by training a model.
struct RunOptions: ParsableArguments {
  @Argument(help: "A trace whose inputs to take; its results need not be there.")
  var trace: String?

  @Option(parsing: .unconditional, help: "The parameters before the first step, as in 0.5,-1.25.")
  var params: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: "The gradient of the next step, as in 0.1,-0.2, or none. May be given again.")
  var gradient: [String] = []

  @Option(
    help: ArgumentHelp("A file of gradients, a line for each step; - is stdin.", valueName: "file"))
  var gradients: String?

  @Option(help: "Train this model on document 1's data (sigmoid or linear).")
  var model: Model?

  @Option(parsing: .unconditional, help: "How many epochs the model is trained.")
  var epochs: Int?

  @Option(parsing: .unconditional, help: "The learning rate.")
  var lr: Double?

  @Option(parsing: .unconditional, help: "How much of the average of squares is kept at each step.")
  var alpha: Double?

  @Option(parsing: .unconditional, help: "The guard against division by zero.")
  var eps: Double?

  @Option(parsing: .unconditional, help: "The factor of an L2 penalty.")
  var weightDecay: Double?

  @Option(parsing: .unconditional, help: "How much of the momentum buffer is kept at each step.")
  var momentum: Double?

  @Flag(inversion: .prefixedNo, help: "Divide by an estimate of the standard deviation.")
  var centered: Bool?

  @Flag(inversion: .prefixedNo, help: "Ascend instead of descending.")
  var maximize: Bool?

  func validate() throws {
    // A trace or a model brings parameters of its own.
    let sources = [trace != nil, model != nil, gradients != nil, !gradient.isEmpty]
    guard sources.filter(\.self).count == 1 else {
      throw ValidationError("Give one of: a trace, --gradient, --gradients, --model.")
    }
    if trace == nil && model == nil && params == nil {
      throw ValidationError("Give the parameters before the first step with --params.")
    }
    if trace != nil && params != nil { throw ValidationError("The trace has params of its own.") }
    if epochs != nil && model == nil { throw ValidationError("--epochs belongs to --model.") }
    if let epochs, epochs < 0 { throw ValidationError("--epochs must be at least 0.") }
  }

  /// The settings of a run by `implementation`, or by the one that the trace names, or by the
  /// program's own for a model, or PyTorch's; and the steps that it is to take.
  /// Where nothing says more, hyperparameters are those of `other`, or the implementation's own.
  func run(
    _ implementation: Implementation?, defaultsOf other: Implementation? = nil
  ) throws -> (ImplementationRun, StepSource) {
    var settings: Trace
    let source: StepSource
    if let trace {
      do { settings = try Trace(inputsOf: trace) } catch { throw Failure.input("\(error)") }
      source = .recorded(settings.steps[...])
    } else {
      let reference = implementation?.reference ?? (model == nil ? .pytorch : .batch)
      settings = Trace(
        id: "run", reference: reference,
        hyperparameters: try Implementation.defaults(of: other?.reference ?? reference),
        parameters: try params.map { try Numbers.list($0, "--params") } ?? Model.start)
      if let model {
        guard settings.parameters.count == 2 else {
          throw Failure.input(
            "--params: expected two numbers, a weight and a bias, found "
              + "\(settings.parameters.count)")
        }
        source = .model(model, epochs: epochs ?? 70)
      } else if let gradients {
        source = .lines(try Lines(of: gradients))
      } else {
        let count = settings.parameters.count
        source = .recorded(
          try gradient.map { Trace.Step(gradient: try Numbers.gradient($0, count, "--gradient")) }[
            ...])
      }
    }
    settings.steps = []
    settings.level = nil
    settings.flags = []
    if let implementation { settings.take(implementation) }
    override(&settings.hyperparameters)
    return (try ImplementationRun(settings), source)
  }

  private func override(_ h: inout Hyperparameters) {
    h.learningRate = lr ?? h.learningRate
    h.alpha = alpha ?? h.alpha
    h.epsilon = eps ?? h.epsilon
    h.weightDecay = weightDecay ?? h.weightDecay
    h.momentum = momentum ?? h.momentum
    h.centered = centered ?? h.centered
    h.maximize = maximize ?? h.maximize
  }
}

extension Trace {
  /// Lets another implementation run.
  fileprivate mutating func take(_ implementation: Implementation) {
    reference = implementation.reference
    scalar = implementation.scalar ?? scalar
    rounding = reference == .pytorch ? implementation.rounding ?? rounding ?? .fused : nil
  }
}
