// Runs cases of the closed loop from a command line and prints a line each; tools/peers/dispatch.py
// calls it beside the controls.

import Consulting
import DispatchDriver
import Foundation

/// The value after a name on the command line.
func argument(_ name: String, _ otherwise: String) -> String {
  guard let place = CommandLine.arguments.firstIndex(of: "--" + name),
    place + 1 < CommandLine.arguments.count
  else { return otherwise }
  return CommandLine.arguments[place + 1]
}

func number(_ name: String, _ otherwise: Int) -> Int {
  guard let value = Int(argument(name, String(otherwise))), value > 0 else {
    fatalError("--\(name) wants a number above 0")
  }
  return value
}

let topology = Topology(agents: number("agents", 1000), side: number("side", 4))
guard let choice = AgentChoice(rawValue: argument("choice", "best-match")),
  let ties = AgentChoice.Ties(rawValue: argument("ties", "any")),
  let load = Double(argument("load", "0.5")), let spread = Spread(rawValue: argument("spread", "shared"))
else { fatalError("--choice, --ties, --load or --spread has an unknown value") }
var asked = DispatchCase(topology, choice)
asked.ties = ties
asked.threads = number("threads", 1)
asked.load = load
asked.spread = spread
asked.steps = number("steps", 400_000)
asked.lineCapacity = number("line-capacity", load < 1 ? 256 : 8192)
asked.isPlain = argument("memory", "atomic") == "plain"
for _ in 0..<number("runs", 1) {
  let outcome = asked.run()
  print(
    "dispatches \(outcome.dispatches) cpu \(outcome.processorPerDispatch) wall \(outcome.wallPerDispatch)"
      + " waiting \(outcome.waiting) turned-away \(outcome.turnedAway)")
}
