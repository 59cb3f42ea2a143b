import { writeSync } from 'node:fs';
import { html, service } from './service.ts';

/** Asks for its largest value for ever, and never takes what it is answered. */
export const deaf = () =>
  service('deaf', async (_request, { state }) => {
    await state.set({ key: 'large', value: 'x'.repeat(900_000) });
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let id = 1000; ; id += 1) {
      const value = { call: 1, operation: 'get', options: { key: 'large' } };
      const text = JSON.stringify({ kind: 'ask', id, name: 'state', value });
      const frame = Buffer.alloc(5 + text.length);
      frame.writeUInt32LE(text.length, 0);
      frame.write(text, 5);
      writeSync(1, frame);
      Atomics.wait(pause, 0, 0, 5);
    }
  });

/** Writes large messages for three seconds, as fast as they are taken, and says how many bytes that were. */
export const pouring = () =>
  service('pouring', async () => {
    const pause = new Int32Array(new SharedArrayBuffer(4));
    const text = JSON.stringify({ kind: 'note', name: 'more', value: 'x'.repeat(4_000_000) });
    const frame = Buffer.alloc(5 + text.length);
    frame.writeUInt32LE(text.length, 0);
    frame.write(text, 5);
    const end = performance.now() + 3000;
    let written = 0;
    while (performance.now() < end || written % frame.length > 0) {
      try {
        written += writeSync(1, frame, written % frame.length);
      } catch {
        // What is full is tried again.
        Atomics.wait(pause, 0, 0, 1);
      }
    }
    return html(String(written));
  });

/** A manifest whose page has a number for a title. */
export const untitled = () => {
  const made = service('untitled', async () => html('x'));
  return {
    ...made,
    manifest: { ...made.manifest, pages: [{ path: '/', title: JSON.parse('5'), scope: 'user/Patient.rs' }] },
  };
};
