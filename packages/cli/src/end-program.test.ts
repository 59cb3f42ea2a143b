import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { endProgram } from './end-program.ts';

test('nothing ends before what was said is handed over', async () => {
  const given = Promise.withResolvers<void>();
  const read: string[] = [];
  const stdout = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      read.push(chunk);
      void given.promise.then(() => done());
    },
  });
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
  const ended: number[] = [];
  stdout.write('seal');
  const ending = endProgram({ stdout, stderr, exit: (code) => ended.push(code) }, 3);
  await turn();
  expect(ended).toEqual([]);
  given.resolve();
  await ending;
  expect([read.join(''), ended]).toEqual(['seal', [3]]);
});

test('it ends though nobody reads any more', async () => {
  const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
  gone.on('error', () => undefined);
  const ended: number[] = [];
  gone.write('seal');
  await endProgram({ stdout: gone, stderr: gone, exit: (code) => ended.push(code) }, 0);
  expect(ended).toEqual([0]);
});
