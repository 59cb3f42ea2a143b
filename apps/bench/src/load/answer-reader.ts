/** One answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Bytes of the body. */
  readonly size: number;
  /** The head, without its last empty line; only where answers are kept. */
  readonly head?: string;
  /** The body; only where answers are kept. */
  readonly body?: Buffer;
}

const endOfHead = Buffer.from('\r\n\r\n');
const endOfLine = Buffer.from('\r\n');

/**
 * Reads HTTP/1.1 answers from the pieces a socket brings, one at a time (nothing is pipelined). It knows what the record and the floor
 * send: a length or chunks, no trailers, and no body with 204 and 304. A general client does more and costs more, and here the client
 * shares two cores with the server it measures.
 *
 * @param keep whether heads and bodies are wanted, or only how long they are
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6
 */
export function createAnswerReader(keep: boolean, onAnswer: (answer: WireAnswer) => void): (piece: Buffer) => void {
  let pending: Buffer | undefined;
  let head = '';
  let status = 0;
  /** Bytes of the body, or of the chunk in hand with its line end, that are still to come. */
  let remaining = 0;
  let chunked = false;
  let inBody = false;
  let inChunk = false;
  let lastChunk = false;
  let size = 0;
  let kept: Buffer[] = [];

  const finish = () => {
    inBody = false;
    const answer = keep ? { status, size, head, body: Buffer.concat(kept) } : { status, size };
    kept = [];
    onAnswer(answer);
  };

  const beginBody = (text: string) => {
    head = text;
    status = Number(text.slice(9, 12));
    size = 0;
    inBody = true;
    inChunk = false;
    lastChunk = false;
    const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
    chunked = length === undefined && /\r\ntransfer-encoding: *chunked/i.test(text);
    remaining = Number(length ?? 0);
  };

  const takeBytes = (buffer: Buffer, at: number, content: number): number => {
    const taken = Math.min(content, buffer.length - at);
    size += taken;
    if (keep) kept.push(buffer.subarray(at, at + taken));
    return taken;
  };

  /** @returns the place after what was used, or -1 where more must come first */
  const step = (buffer: Buffer, at: number): number => {
    if (!inBody) {
      const end = buffer.indexOf(endOfHead, at);
      if (end < 0) return -1;
      beginBody(buffer.toString('latin1', at, end));
      if (!chunked && remaining === 0) finish();
      return end + 4;
    }
    if (!chunked) {
      const taken = takeBytes(buffer, at, remaining);
      remaining -= taken;
      if (remaining === 0) finish();
      return at + taken;
    }
    if (!inChunk) {
      const end = buffer.indexOf(endOfLine, at);
      if (end < 0) return -1;
      const length = Number.parseInt(buffer.toString('latin1', at, end), 16);
      lastChunk = length === 0;
      remaining = length + 2;
      inChunk = true;
      return end + 2;
    }
    const used = Math.min(remaining, buffer.length - at);
    takeBytes(buffer, at, Math.max(0, Math.min(remaining - 2, buffer.length - at)));
    remaining -= used;
    if (remaining === 0) {
      inChunk = false;
      if (lastChunk) finish();
    }
    return at + used;
  };

  return (piece) => {
    const buffer = pending === undefined ? piece : Buffer.concat([pending, piece]);
    pending = undefined;
    for (let at = 0; at < buffer.length; ) {
      const next = step(buffer, at);
      if (next < 0) {
        pending = buffer.subarray(at);
        return;
      }
      at = next;
    }
  };
}
