import RMSprop
import Runs
import TestSupport

/// The runs on which mistakes are put beside PyTorch's formula: made here, not recorded.
enum RunsBeside {
  /// What a run consists of.
  private struct Recipe {
    var hyperparameters = Hyperparameters(epsilon: 1e-3)
    var coordinates = 9
    var steps = 14
    var scale = 1.0
    /// The rates that a schedule sets, one every fourth step.
    var rates = [0.02, 0.005, 0.05]
    var hasMissingGradients = true
    /// Whether every gradient is the first one.
    var isConstant = false
    /// Numbers of which one is among the gradients of every second step, the first included.
    var special: [Double] = []
  }

  /// Runs over every combination of switches, sizes from tiny to huge, and numbers at the limits.
  static let all: [Run] =
    (switches + scales + limits + lengths).enumerated().map { i, recipe in
      run(recipe, Random(seed: UInt(9000 + i)))
    }

  private static let switches: [Recipe] = {
    var recipes: [Recipe] = []
    for momentum in [0, 0.5, 0.9] {
      for (centered, maximize) in [(false, false), (false, true), (true, false), (true, true)] {
        for weightDecay in [0, 0.1] {
          for (alpha, epsilon) in [(0.9, 1e-3), (0.99, 1e-8), (0.3, 0.5), (0.999, 0)] {
            var recipe = Recipe()
            recipe.hyperparameters = Hyperparameters(
              alpha: alpha, epsilon: epsilon, weightDecay: weightDecay, momentum: momentum,
              centered: centered, maximize: maximize)
            recipes.append(recipe)
          }
        }
      }
    }
    return recipes
  }()

  /// Gradients whose squares are lost, subnormal, or infinite, and what is not finite.
  private static let scales: [Recipe] = {
    var recipes: [Recipe] = []
    for momentum in [0, 0.9] {
      for epsilon in [0, 1e-8, 0x1p-1060] {
        var recipe = Recipe()
        recipe.hyperparameters = Hyperparameters(epsilon: epsilon, momentum: momentum)
        for scale in [1e-160, 1e-155, 1e-20, 1e-8, 1e20, 1e160] {
          recipe.scale = scale
          recipes.append(recipe)
        }
        recipe.scale = 1
        for special in [[0], [0, .nan, .infinity, 1e200]] {
          recipe.special = special
          recipes.append(recipe)
        }
      }
    }
    return recipes
  }()

  /// Hyperparameters at the ends of their ranges, and a variance that cancels.
  private static let limits: [Recipe] = {
    let changes: [(inout Recipe) -> Void] = [
      { $0.hyperparameters.alpha = 0 }, { $0.hyperparameters.alpha = 1 },
      { $0.hyperparameters.momentum = 1 }, { $0.rates = [0, 1] },
      // v is g² rounded, and m² is not: their difference is negative now and then.
      { ($0.hyperparameters.alpha, $0.hyperparameters.centered) = (0, true) },
    ]
    var recipes = changes.map { change in
      var recipe = Recipe()
      change(&recipe)
      return recipe
    }
    var recipe = Recipe()
    recipe.hyperparameters = Hyperparameters(alpha: 0.9, centered: true)
    (recipe.steps, recipe.isConstant) = (400, true)
    recipes.append(recipe)
    return recipes
  }()

  /// Runs of many steps, and parameters of many sizes.
  private static let lengths: [Recipe] = {
    var recipes: [Recipe] = []
    for steps in [40, 300, 1100] {
      var recipe = Recipe()
      (recipe.steps, recipe.coordinates) = (steps, 2)
      (recipe.rates, recipe.hasMissingGradients) = ([], false)
      recipes.append(recipe)
    }
    for coordinates in [1, 2, 3, 17, 64, 70, 600] {
      var recipe = Recipe()
      (recipe.steps, recipe.coordinates) = (5, coordinates)
      recipe.hyperparameters.momentum = 0.9
      recipes.append(recipe)
    }
    return recipes
  }()

  private static func run(_ recipe: Recipe, _ random: Random) -> Run {
    func numbers() -> [Double] { (0..<recipe.coordinates).map { _ in random.gaussian() } }
    var run = Run(hyperparameters: recipe.hyperparameters, parameters: numbers())
    let first = numbers()
    for t in 0..<recipe.steps {
      let hasRate = !recipe.rates.isEmpty && t % 4 == 3
      let rate = hasRate ? recipe.rates[t / 4 % recipe.rates.count] : nil
      if recipe.hasMissingGradients && t % 5 == 2 {
        run.append(StepInputs(learningRate: rate, gradient: nil))
        continue
      }
      var gradient = (recipe.isConstant ? first : numbers()).map { recipe.scale * $0 }
      if !recipe.special.isEmpty && t % 2 == 0 {
        gradient[random.integer(in: 0..<gradient.count)] = random.element(of: recipe.special)
      }
      run.append(StepInputs(learningRate: rate, gradient: gradient))
    }
    return run
  }
}
