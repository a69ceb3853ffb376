import Platform
import Text

/// A text file, line by line; lines that are blank or begin with # are passed over.
final class Lines {
  private let name: String
  private let file: UnsafeMutablePointer<FILE>
  private var buffer: UnsafeMutablePointer<CChar>?
  private var capacity = 0
  private var number = 0

  /// Opens a file by its name; `-` is stdin.
  init(of name: String) throws {
    guard let file = name == "-" ? fdopen(dup(STDIN_FILENO), "r") : fopen(name, "r") else {
      throw Failure.input("\(name): cannot be read: \(String(cString: strerror(errno)))".printable)
    }
    self.name = name == "-" ? "stdin" : name
    self.file = file
  }

  deinit {
    free(buffer)
    fclose(file)
  }

  /// The next line, and its place for error messages.
  func next() throws -> (line: String, place: String)? {
    while getline(&buffer, &capacity, file) >= 0 {
      number += 1
      let line = String(cString: buffer!)
      let start = line.first { !$0.isWhitespace }
      if start != nil && start != "#" { return (line, "\(name): line \(number)") }
    }
    guard ferror(file) == 0 else {
      throw Failure.input("\(name): cannot be read: \(String(cString: strerror(errno)))".printable)
    }
    return nil
  }
}
