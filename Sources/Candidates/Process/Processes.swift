import CProcess

import Platform

/// The processes that candidates leave behind. On Linux all are found; elsewhere those that stay in
/// the candidate's group are ended with it, and the others are not looked for.
enum Processes {
  /// Makes this process the parent of every descendant whose own parent ends from now on.
  static func adoptOrphans() {
    #if os(Linux)
      _ = cprocess_adopt_orphans()
    #endif
  }

  /// Ends every child of this process except `known`, and whatever these started, until none is
  /// left.
  static func endOrphans(but known: Set<pid_t>) {
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(5) {
      let children = parents().filter { $0.value == getpid() && !known.contains($0.key) }.keys
      if children.isEmpty { return }
      for child in children {
        for descendant in descendants(of: child) { kill(descendant, SIGKILL) }
        kill(child, SIGKILL)
        waitpid(child, nil, 0)
      }
    }
  }

  /// The children of this process.
  static func children() -> Set<pid_t> {
    Set(parents().filter { $0.value == getpid() }.keys)
  }

  /// The processes that a process started, and those that these started.
  static func descendants(of ancestor: pid_t) -> [pid_t] {
    let children = Dictionary(grouping: parents()) { $0.value }.mapValues { $0.map(\.key) }
    var found: [pid_t] = []
    var next = children[ancestor] ?? []
    while let process = next.popLast() {
      found.append(process)
      next += children[process] ?? []
    }
    return found
  }

  /// The parent of every process.
  private static func parents() -> [pid_t: pid_t] {
    var parents: [pid_t: pid_t] = [:]
    #if os(Linux)
      guard let folder = opendir("/proc") else { return [:] }
      defer { closedir(folder) }
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard let process = pid_t(name), let file = fopen("/proc/\(name)/stat", "r") else {
          continue
        }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 512)
        guard fgets(&line, 512, file) != nil else { continue }
        // The command's name, in parentheses, may hold anything.
        let text = String(
          decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { continue }
        let fields = text[end...].split(separator: " ")
        if fields.count > 2, let parent = pid_t(fields[2]) { parents[process] = parent }
      }
    #endif
    return parents
  }
}
