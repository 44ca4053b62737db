// Drives the dialogues of a running `sangdam serve` from one thread, and prints names and values:
//
//   relay-runs talk  WHERE --pairs N [--rate N] [--seconds S] [--size BYTES]
//   relay-runs joins WHERE --pairs N --waiting N --rate N --joins N
//   relay-runs waiting WHERE --waiting N
//   WHERE = --port N --pid N --code C --issuer I --agents FILE
//
// FILE has a line for each agent: name and token. With `--hold` it waits for a line on standard
// input once all are there, and again before all leave, so that somebody can read the server's
// counters.
// tools/peers/relay.py calls it beside controls.

import CPlatform
import Glibc

_ = sangdam_raise_open_files()

/// Waits until somebody has read what is to be read.
func hold() {
  fflush(nil)
  if CommandLine.arguments.contains("--hold") { _ = readLine() }
}

func option(_ name: String, _ otherwise: String? = nil) -> String {
  if let place = CommandLine.arguments.firstIndex(of: "--" + name),
    place + 1 < CommandLine.arguments.count
  {
    return CommandLine.arguments[place + 1]
  }
  guard let otherwise else { fail("--\(name) is missing") }
  return otherwise
}

func number(_ name: String, _ otherwise: String? = nil) -> Double {
  guard let value = Double(option(name, otherwise)), value >= 0 else {
    fail("--\(name) wants a number")
  }
  return value
}

let server = ServerProcess(number: Int(number("pid")))
let pairs = Int(number("pairs", "0"))
let opening = Opening(
  port: UInt16(number("port")), code: option("code"), issuer: option("issuer"),
  agents: option("agents"))

let before = server.residentKiB
let began = sangdam_monotonic_nanoseconds()
var seats = opening.dialogues(pairs)
var waiting = (0..<Int(number("waiting", "0"))).map { opening.customer(pairs + $0) }
for index in waiting.indices { _ = waiting[index].await("waiting") }
let later = (0..<Int(number("joins", "0"))).map { opening.reader(pairs + waiting.count + $0) }
let took = Double(sangdam_monotonic_nanoseconds() - began) / 1e9
let grown = Double(server.residentKiB - before) / Double(2 * pairs + waiting.count + later.count)
print("set_up_s \(took) kib_per_connection \(grown)")
hold()
switch CommandLine.arguments.dropFirst().first {
case "talk":
  var talk = Talk(
    size: Int(number("size", "128")), rate: number("rate", "0"), seconds: number("seconds", "5"),
    server: server)
  talk.run(&seats)
case "joins":
  var joins = Joins(
    rate: number("rate"), count: later.count, pairs: seats, waiting: waiting, later: later,
    opening: opening)
  joins.run()
case "waiting": break
default: fail("talk, joins or waiting?")
}
print("over 1")
hold()
