extension Mistake {
  /// The change that changes nothing: PyTorch's RMSprop.
  package static let none = Mistake(
    "none", "Nothing is wrong.", equalToTheBit: "Every line is PyTorch's own.")

  /// Every mistake; the names are unique.
  package static let all: [Mistake] =
    epsilonMistakes + squareAverageMistakes + centeredMistakes + momentumMistakes + decayMistakes
    + rateMistakes + precisionMistakes + layoutMistakes
}
