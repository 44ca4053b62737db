// The tables of the exponential and the normal ziggurat: made once, never freed, 16 KiB.

import Measures

/// The two ziggurats of 256 layers, as one pointer that any value may carry.
///
/// The hot path must not ask a lazy global whether it is ready, so whoever draws holds this
/// pointer. The tables are the same for every process on every machine.
@safe
public struct Ziggurats: BitwiseCopyable {
  /// Where a layer lies wholly under the density, and how wide it is.
  @usableFromInline
  struct Layer: BitwiseCopyable {
    /// Depths below this, in units of `width`, lie under the density.
    @usableFromInline var inside: UInt64
    /// Width of the layer ÷ 2^53.
    @usableFromInline var width: Double
  }

  /// The density at the outer and at the inner edge of a layer.
  @usableFromInline
  struct Wedge: BitwiseCopyable {
    @usableFromInline var low: Double
    @usableFromInline var high: Double
  }

  /// Where the tail of the exponential begins: the edge at which 256 layers of equal area fit.
  @inlinable static var exponentialTail: Double { 7.6971174701310497 }
  /// Where the tail of the normal density begins.
  @inlinable static var normalTail: Double { 3.6541528853610088 }

  /// 512 layers (exponential, normal), then 512 wedges.
  @usableFromInline let layers: UnsafePointer<Layer>

  /// The tables, made at the first call; `DrawTables` hands them out.
  static let shared = Ziggurats()

  @inlinable
  func layer(_ index: Int) -> Layer {
    // Safety: callers pass 8 random bits, or 256 plus those: below 512; the block is never freed.
    unsafe layers[index]
  }

  @inlinable
  func wedge(_ index: Int) -> Wedge {
    // Safety: as above; the wedges were initialised behind the 512 layers.
    unsafe UnsafeRawPointer(layers + 512).assumingMemoryBound(to: Wedge.self)[index]
  }

  private init() {
    let exponential = Self.edges(
      tail: Self.exponentialTail, area: 0.0039496598225815572,
      density: { DeterministicMath.exp(-$0) },
      inverse: { -DeterministicMath.log($0) })
    let normal = Self.edges(
      tail: Self.normalTail, area: 0.0049286732339746553,
      density: { DeterministicMath.exp(-0.5 * $0 * $0) },
      inverse: { (-2 * DeterministicMath.log($0)).squareRoot() })
    // Safety: 1,024 entries of 16 bytes are allocated and all are initialised before the pointer
    // leaves; nobody writes afterwards. The block lives as long as the process, on purpose: it is
    // made once and every sampler points into it.
    let block = UnsafeMutableRawPointer.allocate(byteCount: 1024 * 16, alignment: 128)
    let layers = unsafe block.bindMemory(to: Layer.self, capacity: 512)
    let wedges = unsafe (block + 512 * 16).bindMemory(to: Wedge.self, capacity: 512)
    for index in 0..<512 {
      let ziggurat = index < 256 ? exponential : normal
      let inner = ziggurat.edges[index & 255]
      let outer = ziggurat.edges[(index & 255) + 1]
      let inside = UInt64(inner / outer * 0x1p53)
      unsafe (layers + index).initialize(to: Layer(inside: inside, width: outer * 0x1p-53))
      let low = index & 255 == 255 ? 0 : ziggurat.heights[(index & 255) + 1]
      let wedge = Wedge(low: low, high: ziggurat.heights[index & 255])
      unsafe (wedges + index).initialize(to: wedge)
    }
    unsafe self.layers = UnsafePointer(layers)
  }

  /// The 257 edges from 0 outwards and the density at each; the last is the base's as if it were a
  /// box of the same area.
  private static func edges(
    tail: Double, area: Double, density: (Double) -> Double, inverse: (Double) -> Double
  ) -> (edges: [Double], heights: [Double]) {
    var edges = [Double](repeating: 0, count: 257)
    edges[256] = area / density(tail)
    edges[255] = tail
    for index in stride(from: 254, to: 0, by: -1) {
      edges[index] = inverse(density(edges[index + 1]) + area / edges[index + 1])
    }
    return (edges, edges.map(density))
  }
}

// Safety: the tables are written before the pointer leaves `init` and never after; they are never
// freed. Threads may share them.
extension Ziggurats: @unchecked Sendable {}
