import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** How to start a server. */
export interface StartOptions {
  /** Settings of PostgreSQL that differ from its defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Keep the data on the disk, whatever memory there is: for a record that is large, or measured. Default: false. */
  readonly onDisk?: boolean;
}

/** A PostgreSQL server of one's own. */
export interface TestPostgres {
  /** Connection string of its database `postgres`; the user may do everything and needs no password. */
  readonly url: string;
  /** Stops it: `fast` ends sessions and writes everything down; `immediate` is like a loss of power. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again, on the same port and data. */
  start(): Promise<void>;
  /** Stops it and removes its data. The end of this process, of whatever kind, does the same. */
  close(): Promise<void>;
}

/** Starts a server on a free port, with its data in a temporary folder. */
export async function startPostgres({ settings = {}, onDisk = false }: StartOptions = {}): Promise<TestPostgres> {
  const keeper = spawn(
    process.execPath,
    [fileURLToPath(new URL('keeper.ts', import.meta.url)), JSON.stringify({ settings, onDisk })],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const answers = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
  const { port } = await answerOf(answers);
  const tell = async (command: string) => {
    keeper.stdin.write(`${command}\n`);
    await answerOf(answers);
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: (mode = 'fast') => tell(mode),
    start: () => tell('start'),
    close: () => ended(keeper),
  };
}

async function answerOf(answers: AsyncIterator<string>): Promise<{ readonly port?: number }> {
  const { value, done } = await answers.next();
  const answer: { readonly port?: number; readonly failed?: string } =
    done === true ? { failed: 'its keeper has gone' } : JSON.parse(value);
  if (answer.failed !== undefined) throw new Error(`The test server failed: ${answer.failed}`);
  return answer;
}

async function ended(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  keeper.stdin?.end();
  await once(keeper, 'exit');
}
