import Figures
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What every figure keeps.
struct FigureTests {
  @Test(arguments: Figure.all.map(\.name))
  func `the figure in the pages is what the program draws, to the byte`(name: String) throws {
    let figure = try #require(Figure.all.first { $0.name == name })
    #expect(try Repository.text("docs/figures/\(name).svg") == figure.svg, "run make figures")
    #expect(figure.svg == figure.svg)
  }

  @Test func `every figure in the pages has its program, and names are unique`() throws {
    let files = try Repository.files(in: "docs/figures", endingIn: ".svg")
    #expect(files == Figure.all.map { "docs/figures/\($0.name).svg" }.sorted())
  }

  /// Collects what XML elements say.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var texts: [String: String] = [:]
    private var open: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.append((name, attributes))
      open.append(name)
    }
    func parser(_ parser: XMLParser, foundCharacters string: String) {
      texts[open.last ?? "", default: ""] += string
    }
    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) { open.removeLast() }
  }

  private func read(_ svg: String) throws -> Reader {
    let (parser, reader) = (XMLParser(data: Data(svg.utf8)), Reader())
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader
  }

  @Test(arguments: Figure.all.map(\.name))
  func `a figure can be read by those who cannot see it, and runs nothing`(name: String) throws {
    let figure = try #require(Figure.all.first { $0.name == name })
    let reader = try read(figure.svg)
    let root = try #require(reader.elements.first)
    #expect(root.name == "svg" && root.attributes["role"] == "img")
    #expect(root.attributes["viewBox"]?.hasPrefix("0 0 640 ") == true)
    #expect(reader.texts["title"] == figure.title)
    #expect((reader.texts["desc"] ?? "").count > 150, "a description says what is seen")
    #expect(figure.caption.count > 150 && figure.caption.hasSuffix("."))
    #expect(!reader.elements.contains { $0.name == "script" || $0.name == "foreignObject" })
    #expect(!figure.svg.contains("url(") && !figure.svg.contains("http://www.w3.org/1999"))
    let style = try #require(reader.texts["style"])
    #expect(style.contains("prefers-color-scheme:dark"))
  }

  @Test(arguments: Figure.all.map(\.name))
  func `nothing is drawn beside the paper`(name: String) throws {
    let figure = try #require(Figure.all.first { $0.name == name })
    let reader = try read(figure.svg)
    let box = try #require(reader.elements[0].attributes["viewBox"]?.split(separator: " "))
    let height = try #require(Double(box[3]))
    for (element, attributes) in reader.elements {
      for (key, limit) in [("x", 640), ("cx", 640), ("y", height), ("cy", height)] {
        if let value = attributes[key], element != "use" {
          #expect((0...limit).contains(try #require(Double(value))), "\(element) \(attributes)")
        }
      }
      for point in (attributes["points"] ?? "").split(separator: " ") {
        let pair = point.split(separator: ",").compactMap { Double($0) }
        try #require(pair.count == 2)
        #expect((0...640).contains(pair[0]) && (0...height).contains(pair[1]), "\(element)")
      }
    }
  }
}
