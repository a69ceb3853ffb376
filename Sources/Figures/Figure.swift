/// A figure of the pages: an SVG that is computed, the same bytes on every platform.
package struct Figure: Sendable {
  /// The figure's name in files and on the command line.
  package let name: String
  /// What the figure shows, in a line.
  package let title: String
  /// What can be learnt from the figure.
  package let caption: String
  private let draw: @Sendable () -> String

  init(
    _ name: String, _ title: String, caption: String, draw: @escaping @Sendable () -> String
  ) {
    (self.name, self.title, self.caption, self.draw) = (name, title, caption, draw)
  }

  /// The figure as an SVG document, computed when it is asked for.
  package var svg: String { draw() }

  /// Every figure, in the order of the pages.
  package static let all: [Figure] = [
    ValleyFigure.figure, SquaresFigure.figure, EpsilonFigure.figure, AverageFigure.figure,
    CenteredFigure.figure, CycleFigure.figure, DialectsFigure.figure,
  ]
}
