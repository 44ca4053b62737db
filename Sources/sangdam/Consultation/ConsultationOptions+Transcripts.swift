// The store of transcripts that the options name.

import ArgumentParser
import Foundation
import Transcripts

extension ConsultationOptions {
  /// The store, opened; nil if nothing is to be kept.
  ///
  /// - Parameter frameBytes: the largest message that a client may write.
  func openTranscripts(frameBytes: Int) throws -> TranscriptStore? {
    guard let transcripts else { return nil }
    var settings = TranscriptSettings()
    settings.mostBytes = max(settings.mostBytes, frameBytes)
    settings.durability = TranscriptDurability(rawValue: durability.rawValue) ?? .strict
    let now = TranscriptTime(unixMicroseconds: Int64(Date().timeIntervalSince1970 * 1e6))
    do throws(TranscriptFault) {
      return try TranscriptStore(path: transcripts, settings: settings, at: now)
    } catch {
      Output.complain("cannot keep transcripts in \(transcripts): \(error).")
      throw ExitCode(ExitStatus.invalidRun)
    }
  }
}
