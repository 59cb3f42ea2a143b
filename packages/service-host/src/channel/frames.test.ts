import { expect, test } from 'vitest';
import { createFrameReader, encodeFrame } from './frames.ts';
import type { Message } from './message.ts';

const messages: readonly Message[] = [
  { kind: 'ask', id: 1, name: 'state', value: { text: 'Zoë ✓', nothing: null } },
  { kind: 'chunk', id: 7, bytes: Uint8Array.from({ length: 1000 }, (_, index) => index) },
  { kind: 'end', id: 7 },
];

function read(limit: number, ...pieces: readonly Uint8Array[]): { readonly taken: Message[]; readonly faults: number } {
  const taken: Message[] = [];
  let faults = 0;
  const reader = createFrameReader({
    limit,
    onMessage: (message) => taken.push(message),
    onFault: () => (faults += 1),
  });
  for (const piece of pieces) reader(piece);
  return { taken, faults };
}

test('frames come through whole, in whatever pieces the pipe gives them', () => {
  const bytes = Buffer.concat(messages.map(encodeFrame));
  for (const size of [1, 3, 7, 64, bytes.length]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
    expect(read(10_000, ...pieces), `pieces of ${size}`).toEqual({ taken: messages, faults: 0 });
  }
});

test('what is too long is refused by its length alone, and nothing is read after it', () => {
  const long = encodeFrame({ kind: 'note', name: 'log', value: 'x'.repeat(500) });
  const fine = encodeFrame({ kind: 'end', id: 1 });
  expect(read(100, long.subarray(0, 5), fine)).toEqual({ taken: [], faults: 1 });
  expect(read(100, Buffer.concat([fine, long, fine]))).toEqual({ taken: [{ kind: 'end', id: 1 }], faults: 1 });
});

test('what is no message is a fault', () => {
  const framed = (type: number, content: string) => {
    const frame = Buffer.alloc(5 + content.length);
    frame.writeUInt32LE(content.length, 0);
    frame.writeUInt8(type, 4);
    frame.write(content, 5);
    return frame;
  };
  for (const content of [
    '{',
    '1',
    'null',
    '{"kind":"ask"}',
    '{"kind":"end","id":"1"}',
    '{"kind":"chunk","id":1}',
    '{"kind":"note"}',
  ])
    expect(read(1000, framed(0, content)), content).toEqual({ taken: [], faults: 1 });
  expect(read(1000, framed(1, 'abc')).faults).toBe(1);
  expect(read(1000, framed(2, '{}')).faults).toBe(1);
});
