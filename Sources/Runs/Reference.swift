/// The built-in formula that a run is to follow, by its name in files.
public enum Reference: String, CaseIterable, Sendable {
  /// `PyTorchRMSprop`.
  case pytorch
  /// `TextbookRMSprop(.withoutEpsilon)`.
  case textbookNone = "textbook-none"
  /// `TextbookRMSprop(.epsilonOutside)`.
  case textbookOutside = "textbook-outside"
  /// `TextbookRMSprop(.epsilonInside)`.
  case textbookInside = "textbook-inside"
  /// `BatchRMSprop`.
  case batch
}
