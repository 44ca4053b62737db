// `code make`, `code read` and `code check` as a stranger calls them, with pages that are none too.

import Foundation
import Testing

struct CodeTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// A code of the description of the format, and all that it says.
  private static let example = "c1-ja-43211507-003-0012-g"

  private static let page = "<!doctype html><title>x</title><p>y"

  @Test("a code that was made is read back, out of a page too")
  func codes() throws {
    let parts = ["--language", "ko", "--document", "43211507"]
    let made = try Program.run(["code", "make"] + parts, input: [], in: folder)
    #expect(made.code == 0)
    let text = try #require(made.output.firstMatch(of: /text +(c1-ko-43211507-\S+)/)?.1)
    #expect(try Program.run("code", "check", String(text), in: folder).code == 0)
    _ = try folder.write("p.html", Array("<!doctype html><title>x</title><p>y".utf8))
    let page = try Program.run(
      ["code", "make"] + parts + ["--page", "p.html"], input: [], in: folder)
    let read = try Program.run("code", "read", "-", "--json", input: page.output, in: folder)
    #expect(read.code == 0)
    let applied = try #require(try read.document()["page"] as? [String: Any])
    #expect((applied["code"] as? [String: Any])?["text"] as? String == String(text))
  }

  @Test("a code with one wrong character is exit code 2")
  func wrongCode() throws {
    let made = try Program.run("code", "make", "--document", "43211507", in: folder)
    let text = String(try #require(made.output.firstMatch(of: /text +(\S+)/)?.1))
    let wrong = text.replacing("4321", with: "4331")
    let ending = try Program.run("code", "check", wrong, in: folder)
    #expect(ending.code == 2)
    #expect(ending.complaint.contains("error: "))
  }

  @Test("JSON of `make` and `check` says the same of a code, in all its parts")
  func parts() throws {
    let made = try Program.run(
      "code", "make", "--language", "ja", "--document", "43211507", "--location", "3",
      "--server", "12", "--json", in: folder)
    let code = try #require(try made.document()["code"] as? NSDictionary)
    #expect(code["text"] as? String == Self.example)
    #expect(code["language"] as? String == "ja" && code["document"] as? String == "43211507")
    #expect(code["location"] as? Int == 3 && code["server"] as? Int == 12)
    let checked = try Program.run("code", "check", Self.example, "--json", in: folder)
    #expect(checked.code == 0)
    let list = try JSONSerialization.jsonObject(with: Data(checked.output.utf8))
    let verdicts = try #require(list as? [[String: Any]])
    #expect(verdicts.count == 1 && verdicts.first?["code"] as? NSDictionary == code)
  }

  @Test("a wrong code among right ones is exit code 2; the right ones are explained all the same")
  func wrongAmongRight() throws {
    let wrong = Self.example.dropLast() + "h"
    let ending = try Program.run("code", "check", String(wrong), Self.example, in: folder)
    #expect(ending.code == 2)
    #expect(ending.output.hasPrefix(Self.example + "\n") && ending.output.contains("language  ja"))
    #expect(ending.complaint.hasPrefix("\"\(wrong)\": error: "))
    _ = try folder.write("p.html", Array("<meta name=consult-code content=\(wrong)>".utf8))
    let read = try Program.run("code", "read", "p.html", in: folder)
    #expect(read.code == 2 && read.output == "the page has no code\n")
    #expect(read.complaint.hasPrefix("p.html:1:1: error: check character"))
  }

  @Test(
    "parts that no code can have are exit code 2",
    arguments: [
      ["--document", "4321"], ["--document", "43211507", "--language", "x"],
      ["--document", "43211507", "--location", "256"],
      ["--document", "43211507", "--server", "99999999999999999999"],
      ["--document", "43211507", "--issuer", "-"], ["--document", "43211507", "--address", "<"],
      ["--document", "43211507", "--locations", "a,a"],
    ])
  func wrongParts(arguments: [String]) throws {
    let ending = try Program.run(["code", "make"] + arguments, input: [], in: folder)
    #expect(ending.code == 2 && ending.isOrderly && ending.output.isEmpty)
    #expect(ending.complaint.hasPrefix("error: "), "\(ending.complaint)")
  }

  @Test("what is no page is refused: endless, a directory, absent, a pipe without a writer")
  func strangeFiles() throws {
    #expect(try Program.shell("mkfifo pipe", in: folder).code == 0)
    let commands = [["code", "read"], ["code", "make", "--document", "43211507", "--page"]]
    for path in ["/dev/zero", ".", "pipe", "absent", "", "x/", "s\u{1}\n.html"] {
      for command in commands {
        let ending = try Program.start(command + [path], in: folder).wait()
        #expect(ending.code == 2 && ending.isOrderly && ending.output.isEmpty, "\(path)")
        let shown = path.hasPrefix("s") ? "s\\u{1}\\n.html" : path
        #expect(ending.complaint.hasPrefix("\(shown): error: "), "\(ending.complaint)")
      }
    }
    for line in ["sangdam code read - < .", "sangdam code read - <&-"] {
      let ending = try Program.shell(line, in: folder)
      #expect(ending.code == 2 && ending.complaint.hasPrefix("-: error: "), "\(line)")
    }
  }

  @Test("a page may have any name and come through a pipe, even a slow one")
  func namesAndPipes() throws {
    for name in ["x", "s\u{1}\n.html", "한국.html", " "] {
      _ = try folder.write(name, Array(Self.page.utf8))
      #expect(try Program.run("code", "read", name, in: folder).code == 0, "\(name)")
    }
    let slow = try Program.shell("(sleep 0.2; cat x) | sangdam code read /dev/stdin", in: folder)
    #expect(slow.code == 0 && slow.output == "the page has no code\n")
    // The writer has the pipe open before the reader starts, however busy the machine is.
    let named = try Program.shell(
      "mkfifo p; exec 3<>p; (sleep 0.2; cat x) >&3 & exec 3>&-; sangdam code read p", in: folder)
    #expect(named.code == 0, "\(named.complaint)")
  }

  @Test("standard output that cannot be written is a failed run, a reader who left is none")
  func standardOutput() throws {
    _ = try folder.write("x", Array(Self.page.utf8))
    let make = "code make --document 43211507"
    for command in [
      make, make + " --json", make + " --page x", "code read x", "code read x --json",
      "code check \(Self.example)", "code check \(Self.example) --json",
    ] {
      let full = try Program.shell("sangdam \(command) > /dev/full", in: folder)
      #expect(full.code == 3 && full.complaint.contains("No space left on device"), "\(command)")
      let closed = try Program.shell("sangdam \(command) >&-", in: folder)
      #expect(closed.code == 3 && closed.complaint.contains("Bad file descriptor"), "\(command)")
      let left = try Program.shell("(sangdam \(command); echo $? >&2) | true", in: folder)
      #expect(left.complaint == "0\n", "\(command)")
    }
  }
}
