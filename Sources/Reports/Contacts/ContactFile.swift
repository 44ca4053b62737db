// The file of contacts: rows of many threads in one order, with bounded memory, there as a whole
// or not at all.

public import Scenarios
import Synchronization
public import Tallies

/// A file with one row a customer, in the order of the replications, whatever thread ran which.
///
/// The replication that is next in order is written to the file itself (under a temporary name);
/// the blocks of others wait in a second file beside it, which has no name, and are copied when
/// their turn comes. Memory: a block a thread, and some bytes for each block that waits.
/// Disk: up to twice the file; the second one is emptied when nobody waits and when the run ends.
public final class ContactFile: Sendable {
  private let table: ContactTable
  private let parts: Mutex<ContactParts>

  /// Begins the file; nothing is at `path` before `finish`.
  ///
  /// - Throws: why no file can be made there.
  public init(path: String, plan: Plan) throws(DurableFileError) {
    table = ContactTable(plan)
    parts = Mutex(try ContactParts(path: path, header: ContactTable.header))
  }

  /// Writes a block; the sink of a run. A fault ends the writing, not the run: `finish` tells it.
  public func receive(_ block: ContactBlock) {
    let rows = table.rows(block)
    parts.withLock { $0.append(rows, of: block.replication, isLast: block.isLast) }
  }

  /// Ends the file with what is whole: replications that were broken off have no rows.
  ///
  /// - Throws: the first fault; then nothing stays of the file, and what was at its path before.
  public func finish() throws(DurableFileError) {
    if let fault = parts.withLock({ $0.finish() }) { throw fault }
  }

  /// Gives the file up: nothing stays of it.
  public func discard() { parts.withLock { $0.discard() } }
}
