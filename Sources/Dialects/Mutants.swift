extension Mutant {
  /// No mistake: PyTorch's RMSprop.
  public static let none = Mutant("none", "Nothing is wrong.", effect: "PyTorch's RMSprop.")

  /// Every mistake; the names are unique.
  public static let all: [Mutant] =
    epsilonMistakes + squareAverageMistakes + centeredMistakes + momentumMistakes + decayMistakes
    + rateMistakes + precisionMistakes + layoutMistakes
}
