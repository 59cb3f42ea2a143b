import { Worker } from 'node:worker_threads';
import type { Module, ModuleProof } from '@baseplate-epr/contracts';
import { heldBytes } from '../../kit/held-bytes.ts';
import { createConnection, type WireMessage } from '../wire/connection.ts';
import { type JudgedCase, openJudgedCase } from './judged-case.ts';
import type { JudgedNote, JudgedPackage } from './judged-note.ts';
import { watchLoads } from './watch-loads.ts';

// Runs in a process of its own: holds the module that is tried, and does what the judge asks for.
const send = (message: WireMessage) => void process.send?.(message);
let time = 0;
const connection = createConnection({ send, onTime: (now) => (time = now) });
const note = (told: JudgedNote) => connection.note(told);
const loads = watchLoads();
let current: JudgedCase | undefined;
let judged: { readonly factory: (options: object) => Module; readonly proof: ModuleProof | undefined } | undefined;

function theCase(): JudgedCase {
  if (current === undefined) throw new Error('No case is open.');
  return current;
}

connection.serve({
  async open({ root, name, entry, factory, proof }: JudgedPackage) {
    const exports = await loads.importWithin(root, entry);
    const make = exports[factory];
    if (typeof make !== 'function')
      throw new Error(`${name} exports no function ${factory}. Correct the field baseplate of its package.json.`);
    const proving = proof === undefined ? undefined : await loads.importWithin(root, proof);
    const given = proving?.proof as ModuleProof | undefined;
    if (proof !== undefined && typeof given?.prepare !== 'function')
      throw new Error(`${proof} exports no proof with a prepare(). Export one, or take the declaration out.`);
    judged = { factory: make as (options: object) => Module, proof: given };
  },
  async prepare(options: object, seed: string) {
    if (judged === undefined) throw new Error('No package is open.');
    current = await openJudgedCase({ ...judged, options, seed, now: () => time, note });
  },
  make: () => theCase().make(),
  start: (handle: number, extras: object) => theCase().start(handle, extras),
  describe: (handle: number) => theCase().describe(handle),
  tamper: (kind: string) => theCase().tamper(kind),
  async finish() {
    await current?.finish();
    current = undefined;
    connection.forget();
  },
  heldBytes,
  loaded: () => loads.urls(),
});

// What a module prints is part of what it tells, and arrives before the answer that follows it.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
    note({ output: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() });
    return write(chunk, ...rest);
  };
}
process.on('message', (message: WireMessage) => connection.receive(message));
process.on('disconnect', () => process.exit());
// A module that spins keeps this thread from hearing that the judge is gone; another thread looks.
new Worker(
  `const judge = process.ppid; setInterval(() => { if (process.ppid !== judge) process.kill(process.pid, 'SIGKILL'); }, 1000);`,
  { eval: true },
).unref();
