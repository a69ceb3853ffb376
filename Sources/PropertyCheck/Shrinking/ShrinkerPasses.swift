// The passes of shrinking, in the order in which they run.
extension Shrinker {
  /// Drops spans: runs of neighbours first, because most of a long case is superfluous.
  func dropSpans() {
    for run in [32, 8, 2, 1] {
      var index = best.spans.count - 1
      while index >= 0, !isSpent {
        if let range = neighbours(from: index, count: run), !range.isEmpty {
          var candidate = best.choices
          candidate.removeSubrange(range)
          attempt(candidate)
        }
        index = min(index, best.spans.count) - 1
      }
    }
  }

  /// The choices of a span and of those that follow it at its depth.
  private func neighbours(from index: Int, count: Int) -> Range<Int>? {
    let first = best.spans[index]
    var (end, found) = (first.end, 1)
    for span in best.spans[(index + 1)...] where found < count {
      if span.depth < first.depth || span.start > end && span.depth == first.depth { break }
      if span.depth == first.depth, span.start == end {
        end = span.end
        found += 1
      }
    }
    return found == count ? first.start..<end : nil
  }

  /// Drops runs of choices wherever they are, also with the choice before them lowered: it may be
  /// their count.
  func dropChoices() {
    for run in [8, 4, 3, 2, 1] {
      var start = best.choices.count - run
      while start >= 0, !isSpent {
        var candidate = best.choices
        candidate.removeSubrange(start..<start + run)
        if !attempt(candidate), start > 0, candidate[start - 1] > 0 {
          candidate[start - 1] -= 1
          attempt(candidate)
        }
        start = min(start, best.choices.count - run + 1) - 1
      }
    }
  }

  /// Replaces a span by one inside it, as a tree by a subtree.
  func liftSpans() {
    var outer = 0
    while outer < best.spans.count, !isSpent {
      var inner = outer + 1
      while outer < best.spans.count, inner < best.spans.count,
        best.spans[inner].depth > best.spans[outer].depth, inner < outer + 64
      {
        let (o, i) = (best.spans[outer], best.spans[inner])
        var candidate = best.choices
        candidate.replaceSubrange(o.start..<o.end, with: best.choices[i.start..<i.end])
        attempt(candidate)
        inner += 1
      }
      outer += 1
    }
  }

  /// Sets runs of choices to zero.
  func clearRuns() {
    for run in [64, 16, 8, 4, 2] {
      var start = 0
      while start + run <= best.choices.count, !isSpent {
        var candidate = best.choices
        for i in start..<start + run { candidate[i] = 0 }
        attempt(candidate)
        start += max(run / 2, 1)
      }
    }
  }

  /// Lowers each choice alone.
  func lowerEach() {
    var index = 0
    while index < best.choices.count, !isSpent {
      lower([index])
      index += 1
    }
  }

  /// Lowers choices that are equal, together.
  func lowerEqual() {
    var index = 0
    while index < best.choices.count, !isSpent {
      let (value, kind) = (best.choices[index], best.kinds[index])
      let equal = best.choices.indices.filter {
        best.choices[$0] == value && best.kinds[$0] == kind
      }
      if value != 0, equal.first == index, equal.count > 1 {
        lower(equal)
        // Two of many are enough for some failures.
        for other in equal.dropFirst().prefix(8) where other < best.choices.count {
          if best.choices[index] == best.choices[other] { lower([index, other]) }
        }
      }
      index += 1
    }
  }

  /// Moves as much as possible from a choice to a later one: a failure may need their sum.
  func moveBetween() {
    for distance in 1...4 {
      var index = 0
      while index + distance < best.choices.count, !isSpent {
        move(from: index, to: index + distance)
        index += 1
      }
    }
  }

  private func move(from i: Int, to j: Int) {
    guard best.choices[i] > 0, best.kinds[i] == best.kinds[j], best.bounds[j] > 1 else { return }
    // The lowest bit of a number's code is its sign.
    let unit: UInt64 = best.kinds[i] == .double || best.kinds[i] == .single ? 2 : 1
    var most = UInt64.max
    while j < best.choices.count, !isSpent {
      let room = best.bounds[j] - best.choices[j]
      most = min(most, min(best.choices[i], room) / unit)
      if most == 0 { return }
      var candidate = best.choices
      candidate[i] -= most * unit
      candidate[j] += most * unit
      if !attempt(candidate) { most /= 2 }
    }
  }

  /// Puts neighbouring spans into order, the simpler first.
  func sortSpans() {
    var index = 0
    while index < best.spans.count, !isSpent {
      if let both = neighbours(from: index, count: 2) {
        let middle = best.spans[index].end
        let a = best.choices[both.lowerBound..<middle]
        let b = best.choices[middle..<both.upperBound]
        if !a.isEmpty, !b.isEmpty {
          attempt(
            Array(best.choices[..<both.lowerBound] + b + a + best.choices[both.upperBound...]))
        }
      }
      index += 1
    }
  }
}
