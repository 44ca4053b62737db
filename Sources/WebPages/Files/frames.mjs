// The binary frames of a dialogue, to bytes and back; docs/protocol.md, section 1.

const encoder = new TextEncoder();
// A text that is not UTF-8 never comes this far: the server refuses it.
const decoder = new TextDecoder();

/** The most bytes that a message's text may have: a frame, less dialogue and head. */
export const mostTextBytes = 65_536 - 8;

/** The bytes of a text. */
export const bytesOfText = text => encoder.encode(text);

/**
 * A frame.
 * @param dialogue its number on an agent's connection, undefined on a customer's
 * @param rest what stands behind the head: bytes
 */
export function frame(dialogue, party, sequence, rest) {
  const front = dialogue === undefined ? 0 : 4;
  const bytes = new Uint8Array(front + 4 + rest.length);
  const view = new DataView(bytes.buffer);
  if (front) view.setUint32(0, dialogue);
  setHead(view, front, party, sequence);
  bytes.set(rest, front + 4);
  return bytes;
}

/** The bytes of a head alone: what an acknowledgement says. */
export function headBytes(party, sequence) {
  const bytes = new Uint8Array(4);
  setHead(new DataView(bytes.buffer), 0, party, sequence);
  return bytes;
}

/** What a customer writes first in a dialogue: its number, for later messages do not say it. */
export function namingFrame(dialogue) {
  return frame(undefined, 255, 0, numberBytes(dialogue));
}

/** What stands behind an acknowledgement's head where we send again: from where, too. */
export function againBytes(party, received, own, after) {
  const bytes = new Uint8Array(8);
  bytes.set(headBytes(party, received));
  bytes.set(headBytes(own, after), 4);
  return bytes;
}

function numberBytes(number) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

/** Takes a frame apart; undefined when it is too short to be one. */
export function readFrame(buffer, isAgent) {
  const front = isAgent ? 4 : 0;
  const view = new DataView(buffer);
  if (view.byteLength < front + 4) return undefined;
  const read = {
    dialogue: isAgent ? view.getUint32(0) : undefined,
    ...headAt(view, front),
  };
  if (read.sequence > 0) {
    read.text = decoder.decode(new Uint8Array(buffer, front + 4));
  } else if (view.byteLength >= front + 8) {
    read.acknowledged = headAt(view, front + 4);
    if (view.byteLength >= front + 12) read.after = headAt(view, front + 8).sequence;
  } else {
    return undefined;
  }
  return read;
}

function setHead(view, at, party, sequence) {
  view.setUint32(at, party * 2 ** 24 + sequence);
}

function headAt(view, at) {
  const word = view.getUint32(at);
  return {party: word >>> 24, sequence: word & 0xffffff};
}
