// One direction of a connection: bytes in order, late, in pieces, or lost with everything behind.

/// What one side writes and the other reads. Like TCP it loses nothing as long as it lives, and
/// nobody is told when it no longer does.
final class Pipe {
  /// Bytes between both sides at most: what the systems on both sides keep.
  let capacity: Int
  /// Arrived and not read yet.
  private(set) var arrived = ByteQueue()
  /// The writer has closed, and all before it has arrived.
  private(set) var isEnded = false
  /// Nothing arrives any more, not even an end.
  var isCut = false
  private var underWay = 0
  private var lastArrival: Int64 = 0
  /// What the reader does when something has come.
  var whenArrived: () -> Void = {}
  /// What the writer does when there is room again.
  var whenRead: () -> Void = {}

  init(capacity: Int) { self.capacity = capacity }

  /// Bytes that can be written now.
  var room: Int { max(0, capacity - underWay - arrived.count) }

  /// Writes bytes for which there is room; they come in pieces, each after a time of its own.
  func write(_ bytes: ArraySlice<UInt8>, in world: World) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = rest.prefix(world.pieceSize())
      rest = rest.dropFirst(piece.count)
      underWay += piece.count
      arrive(in: world) {
        $0.underWay -= piece.count
        $0.arrived.append(piece)
      }
    }
  }

  /// Writes an end behind everything else.
  func end(in world: World) { arrive(in: world) { $0.isEnded = true } }

  private func arrive(in world: World, _ change: @escaping (Pipe) -> Void) {
    lastArrival = max(lastArrival, world.now + world.latency())
    world.happenings.put(at: lastArrival) { [self] in
      guard !isCut else { return }
      change(self)
      whenArrived()
    }
  }

  /// Reads what has come, at most so much.
  func read(_ count: Int) -> [UInt8] {
    let taken = arrived.take(count)
    if !taken.isEmpty { whenRead() }
    return taken
  }
}
