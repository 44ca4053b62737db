// What a run on the wall clock adds to the result document.

import Measures
import Tallies

extension JSONWriter {
  /// What belongs under `metrics`.
  mutating func metrics(_ clock: WallClockTally) {
    spans("dispatch_latency", clock.dispatchLatency)
    // Nothing is relayed in this process.
    key("relay_latency")
    null()
    interval("messages", Figure(mean: 0))
    interval("matches_per_second", Figure(mean: clock.dispatchesPerSecond))
  }

  /// The counts of messages that must be 0; none are sent here.
  mutating func invariantsOfMessages() {
    for name in ["lost_messages", "doubled_messages", "reordered_messages"] {
      pair(name, integer: 0)
    }
  }

  /// Shaped like `wait`.
  private mutating func spans(_ name: String, _ spans: SpanTally) {
    key(name)
    guard let mean = spans.mean else {
      null()
      return
    }
    object { writer in
      writer.interval("mean", Figure(mean: mean))
      for (key, share) in Self.shares {
        writer.interval(key, Figure(mean: spans.histogram.seconds(share)))
      }
      writer.interval("max", Figure(mean: spans.histogram.longestSeconds))
    }
  }

  private static var shares: [(String, Double)] {
    [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999)]
  }

  /// What belongs under `engine`.
  mutating func engine(_ clock: WallClockTally) {
    pair("dispatches", integer: clock.dispatches)
    pair("dispatches_per_second", clock.dispatchesPerSecond)
    pair("cpu_ns_per_dispatch", clock.cpuNanosecondsPerDispatch)
    pair("allocations_per_dispatch", clock.allocationsPerDispatch)
    pair("bytes_allocated_by_workers", integer: clock.allocatedBytes)
    if let operations = clock.operations, clock.dispatches > 0 {
      let each = { (count: Int64) in Double(count) / Double(clock.dispatches) }
      key("operations_per_dispatch")
      object(.inline) { writer in
        writer.pair("loads", each(operations.loads))
        writer.pair("stores", each(operations.stores))
        writer.pair("exchanges", each(operations.exchanges))
        writer.pair("failed_exchanges", each(operations.failedExchanges))
        writer.pair("other_read_modify_writes", each(operations.others))
        writer.pair("re_looks", each(operations.secondLooks))
        writer.pair("stale_entries", each(operations.deadEntries))
      }
      pair("retains_per_dispatch", operations.retains.map(each))
      pair("releases_per_dispatch", operations.releases.map(each))
    }
    key("lag")
    object(.inline) { writer in
      writer.pair("p50", clock.lag.seconds(0.5))
      writer.pair("p99", clock.lag.seconds(0.99))
      writer.pair("max", clock.lag.longestSeconds)
    }
    pair("never_sent", integer: clock.neverSent)
    pair("lines_full", integer: clock.linesFull)
    key("processors")
    array(.inline) { writer in for place in clock.processors { writer.integer(place) } }
    key("valid")
    boolean(clock.isValid)
  }

  /// How the run was made, and the way of a customer through it.
  mutating func profile(_ clock: WallClockTally) {
    key("profile")
    object { writer in
      switch clock.pace {
      case .open(let speed):
        writer.pair("pace", "open")
        writer.pair("speed", speed)
      case .saturated:
        writer.pair("pace", "saturated")
        writer.pair("speed", nil as Double?)
      }
      writer.pair("seconds", clock.elapsedSeconds)
      writer.pair("left_at_end", integer: clock.leftAtEnd)
      writer.key("left_out")
      writer.array(.inline) { writer in for key in clock.leftOut { writer.text(key) } }
      writer.stages(clock)
      writer.curves(clock)
      writer.key("queue_depth")
      writer.array { writer in
        for depth in clock.depths {
          writer.object(.inline) { writer in
            writer.pair("at_s", Double(depth.nanoseconds) / 1e9)
            writer.pair("waiting", integer: depth.waiting)
          }
        }
      }
      writer.key("throughput")
      writer.array { writer in
        for span in clock.throughput {
          writer.object(.inline) { writer in
            writer.pair("until_s", span.seconds)
            writer.pair("per_second", span.rate)
          }
        }
      }
      writer.pair("logged_events", integer: clock.loggedEvents)
      writer.pair("log_until_s", clock.logCutNanoseconds.map { Double($0) / 1e9 })
    }
  }

  private mutating func stages(_ clock: WallClockTally) {
    key("stages")
    object { writer in
      for stage in DispatchStage.allCases {
        writer.stage(stage.key, clock.stages[stage.rawValue])
      }
      writer.stage("due_to_delivered", clock.dueToDelivered)
    }
  }

  private mutating func stage(_ name: String, _ spans: SpanTally) {
    key(name)
    object(.inline) { writer in
      writer.pair("sum_ns", integer: spans.sumNanoseconds)
      writer.pair("mean", spans.mean)
      for (key, share) in Self.shares { writer.pair(key, spans.histogram.seconds(share)) }
      writer.pair("max", spans.histogram.longestSeconds)
    }
  }

  private mutating func curves(_ clock: WallClockTally) {
    let matched = DispatchStage.matchedToDelivered
    key("curves")
    object { writer in
      writer.curve("due_to_delivered", clock.dueToDelivered.histogram)
      writer.curve("matched_to_delivered", clock.stages[matched.rawValue].histogram)
      writer.curve("dispatch_latency", clock.dispatchLatency.histogram)
      writer.curve("lag", clock.lag)
    }
  }

  private mutating func curve(_ name: String, _ histogram: SparseHistogram) {
    key(name)
    let points = PercentileCurve(histogram).points
    guard !points.isEmpty else {
      null()
      return
    }
    array { writer in
      for point in points {
        writer.object(.inline) { writer in
          writer.pair("share", point.share)
          writer.pair("seconds", point.seconds)
        }
      }
    }
  }
}
