// Frames that come: taken apart where they lie and handed on from there.

import Glibc
import Rings
import WebSockets

extension RelayLoop {
  /// Reads from a connection that is ready, once: the poll tells again if there is more.
  mutating func receive(_ index: Int) {
    switch connections[index].phase {
    case .free: break
    case .handshake: receiveHead(index)
    case .open, .closing: receiveFrames(index)
    case .lingering: discard(index)
    }
  }

  /// Reads into one region, or into two one after the other; how many bytes, 0 if nothing came or
  /// the connection was ended.
  ///
  /// - Complexity: one system call, no allocation.
  mutating func take(
    from index: Int, into first: ByteRegion, then second: ByteRegion? = nil
  ) -> Int {
    let count = network.receive(from: connections[index].descriptor, into: first, then: second)
    board.add(1, to: .receives)
    board.add(1, to: .systemCalls)
    if count > 0 {
      board.add(count, to: .bytesIn)
      connections[index].heard = now
      return count
    }
    if count == -Int(EAGAIN) || count == -Int(EINTR) { return 0 }
    end(index, connections[index].phase == .lingering ? .closed : .lost)
    return 0
  }

  private mutating func discard(_ index: Int) {
    let heard = connections[index].heard
    _ = take(from: index, into: arrival.region)
    if connections[index].phase == .lingering { connections[index].heard = heard }
  }

  /// Takes frames out of what has come and hands them on.
  private mutating func receiveFrames(_ index: Int) {
    let headroom = BufferSlab.headroom
    let room = arrival.region.part(from: headroom, count: Self.receiveBytes)
    let generation = connections[index].generation
    var start = headroom
    var end = headroom
    if connections[index].assembly != BufferSlab.none {
      let slot = connections[index].assembly
      let rest = connections[index].reader.payloadCount - connections[index].reader.absorbed
      let place = headroom + connections[index].reader.absorbed
      let missing = slab.region(of: slot).part(from: place, count: rest)
      let count = take(from: index, into: missing, then: room)
      guard count > 0 else { return }
      end += max(0, count - rest)
      guard goOn(index, with: missing.part(from: 0, count: min(count, rest))) else { return }
      guard connections[index].reader.isWhole else { return }
      guard deliver(index, payloadAt: headroom, in: slab.region(of: slot)) else { return }
    } else {
      start -= connections[index].carryCount
      let count = take(from: index, into: room)
      guard count > 0 else { return }
      restoreCarry(of: index)
      end += count
    }
    while start < end {
      guard let next = takeFrame(index, from: start, to: end) else { return }
      start = next
    }
    flush()
    guard connections[index].generation == generation else { return }
    // Its slot was sent from until now.
    if connections[index].assembly != BufferSlab.none, connections[index].reader.isWhole {
      releaseAssembly(of: index)
    }
  }

  /// Takes one frame, or keeps the beginning of one; where the next begins, nil if the connection
  /// takes no more.
  private mutating func takeFrame(_ index: Int, from start: Int, to end: Int) -> Int? {
    switch FrameHeader.read(arrival.region.part(from: start, count: end - start)) {
    case .incomplete:
      keepCarry(of: index, from: start, to: end)
      return end
    case .refused(let refusal):
      refuse(index, refusal)
      return nil
    case .header(let header):
      if let refusal = connections[index].reader.begin(header, within: limits.frames) {
        refuse(index, refusal)
        return nil
      }
      let payloadStart = start + header.byteCount
      let there = min(header.payloadCount, end - payloadStart)
      let piece = arrival.region.part(from: payloadStart, count: there)
      guard goOn(index, with: piece) else { return nil }
      if there < header.payloadCount {
        return keepBeginning(index, piece) ? end : nil
      }
      guard deliver(index, payloadAt: payloadStart, in: arrival.region) else { return nil }
      return payloadStart + there
    }
  }

  /// Unmasks and checks a piece of the payload; false if the connection was refused for it.
  private mutating func goOn(_ index: Int, with piece: ByteRegion) -> Bool {
    guard let refusal = connections[index].reader.absorb(piece) else { return true }
    refuse(index, refusal)
    return false
  }

  /// Keeps the beginning of a frame, so that the rest is received right behind it; false if the
  /// connection was ended because there is no slot.
  private mutating func keepBeginning(_ index: Int, _ piece: ByteRegion) -> Bool {
    // A frame that was put together before in this receive is sent from its slot first.
    flush()
    guard connections[index].phase != .free else { return false }
    releaseAssembly(of: index)
    let payloadCount = connections[index].reader.payloadCount
    let slot = slab.take(bytes: BufferSlab.headroom + payloadCount)
    guard slot != BufferSlab.none else {
      board.add(.noSlot)
      connections[index].isCounted = true
      sayClose(index, .tryAgainLater, then: .lingering)
      return false
    }
    slab.region(of: slot).copy(piece, to: BufferSlab.headroom)
    board.add(piece.count, to: .bytesCopied)
    connections[index].assembly = slot
    connections[index].frameSince = now
    setTimer(of: index)
    return true
  }

  private mutating func keepCarry(of index: Int, from start: Int, to end: Int) {
    // What stands behind the head's beginning in the two words is never looked at.
    connections[index].carryCount = end - start
    var words: (UInt64, UInt64) = (0, 0)
    for place in start..<end {
      let byte = UInt64(arrival.region[place])
      let shift = UInt64(place - start) % 8 * 8
      if place - start < 8 { words.0 |= byte << shift } else { words.1 |= byte << shift }
    }
    connections[index].carry = words
    connections[index].frameSince = now
    board.add(end - start, to: .bytesCopied)
    setTimer(of: index)
  }

  /// Lays the first bytes of a head before those that came now.
  private func restoreCarry(of index: Int) {
    let count = connections[index].carryCount
    guard count > 0 else { return }
    let words = connections[index].carry
    for place in 0..<count {
      let word = place < 8 ? words.0 : words.1
      arrival.region[BufferSlab.headroom - count + place] =
        UInt8(truncatingIfNeeded: word >> (UInt64(place) % 8 * 8))
    }
    connections[index].carryCount = 0
  }

  /// Does what a whole frame asks for; whether the connection takes more.
  private mutating func deliver(
    _ index: Int, payloadAt offset: Int, in region: ByteRegion
  ) -> Bool {
    let reader = connections[index].reader
    let payload = region.part(from: offset, count: reader.payloadCount)
    if let refusal = connections[index].reader.finish(payload) {
      refuse(index, refusal)
      return false
    }
    switch reader.opcode {
    case .close:
      answerClose(index, FrameReader.closeCode(of: payload))
      return false
    case .pong: connections[index].awaitsPong = false
    case .ping:
      board.add(1, to: .pingsIn)
      guard connections[index].phase == .open else { return true }
      hand(.pong, isFinal: true, payloadAt: offset, reader.payloadCount, in: region, to: index)
    case .text, .binary, .continuation:
      guard connections[index].phase == .open else { return true }
      if parts.post != nil { return converse(index, payloadAt: offset, in: region) }
      guard connections[index].peer != Connection.nobody else {
        return true
      }
      board.add(1, to: .frames)
      board.add(reader.isFinal ? 1 : 0, to: .messages)
      board.add(payload.count, to: .payloadBytes)
      hand(
        reader.opcode, isFinal: reader.isFinal, payloadAt: offset, reader.payloadCount, in: region,
        to: connections[index].peer)
    }
    return connections[index].phase == .open || connections[index].phase == .closing
  }

  /// Writes a server's head into the room that the client's leaves, and sends both.
  private mutating func hand(
    _ opcode: Opcode, isFinal: Bool, payloadAt offset: Int, _ count: Int, in region: ByteRegion,
    to receiver: Int
  ) {
    let start = FrameHeader.writeServer(
      opcode, isFinal: isFinal, payloadCount: count, before: offset, in: region)
    send(region.part(from: start, count: offset + count - start), to: receiver)
  }
}
