import { isMessage, type Message } from './message.ts';

/** Before each frame: its length after these bytes, and whether it is JSON or a chunk. */
const head = 5;
const json = 0;
const chunk = 1;

/** A message as it goes through a pipe: JSON, which is safe to read whoever wrote it; chunks of streams as the bytes they are. */
export function encodeFrame(message: Message): Uint8Array {
  if (message.kind === 'chunk') {
    const { id, bytes } = message;
    const frame = Buffer.allocUnsafe(head + 4 + bytes.length);
    frame.writeUInt32LE(4 + bytes.length, 0);
    frame.writeUInt8(chunk, 4);
    frame.writeUInt32LE(id, head);
    frame.set(bytes, head + 4);
    return frame;
  }
  const text = JSON.stringify(message);
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(head + length);
  frame.writeUInt32LE(length, 0);
  frame.writeUInt8(json, 4);
  frame.write(text, head);
  return frame;
}

/** What a reader of frames does with them. */
export interface FrameReaderOptions {
  /** Longest frame taken, in bytes. */
  readonly limit: number;
  onMessage(message: Message): void;
  /** What comes is no frame, or too long. Nothing is read after it. */
  onFault(): void;
}

/** Reads frames from the pieces in which a pipe gives them. Never holds more than one frame and one piece. */
export function createFrameReader({ limit, onMessage, onFault }: FrameReaderOptions): (piece: Uint8Array) => void {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let wanted = head;
  let broken = false;
  return (piece) => {
    if (broken) return;
    pieces.push(piece);
    held += piece.length;
    if (held < wanted) return;
    let rest = Buffer.concat(pieces, held);
    for (;;) {
      wanted = head + (rest.length < head ? 0 : rest.readUInt32LE(0));
      if (wanted > head + limit) return fault();
      if (rest.length < head || rest.length < wanted) break;
      const message = decodeFrame(rest.readUInt8(4), rest.subarray(head, wanted));
      if (message === undefined) return fault();
      onMessage(message);
      rest = rest.subarray(wanted);
    }
    pieces = [rest];
    held = rest.length;
  };

  function fault(): void {
    broken = true;
    pieces = [];
    onFault();
  }
}

function decodeFrame(type: number, content: Buffer): Message | undefined {
  if (type === chunk) {
    // Copied: what is passed on must not keep the whole piece alive.
    return content.length < 4
      ? undefined
      : { kind: 'chunk', id: content.readUInt32LE(0), bytes: new Uint8Array(content.subarray(4)) };
  }
  if (type !== json) return undefined;
  try {
    const value: unknown = JSON.parse(content.toString());
    return isMessage(value) && value.kind !== 'chunk' ? value : undefined;
  } catch {
    return undefined;
  }
}
