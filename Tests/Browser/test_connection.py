"""The client of docs/protocol.md by itself, in a page but without one: what is kept, acknowledged,
dropped, and when it comes back."""

import pytest

from test_consultation import KOREAN


@pytest.fixture
def run(visit):
    """Runs a script that returns something; `Dialogue`, `ConsultConnection` and `frames` are there."""
    page = visit(KOREAN)

    def run(script):
        return page.evaluate("""async () => {
          const {Dialogue} = await import('/dialogue.mjs');
          const {ConsultConnection} = await import('/connection.mjs');
          const frames = await import('/frames.mjs');
          const facts = (party = 0, others = [1]) => ({dialogue: 7, party, parties:
            [party, ...others].map(number => ({party: number, name: 'p' + number, role: 'agent'}))});
          const begin = () => {
            const sent = [];
            const dialogue = new Dialogue(facts(), false, bytes =>
              sent.push(frames.readFrame(bytes.buffer, false)));
            dialogue.isJoined = true;
            return [dialogue, sent];
          };
          const acknowledge = (party, sequence, by = 1) =>
            ({party: by, sequence: 0, acknowledged: {party, sequence}});
          const text = (party, sequence) => ({party, sequence, text: 't' + sequence});
          const standings = [], heard = [], read = [], sockets = [];
          const connect = more => new ConsultConnection({
            server: 'ws://nowhere/', role: 'customer', first: {type: 'ask'},
            listener: {
              stood: (standing, code) => standings.push(code ? standing + code : standing),
              heard: message => heard.push(message.type),
              read: (dialogue, entry) => read.push(entry?.text ?? null),
            },
            makeSocket: address => {
              const socket = {address, sent: [], send: frame => socket.sent.push(frame), close() {}};
              sockets.push(socket);
              return socket;
            }, ...more});
          const say = (message, socket = sockets.at(-1)) =>
            socket.onmessage({data: JSON.stringify(message)});
          """ + script + "}")

    run.page = page
    return run


def test_a_frame_is_what_the_protocol_draws(run):
    assert run("""
      return [[...frames.frame(undefined, 3, 0x010203, frames.bytesOfText('é'))],
        [...frames.frame(0x01020304, 15, 1, frames.headBytes(0, 0xffffff))],
        [...frames.namingFrame(0x01020304)], [...frames.againBytes(2, 5, 1, 0x010203)]];
    """) == [[3, 1, 2, 3, 0xC3, 0xA9], [1, 2, 3, 4, 15, 0, 0, 1, 0, 255, 255, 255],
             [255, 0, 0, 0, 1, 2, 3, 4], [2, 0, 0, 5, 1, 1, 2, 3]]


def test_nothing_new_is_written_while_256_messages_are_kept(run):
    assert run("""
      const [dialogue, sent] = begin();
      const taken = [];
      for (let i = 0; i < 257; i += 1) taken.push(Boolean(dialogue.write('m')));
      dialogue.receive(acknowledge(0, 10));
      return [taken.indexOf(false), sent.length, Boolean(dialogue.write('m')), sent.at(-1).sequence];
    """) == [256, 256, True, 257]


def test_what_comes_twice_is_dropped_and_acknowledged_again(run):
    assert run("""
      const [dialogue, sent] = begin();
      const entries = [1, 2, 2, 1, 3].map(number => Boolean(dialogue.receive(text(1, number))));
      await new Promise(done => setTimeout(done, 900));
      return [entries, sent.map(frame => frame.acknowledged)];
    """) == [[True, True, False, False, True], [{"party": 1, "sequence": 3}]]


def test_what_overtakes_lost_messages_is_dropped_until_it_comes_behind_them(run):
    assert run("""
      const [dialogue] = begin();
      const told = [1, 3, 2, 3].map(i => dialogue.receive(text(1, i))?.text ?? null);
      return told;
    """) == ["t1", None, "t2", "t3"]


def test_who_joins_late_begins_where_the_other_says(run):
    assert run("""
      const late = new Dialogue(facts(2, [0, 1]), true, () => {});
      const told = [late.receive(text(0, 7))?.text ?? null];
      late.receive({...acknowledge(2, 0, 0), after: 6});
      told.push(...[7, 9].map(i => late.receive(text(0, i))?.text ?? null));
      // An older word changes nothing.
      late.receive({...acknowledge(2, 0, 0), after: 3});
      told.push(late.receive(text(0, 8))?.text);
      return told;
    """) == [None, "t7", None, "t8"]


def test_who_comes_gets_what_is_kept_and_is_told_from_where(run):
    assert run("""
      const [dialogue, sent] = begin();
      for (const word of ['one', 'two', 'three']) dialogue.write(word);
      dialogue.receive(acknowledge(0, 2));
      sent.length = 0;
      dialogue.join({party: 2, name: 'late', role: 'helper'});
      dialogue.resendTo(1);
      return sent.map(({sequence, text, acknowledged, after}) =>
        [sequence, text ?? null, acknowledged?.party ?? null, after ?? null]);
    """) == [[0, None, 2, 2], [3, "three", None, None], [0, None, 1, 2], [3, "three", None, None]]


def test_a_party_of_another_run_is_another_party(run):
    # The number was given by a server that was killed, and again by the next one.
    assert run("""
      const told = [];
      for (const come of ['meet', 'join']) {
        for (const run of [1, 2]) {
          const dialogue = new Dialogue(facts(0, [1]), false, () => {});
          dialogue.join({party: 2, name: 'first', role: 'helper', run: 1});
          dialogue.receive(text(2, 1));
          const again = {party: 2, name: 'again', role: 'helper', run};
          if (come === 'meet') {
            dialogue.meet([{party: 0}, {party: 1}, again]);
          } else {
            dialogue.leave(2);
            dialogue.join(again);
          }
          told.push([1, 2].map(i => dialogue.receive(text(2, i))?.text ?? null));
        }
      }
      return told;
    """) == [[None, "t2"], ["t1", "t2"]] * 2


def test_who_left_and_answers_again_is_sent_what_is_kept_and_had_what_was_had(run):
    assert run("""
      const [dialogue, sent] = begin();
      const both = facts(0, [1, 2]).parties;
      dialogue.meet(both);
      for (const word of ['a', 'b', 'c', 'd']) dialogue.write(word);
      dialogue.receive(text(1, 1));
      dialogue.receive(acknowledge(0, 1));
      dialogue.receive(acknowledge(0, 3, 2));
      dialogue.leave(1);
      dialogue.meet(facts(0, [2]).parties);
      sent.length = 0;
      // A server was killed before it had noted the leaving.
      dialogue.meet(both);
      dialogue.resendTo(1);
      return [sent[0].acknowledged.sequence, sent[0].after, sent.slice(1).map(frame => frame.text),
        dialogue.receive(text(1, 1)) === undefined, dialogue.receive(text(1, 2)).text];
    """) == [1, 3, ["d"], True, "t2"]


def test_who_has_least_is_sent_to_first(run):
    assert run("""
      const [dialogue, sent] = begin();
      dialogue.join({party: 2, name: 'late', role: 'helper'});
      for (const word of ['one', 'two']) dialogue.write(word);
      dialogue.receive(acknowledge(0, 1, 1));
      sent.length = 0;
      dialogue.enter(true);
      return sent.filter(frame => frame.party === 0 && frame.sequence === 0)
        .map(frame => [frame.acknowledged.party, frame.after]);
    """) == [[2, 0], [1, 1]]


def test_every_sixteenth_message_is_acknowledged_at_once(run):
    assert run("""
      const [dialogue, sent] = begin();
      for (let i = 1; i <= 40; i += 1) dialogue.receive(text(1, i));
      return sent.map(frame => frame.acknowledged.sequence);
    """) == [16, 32]


def test_a_message_is_kept_until_all_who_are_there_have_it(run):
    assert run("""
      const [dialogue] = begin();
      const one = dialogue.write('one');
      dialogue.join({party: 2, name: 'late', role: 'helper'});
      const two = dialogue.write('two');
      const steps = [];
      const look = () => steps.push([dialogue.isDelivered(one), dialogue.isDelivered(two)]);
      look();
      dialogue.receive(acknowledge(0, 2, 1)); look();
      dialogue.receive(acknowledge(0, 1, 2)); look();
      dialogue.leave(2); look();
      return steps;
    """) == [[False, False], [False, False], [True, False], [True, True]]


def test_what_is_saved_goes_on_with_the_next_number(run):
    assert run("""
      const [dialogue, sent] = begin();
      dialogue.write('one'); dialogue.write('two');
      dialogue.receive(text(1, 1));
      dialogue.receive(acknowledge(0, 1));
      const saved = JSON.parse(JSON.stringify(dialogue.saved()));
      const again = Dialogue.restored(saved, false, bytes =>
        sent.push(frames.readFrame(bytes.buffer, false)));
      sent.length = 0;
      again.write('three');
      again.enter(true);
      const doubled = again.receive(text(1, 1));
      return [sent.filter(frame => frame.sequence).map(frame => frame.text), Boolean(doubled),
        again.log.map(entry => entry.text)];
    """) == [["two", "three"], False, ["one", "two", "t1", "three"]]


def test_who_has_forgotten_writes_behind_what_the_server_says(run):
    assert run("""
      const [earlier] = begin();
      const kept = earlier.write('kept');
      const [dialogue, sent] = begin();
      dialogue.follow(earlier);
      dialogue.forget();
      sent.length = 0;
      dialogue.enter(true);
      const refused = dialogue.write('too early') === undefined;
      const saved = JSON.parse(JSON.stringify(dialogue.saved()));
      const again = Dialogue.restored(saved, false, bytes =>
        sent.push(frames.readFrame(bytes.buffer, false)));
      again.enter(true);
      const before = [again.isDelivered(kept), sent.some(frame => frame.text)];
      sent.length = 0;
      again.receive({party: 255, sequence: 0, acknowledged: {party: 0, sequence: 7}});
      again.write('new');
      again.receive({party: 255, sequence: 0, acknowledged: {party: 0, sequence: 90}});
      again.write('newer');
      return [refused, before, sent.map(({sequence, text, after}) =>
        [sequence, text ?? null, after ?? null])];
    """) == [True, [False, False],
             [[0, None, 7], [8, "kept", None], [9, "new", None], [10, "newer", None]]]


def test_what_overtakes_the_news_of_its_dialogue_is_not_lost(run):
    assert run("""
      const connection = connect();
      connection.open();
      sockets[0].onopen();
      say({type: 'welcome', session: 's', resume_seconds: 60});
      sockets[0].onmessage({data: frames.frame(undefined, 1, 1, frames.bytesOfText('hi')).buffer});
      say({type: 'connected', ...facts()});
      return [heard, read, connection.dialogue.log.length];
    """) == [["welcome", "connected"], ["hi"], 1]


def test_the_dialogue_goes_on_in_a_new_connection(run):
    assert run("""
      const connection = connect();
      connection.open();
      sockets[0].onopen();
      say({type: 'welcome', session: 's', resume_seconds: 60});
      say({type: 'connected', ...facts()});
      connection.dialogue.write('one');
      sockets[0].onclose({code: 1006});
      connection.dialogue.write('two');
      connection.hurry();
      sockets[1].onopen();
      const first = JSON.parse(sockets[1].sent[0]);
      say({type: 'resumed', state: 'connected'});
      connection.dialogue.write('three');
      const early = sockets[1].sent.length;
      say({type: 'connected', ...facts(), again: true});
      const [naming, again, ...rest] = sockets[1].sent.slice(1).map(bytes =>
        frames.readFrame(bytes.buffer));
      return [first, early, [naming.party, again.after], rest.map(frame => frame.text),
        sockets[0].sent.length];
    """) == [{"type": "resume", "session": "s"}, 1, [255, 0], ["one", "two", "three"], 3]


def test_what_nobody_read_is_told_to_whom_the_customer_is_given(run):
    assert run("""
      const connection = connect();
      connection.open();
      sockets[0].onopen();
      say({type: 'welcome', session: 's', resume_seconds: 60});
      say({type: 'connected', ...facts()});
      connection.dialogue.write('read');
      connection.dialogue.receive(acknowledge(0, 1));
      connection.dialogue.write('unread');
      say({type: 'left', party: 1});
      say({type: 'waiting', position: 1});
      const canWrite = connection.dialogue.canWrite;
      sockets[0].sent.length = 0;
      say({type: 'connected', ...facts(), dialogue: 8});
      const [, again] = sockets[0].sent.map(bytes => frames.readFrame(bytes.buffer));
      return [canWrite, again.sequence, again.text,
        connection.dialogue.log.map(entry => entry.text ?? entry.kind)];
    """) == [False, 1, "unread", ["read", "unread", "left"]]


def test_pauses_grow_to_eight_seconds_and_end_with_the_session(run):
    run.page.clock.install()
    pauses, last = run("""
      window.times = [];
      const connection = connect({makeSocket: () => {
        window.times.push(Date.now());
        const socket = {close() {}};
        setTimeout(() => socket.onclose({code: 1006}), 0);
        return socket;
      }, saved: {session: 's', resumeSeconds: 60, dialogues: []}});
      connection.open();
      window.connection = connection;
      return [null, null];
    """)
    run.page.clock.run_for(90_000)
    times = run.page.evaluate("window.times")
    pauses = [(b - a) / 1_000 for a, b in zip(times, times[1:])]
    least = [0.5, 1, 2, 4] + [8] * (len(pauses) - 5)
    assert len(pauses) >= 9
    assert all(low <= pause <= min(8, 1.25 * low) + 0.05 for low, pause in zip(least, pauses)), pauses
    assert 59 <= (times[-1] - times[0]) / 1_000 <= 61
    assert run.page.evaluate("window.connection.standing") == "over"


@pytest.mark.parametrize("code", [1000, 4400, 4401, 4409, 4422, 4429])
def test_some_ends_are_final(code, run):
    assert run("""
      const connection = connect();
      connection.open();
      sockets[0].onopen();
      say({type: 'welcome', session: 's', resume_seconds: 60});
      sockets[0].onclose({code: %d});
      return [standings.at(-1), connection.saved() ?? null];
    """ % code) == [f"over{code}", None]


def test_an_agent_learns_which_dialogues_ended_meanwhile(run):
    assert run("""
      const connection = connect({role: 'agent', saved: {session: 's', resumeSeconds: 60,
        dialogues: [7, 8].map(number =>
          new Dialogue({...facts(1, [0]), dialogue: number}, true, () => {}).saved())}});
      connection.open();
      sockets[0].onopen();
      say({type: 'resumed', dialogues: [7]});
      say({type: 'connected', ...facts(1, [0]), again: true});
      return [[...connection.dialogues.keys()], heard];
    """) == [[7], ["ended", "resumed", "connected"]]
