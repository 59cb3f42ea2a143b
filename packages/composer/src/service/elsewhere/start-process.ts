import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { createFrameReader, encodeFrame, hostPrograms } from '@baseplate-epr/service-host';
import { endWithThisProcess } from './end-with-this-process.ts';
import type { HostedProgram } from './hosted-program.ts';
import { processorTime, residentMemory } from './process-usage.ts';
import { beNicer, stepBack } from './yield-processor.ts';

/** Longest message taken from a service: more than the largest value of its state, written as JSON. Bytes. */
const frameLimit = 8 * 1024 * 1024;

/** So much is taken of it in a second, and no more: all of it is read in the time of the record's own work. Bytes. */
const bytesPerSecond = 32 * 1024 * 1024;

/** Most that may wait for a service to take it: with more it is ended, since all of it is held here. Bytes. */
const untakenLimit = 64 * 1024 * 1024;

/** What a process is given. */
export interface StartProcessOptions {
  /** Folders it may read. It can read nothing else, and write nothing. */
  readonly readable: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** MiB. */
  readonly memory: number;
}

/**
 * Starts a process that serves a digital service: with Node's permission model, so without files but the readable ones, child processes,
 * threads and addons, and from Node 25 on without network; with a bound on its memory; and nicer for the processor than this process.
 */
export function startProcess({ readable, environment, memory }: StartProcessOptions): HostedProgram {
  const program = hostPrograms.process;
  const readPermissions = readable.map((folder) => `--allow-fs-read=${folder}/`);
  const flags = ['--permission', ...readPermissions, `--max-old-space-size=${memory}`, '--no-warnings'];
  const child = spawn(process.execPath, [...flags, program], {
    cwd: hostPrograms.folder,
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  beNicer(child.pid);
  endWithThisProcess(child);
  // A pipe that breaks is told by the end of the process.
  child.stdin.on('error', () => undefined);
  const words = keepLastWords(child.stderr);
  let why: string | undefined;
  return {
    lastWords: words,
    send(message) {
      if (!child.stdin.writable) return;
      child.stdin.write(encodeFrame(message));
      if (child.stdin.writableLength <= untakenLimit) return;
      why ??= 'was ended: it took nothing of what it was sent';
      child.kill('SIGKILL');
    },
    listen(onMessage, onFault) {
      takeSlowly(child.stdout, createFrameReader({ limit: frameLimit, onMessage, onFault }));
    },
    ended: new Promise((resolve) => {
      child.on('error', () => resolve('could not be started'));
      child.on('exit', (code, signal) => resolve(why ?? `ended (${signal ?? `exit code ${code}`})`));
    }),
    kill: () => void child.kill('SIGKILL'),
    memory: () => residentMemory(child.pid),
    processorTime: () => processorTime(child.pid),
    stepBack: () => stepBack(child.pid),
  };
}

/** Leaves what comes too fast where it is until the next second; whoever writes it has to wait. */
function takeSlowly(stream: Readable, take: (piece: Uint8Array) => void): void {
  let second = 0;
  let taken = 0;
  stream.on('data', (piece: Uint8Array) => {
    const time = performance.now();
    if (Math.floor(time / 1000) !== second) taken = 0;
    second = Math.floor(time / 1000);
    taken += piece.length;
    if (taken > bytesPerSecond) {
      stream.pause();
      setTimeout(() => stream.resume(), 1000 - (time % 1000)).unref();
    }
    take(piece);
  });
}

const wordsKept = 1000;

/** Keeps the end of what comes until it is asked for. */
function keepLastWords(stream: Readable): () => string {
  let words: string | undefined = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    if (words !== undefined) words = `${words}${text}`.slice(-wordsKept);
  });
  return () => {
    const said = words ?? '';
    words = undefined;
    return said.trim();
  };
}
