import Platform

/// simdjson, a JSON parser in C++ with vector instructions, from a shared library that `make bench`
/// builds where it is installed.
struct SimdJSON {
  private typealias Parse = @convention(c) (UnsafePointer<UInt8>, Int) -> Double

  private let parse: Parse
  /// The version, and the processor that it is for.
  let about: String

  /// Loads a library; an error says why it cannot be loaded.
  init(_ library: String) throws {
    guard let handle = dlopen(library, RTLD_NOW), let parse = dlsym(handle, "simdjson_sum"),
      let about = dlsym(handle, "simdjson_about")
    else { throw Failure(description: dlerror().map { String(cString: $0) } ?? library) }
    self.parse = unsafeBitCast(
      parse, to: (@convention(c) (UnsafePointer<UInt8>, Int) -> Double).self)
    let text = unsafeBitCast(about, to: (@convention(c) () -> UnsafePointer<CChar>).self)
    self.about = String(cString: text())
  }

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// Parses text to a tree, and adds up its numbers. The last 64 bytes are not of the text:
  /// simdjson reads beyond the end.
  func sum(padded bytes: [UInt8]) -> Double {
    bytes.withUnsafeBufferPointer { parse($0.baseAddress!, $0.count - 64) }
  }
}
