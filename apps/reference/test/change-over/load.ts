import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a load saw. */
export interface LoadReport {
  /** `Type/id`, and the newest version that was acknowledged. */
  readonly acknowledged: readonly (readonly [string, number])[];
  readonly failures: readonly string[];
  readonly writes: number;
  readonly reads: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** For each second since then: requests answered, and within how many milliseconds 99 of 100 of them were. */
  readonly seconds: readonly (readonly [number, number])[];
}

/** How much, and under which name. */
export interface LoadOptions {
  readonly url: string;
  readonly token: string;
  readonly writes: number;
  readonly reads: number;
  /** Begins the ids of what is written; unique in a test. */
  readonly name: string;
}

/** Uses a record from another process, at a steady rate, until it is told to stop. */
export function startLoad({ url, token, writes, reads, name }: LoadOptions): { stop(): Promise<LoadReport> } {
  const program = fileURLToPath(new URL('./__fixtures__/load-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, url, token, String(writes), String(reads), name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'close');
  return {
    async stop() {
      child.stdin.end();
      await ended;
      return JSON.parse(said);
    },
  };
}
