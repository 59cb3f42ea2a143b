import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JudgedNote, JudgedPackage } from './judged/judged-note.ts';
import { type Connection, createConnection, type WireMessage } from './wire/connection.ts';

const program = fileURLToPath(new URL(`./judged/judged-process${extname(import.meta.url)}`, import.meta.url));

/** A process that holds the judged module. */
export interface JudgeProcess {
  readonly connection: Connection;
  /** Ended, or about to be. */
  gone(): boolean;
  /** Ends it at once. */
  end(): void;
}

/** How a judged process is started. */
export interface JudgeProcessOptions {
  readonly judged: JudgedPackage;
  /** The environment it is given, beside the little without which nothing starts. */
  readonly environment: Readonly<Record<string, string>>;
  now(): number;
  onNote(note: JudgedNote): void;
}

/** What of our environment a process needs to start at all. */
const bare = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'TZ', 'LANG', 'SystemRoot'];

/** How much of what a process said last is kept for the case that it ends. Characters. */
const lastWords = 500;

/** Starts a process and loads the package in it. The process has an almost empty environment and ends with this one. */
export async function startJudgeProcess({
  judged,
  environment,
  now,
  onNote,
}: JudgeProcessOptions): Promise<JudgeProcess> {
  const inherited = bare.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const child = fork(program, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd: tmpdir(),
    env: { ...Object.fromEntries(inherited), ...environment },
    execArgv: [],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-lastWords);
    });
  const connection = createConnection({
    send: (message: WireMessage) => sendTo(child, message),
    onNote: (note) => onNote(note as JudgedNote),
    now,
  });
  child.on('message', (message: WireMessage) => connection.receive(message));
  let gone = false;
  const over = (why: string) => {
    gone = true;
    connection.close(
      new Error(`The module's process ${why}.${said.trim() === '' ? '' : ` It said last: ${said.trim()}`}`),
    );
  };
  child.on('error', () => over('could not be started or spoken to'));
  child.on('exit', (code, signal) => {
    const ended = () => over(`ended (${signal ?? `exit code ${code}`})`);
    // Its last words may still be on their way; what holds them open must not hold the judge.
    child.once('close', ended);
    setTimeout(ended, 200).unref();
  });
  const end = () => {
    over('was ended by the judge');
    child.kill('SIGKILL');
  };
  const opened = { connection, gone: () => gone, end };
  try {
    await connection.request('open', judged);
    return opened;
  } catch (error) {
    end();
    throw error;
  }
}

function sendTo(child: ChildProcess, message: WireMessage): void {
  // A process that is gone says so by its end, which fails every call that waits.
  if (child.connected) child.send(message, () => undefined);
}
