// Runs a case of the dispatch loops from a command line and prints a line a run: closed, open, or
// with a thread that is stopped. tools/peers/dispatch.py calls it beside the controls.

import Consulting
import DispatchDriver

/// The value after a name on the command line.
func text(_ name: String, _ otherwise: String) -> String {
  guard let place = CommandLine.arguments.firstIndex(of: "--" + name),
    place + 1 < CommandLine.arguments.count
  else { return otherwise }
  return CommandLine.arguments[place + 1]
}

func number(_ name: String, _ otherwise: Double) -> Double {
  guard let value = Double(text(name, String(otherwise))), value >= 0 else {
    fatalError("--\(name) wants a number")
  }
  return value
}

func word<Value: RawRepresentable<String> & CaseIterable>(_ name: String, _ otherwise: Value)
  -> Value
{
  guard let value = Value(rawValue: text(name, otherwise.rawValue)) else {
    fatalError("--\(name) is one of \(Value.allCases.map(\.rawValue))")
  }
  return value
}

var asked = DispatchCase(
  Topology(
    agents: Int(number("agents", 1000)), side: Int(number("side", 4)),
    likeAgents: Int(number("like-agents", 1))),
  word("choice", .bestMatch))
asked.engine = word("engine", .atomic)
asked.ties = word("ties", .any)
asked.spread = word("spread", .shared)
asked.threads = Int(number("threads", 1))
asked.load = number("load", 0.5)
asked.steps = Int(number("steps", 400_000))
asked.lineCapacity = Int(number("line-capacity", 256))

for _ in 0..<Int(number("runs", 1)) {
  switch text("loop", "closed") {
  case "closed":
    let outcome = asked.run()
    print(
      "dispatches \(outcome.dispatches) cpu \(outcome.processorPerDispatch)",
      "wall \(outcome.wallPerDispatch) waiting \(outcome.waiting)",
      "turned-away \(outcome.turnedAway)")
  case "open":
    let tail = asked.runOpen(
      stepsPerSecond: number("rate", 1e6), seconds: number("seconds", 1))
    print(
      "steps \(tail.count) p50 \(tail.quantiles[0]) p99 \(tail.quantiles[1])",
      "p99.9 \(tail.quantiles[2]) p99.99 \(tail.quantiles[3]) max \(tail.quantiles[4])",
      "turned-away \(tail.turnedAway)")
  case "stopped":
    let run = asked.runStopped(Int(number("stops", 1000)))
    print("steps/s \(run.stepsPerSecond) stops \(run.stops) lost \(run.lost)")
  case let other: fatalError("--loop \(other) is not closed, open or stopped")
  }
}
