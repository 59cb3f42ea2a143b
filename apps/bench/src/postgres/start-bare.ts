import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FloorAnswer } from '../floor/floor-question.ts';
import { ask } from '../processes/ask.ts';
import type { Usage } from '../processes/usage.ts';
import type { BareQuestion } from './bare-question.ts';

/** The bare route on PostgreSQL, running. */
export interface RunningBare {
  readonly port: number;
  usage(): Promise<Usage>;
  prepare(operation: string, answers: readonly FloorAnswer[]): Promise<void>;
  /** Loads the patients of a population up to this one. */
  load(file: string, to: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it over a database that has no schema `bare` yet. */
export async function startBare(connection: string): Promise<RunningBare> {
  const program = fileURLToPath(new URL('./bare-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, connection], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { readonly port: number }).port));
    child.once('close', () => reject(new Error('The bare route did not start.')));
  });
  const bare = <Answer>(question: BareQuestion) => ask<Answer>(child, question);
  return {
    port,
    usage: () => bare({ kind: 'usage' }),
    prepare: (operation, answers) => bare({ kind: 'answers', operation, answers }),
    load: (file, to) => bare({ kind: 'load', file, to }),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
