// The result document as JSON: which keys, in which order.

import Consulting
import Scenarios
import Tallies

extension ResultDocument {
  /// The document in UTF-8, the same bytes for the same tallies and facts.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("sangdam")
      writer.integer(1)
      writer.key("kind")
      writer.text(wallClock == nil ? "simulation" : "profile")
      writeRun(to: &writer)
      writer.key("metrics")
      writer.object { writer in
        writer.figures(metrics)
        writer.matchQuality(matchQuality)
        if let wallClock { writer.metrics(wallClock) }
      }
      if let wallClock { writer.profile(wallClock) }
      writeCells(to: &writer)
      writeTables(to: &writer)
      writer.key("invariants")
      writer.object { writer in
        writer.invariants(invariants)
        if wallClock != nil { writer.invariantsOfMessages() }
      }
      writer.key("objectives")
      writer.array { writer in
        for objective in objectives { writer.object { $0.objective(objective) } }
      }
      if let certificate { writer.certificate(certificate) }
      writer.key("engine")
      writer.object { writeEngine(to: &$0) }
    }
    writer.finish()
    return writer.bytes
  }

  private func writeRun(to writer: inout JSONWriter) {
    writer.key("scenario")
    writer.object { writer in
      writer.pair("name", scenario.name)
      writer.pair("sha256", scenario.sha256)
      writer.pair("description", scenario.description)
      writer.pair("opens", scenario.opens?.seconds)
      writer.pair("length", scenario.length.seconds)
      writer.pair("warmup", scenario.warmup.seconds)
      writer.pair("closing", scenario.closing.rawValue)
    }
    writer.pair("seed", integer: seed)
    writer.pair("replications", integer: replications)
    if isPartial {
      writer.key("partial")
      writer.boolean(true)
      writer.pair("requested_replications", integer: requestedReplications)
    }
    writer.pair("confidence", Figure.confidence)
  }

  private func writeCells(to writer: inout JSONWriter) {
    writer.key("by_demand")
    writer.object { writer in
      for stream in demand {
        writer.key(stream.name)
        writer.object { writer in
          writer.figures(stream.figures)
          writer.matchQuality(stream.matchQuality)
        }
      }
    }
    writer.key("by_agents")
    writer.object { writer in
      for group in agents {
        writer.key(group.name)
        writer.object { writer in
          writer.figures(group.figures)
          writer.matchQuality(group.matchQuality)
        }
      }
    }
    writer.key("by_period")
    writer.array { writer in
      for period in periods {
        writer.object { writer in
          writer.pair("from", period.span.lowerBound.seconds)
          writer.pair("to", period.span.upperBound.seconds)
          writer.figures(period.figures)
          writer.days(period.days)
        }
      }
    }
  }

  private func writeTables(to writer: inout JSONWriter) {
    writer.key("distributions")
    writer.object { writer in
      writer.distribution("wait", waitDistribution)
      writer.distribution("first_response", firstResponseDistribution)
    }
    writer.matches(matches)
    writer.helps(helps)
    writer.rings(rings)
    writer.key("by_replication")
    writer.object { writer in
      writer.columns(byReplication.run)
      writer.key("by_demand")
      guard let streams = byReplication.demand else {
        writer.null()
        return
      }
      writer.object { writer in
        for (stream, columns) in zip(demand, streams) {
          writer.key(stream.name)
          writer.object { $0.columns(columns) }
        }
      }
    }
  }

  private func writeEngine(to writer: inout JSONWriter) {
    writer.pair("version", engine.version)
    writer.pair("contacts", integer: contacts)
    writer.pair("events", integer: events)
    writer.pair("elapsed_s", engine.elapsedSeconds)
    writer.pair("contacts_per_second", contactsPerSecond)
    writer.pair("threads", integer: engine.threads)
    writer.pair("memory", engine.memory.rawValue)
    writer.pair("peak_rss_bytes", integer: engine.peakRSSBytes)
    if let allocator = engine.allocator {
      writer.key("allocator")
      writer.object { writer in
        writer.pair("name", allocator.name)
        writer.pair("version", allocator.version)
        writer.pair("allocated_bytes", integer: allocator.allocatedBytes)
        writer.pair("allocations_per_contact", allocator.allocationsPerContact)
        guard let arenas = allocator.arenas else { return }
        writer.key("arenas")
        writer.object(.inline) { writer in
          writer.pair("count", integer: arenas.count)
          writer.pair("allocated_bytes", integer: arenas.allocatedBytes)
          writer.pair("active_bytes", integer: arenas.activeBytes)
          writer.pair("resident_bytes", integer: arenas.residentBytes)
          writer.pair("metadata_bytes", integer: arenas.metadataBytes)
          writer.pair("most_allocated_bytes", integer: arenas.mostAllocatedBytes)
          writer.pair("most_active_bytes", integer: arenas.mostActiveBytes)
          writer.pair("most_resident_bytes", integer: arenas.mostResidentBytes)
        }
      }
    }
    if let wallClock { writer.engine(wallClock) }
    for fact in engine.extra {
      switch fact.value {
      case .integer(let value): writer.pair(fact.key, integer: value)
      case .number(let value): writer.pair(fact.key, value)
      case .text(let value): writer.pair(fact.key, value)
      }
    }
  }

  /// Customers simulated per second of wall time; nil if no time passed.
  package var contactsPerSecond: Double? {
    engine.elapsedSeconds > 0 ? Double(contacts) / engine.elapsedSeconds : nil
  }
}
