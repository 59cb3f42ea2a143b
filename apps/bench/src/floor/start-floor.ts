import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ask } from '../processes/ask.ts';
import type { DatabaseSettings } from '../processes/database-settings.ts';
import type { Usage } from '../processes/usage.ts';
import type { FloorAnswer, FloorQuestion, FloorWork } from './floor-question.ts';

/** The floor, running. */
export interface RunningFloor {
  readonly port: number;
  usage(): Promise<Usage>;
  settings(): Promise<readonly DatabaseSettings[]>;
  prepare(operation: string, answers: readonly FloorAnswer[]): Promise<void>;
  setRows(rows: number): Promise<void>;
  insert(options: Omit<FloorQuestion & { readonly kind: 'insert' }, 'kind'>): Promise<FloorWork>;
  pointReads(milliseconds: number): Promise<FloorWork>;
  stop(): Promise<void>;
}

/** Starts the floor over an empty folder. */
export async function startFloor(folder: string): Promise<RunningFloor> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./floor-process.ts', import.meta.url)), folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { readonly port: number }).port));
    child.once('close', () => reject(new Error('The floor did not start.')));
  });
  const floor = <Answer>(question: FloorQuestion) => ask<Answer>(child, question);
  return {
    port,
    usage: () => floor({ kind: 'usage' }),
    settings: () => floor({ kind: 'settings' }),
    prepare: (operation, answers) => floor({ kind: 'answers', operation, answers }),
    setRows: (rows) => floor({ kind: 'rows', rows }),
    insert: (options) => floor({ kind: 'insert', ...options }),
    pointReads: (milliseconds) => floor({ kind: 'point-reads', milliseconds }),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
