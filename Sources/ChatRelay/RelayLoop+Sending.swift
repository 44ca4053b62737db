// Bytes that go: sent from where they lie; what a slow side cannot take is kept, and whoever sends
// to it waits.

import Glibc
import Rings
import WebSockets

extension RelayLoop {
  /// Adds a piece for a connection; it stays as it is until `flush`.
  mutating func send(_ piece: ByteRegion, to receiver: Int) {
    if outgoing.isFull || (receiver != destination && !outgoing.isEmpty) { flush() }
    destination = receiver
    outgoing.append(piece)
  }

  /// Sends what was added, or keeps it for who cannot take it.
  ///
  /// - Complexity: one system call, no copy and no allocation as long as all is taken.
  mutating func flush() {
    guard !outgoing.isEmpty else { return }
    let receiver = destination
    if connections[receiver].phase == .free {
      outgoing.clear()
    } else if connections[receiver].parkedBytes > 0 || transmit(to: receiver) {
      if !outgoing.isEmpty { park(for: receiver) }
      outgoing.clear()
    }
  }

  /// Hands the list to the system and drops what it took; false if the connection was ended.
  private mutating func transmit(to receiver: Int) -> Bool {
    let sent = network.send(&outgoing, to: connections[receiver].descriptor)
    board.add(1, to: .sends)
    board.add(1, to: .systemCalls)
    if sent >= 0 {
      board.add(sent, to: .bytesOut)
      return true
    }
    if sent == -Int(EAGAIN) || sent == -Int(EINTR) || sent == -Int(ENOBUFS) { return true }
    outgoing.clear()
    end(receiver, .lost)
    return false
  }

  /// Keeps what is left of the list; ends the connection if it may not be.
  private mutating func park(for receiver: Int) {
    guard connections[receiver].parkedBytes + outgoing.bytes <= limits.parkedBytes else {
      outgoing.clear()
      return end(receiver, .overfull)
    }
    if connections[receiver].parkedBytes == 0 { connections[receiver].tookSince = now }
    while let piece = outgoing.piece {
      guard let slot = roomToPark(for: receiver) else {
        outgoing.clear()
        return end(receiver, .noSlot)
      }
      let region = slab.region(of: slot)
      let filled = Int(slab[slot].to)
      let count = min(piece.count, region.count - filled)
      region.copy(piece.part(from: 0, count: count), to: filled)
      slab[slot].to = UInt32(filled + count)
      connections[receiver].parkedBytes += count
      board.add(count, to: .bytesCopied)
      board.add(count, to: .parkedBytes)
      outgoing.drop(count)
    }
    updateWatch(of: receiver)
    updateWatch(ofSendersTo: receiver)
    setTimer(of: receiver)
  }

  /// The slot at the end of the line, a new one if that is full; nil if there is none.
  private mutating func roomToPark(for receiver: Int) -> UInt32? {
    let last = connections[receiver].parkedLast
    if last != BufferSlab.none, Int(slab[last].to) < slab.region(of: last).count { return last }
    let isLittle = outgoing.bytes <= BufferSlab.smallBytes
    var slot = slab.take(bytes: isLittle ? BufferSlab.smallBytes : slab.largeBytes)
    if slot == BufferSlab.none, !isLittle { slot = slab.take(bytes: BufferSlab.smallBytes) }
    guard slot != BufferSlab.none else { return nil }
    if last == BufferSlab.none {
      connections[receiver].parkedFirst = slot
    } else {
      slab[last].next = slot
    }
    connections[receiver].parkedLast = slot
    return slot
  }

  /// Sends what was kept for a connection that can take it now.
  mutating func drain(_ index: Int) {
    assert(outgoing.isEmpty, "the list is of one connection")
    destination = index
    var slot = connections[index].parkedFirst
    while slot != BufferSlab.none, !outgoing.isFull {
      let extent = slab[slot]
      outgoing.append(
        slab.region(of: slot).part(from: Int(extent.from), count: Int(extent.to - extent.from)))
      slot = extent.next
    }
    let before = outgoing.bytes
    guard before > 0, transmit(to: index) else { return }
    forget(before - outgoing.bytes, of: index)
    outgoing.clear()
    guard connections[index].parkedBytes == 0 else { return }
    if connections[index].phase == .lingering { shut(index) }
    updateWatch(of: index)
    updateWatch(ofSendersTo: index)
  }

  /// Looks anew who may write, after something began or ended to be kept for a connection.
  private mutating func updateWatch(ofSendersTo index: Int) {
    guard parts.post == nil else { return updateSenders(to: index) }
    let peer = connections[index].peer
    if peer != Connection.nobody, peer != index { updateWatch(of: peer) }
  }

  /// Gives back what was kept of so many bytes at the front.
  private mutating func forget(_ count: Int, of index: Int) {
    guard count > 0 else { return }
    connections[index].tookSince = now
    connections[index].parkedBytes -= count
    board.add(-count, to: .parkedBytes)
    var rest = UInt32(count)
    while rest > 0 {
      let slot = connections[index].parkedFirst
      let length = slab[slot].to - slab[slot].from
      guard rest >= length else {
        slab[slot].from += rest
        return
      }
      rest -= length
      connections[index].parkedFirst = slab[slot].next
      if connections[index].parkedFirst == BufferSlab.none {
        connections[index].parkedLast = BufferSlab.none
      }
      slab.give(back: slot)
    }
  }

  /// Gives back all that was kept for a connection.
  mutating func forgetParked(of index: Int) { forget(connections[index].parkedBytes, of: index) }

  /// Watches a connection for what it may do now: nobody is read from while something is kept for
  /// him, or for who gets what he sends.
  mutating func updateWatch(of index: Int) {
    let connection = connections[index]
    var what: UInt32 = 0
    switch connection.phase {
    case .free: return
    case .handshake, .lingering: what = Poll.readable
    case .open, .closing:
      if connection.parkedBytes == 0, mayBeRead(index) { what = Poll.readable }
    }
    if connection.parkedBytes > 0 { what |= Poll.writable }
    guard what != connection.watched else { return }
    if connection.watched & Poll.readable != 0, what & Poll.readable == 0 {
      board.add(1, to: .heldBack)
    }
    if connection.watched & Poll.readable == 0, what & Poll.readable != 0 {
      // The time until now was ours.
      connections[index].heard = now
      connections[index].since = now
      connections[index].frameSince = now
    }
    connections[index].watched = what
    board.add(1, to: .systemCalls)
    network.change(connection.descriptor, for: what, token: token(of: index))
  }

  /// Whether there is somebody for what an open connection sends, who can take it.
  private func mayBeRead(_ index: Int) -> Bool {
    guard parts.post == nil else { return !isHeldBack(index) }
    let peer = connections[index].peer
    if peer == Connection.nobody { return connections[index].phase == .closing }
    return connections[peer].parkedBytes == 0
  }

  /// What tells the poll's events of a connection from those of others, before it and now.
  func token(of index: Int) -> UInt64 {
    UInt64(connections[index].generation) << 32 | UInt64(index)
  }
}
