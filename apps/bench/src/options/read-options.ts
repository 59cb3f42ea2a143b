import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface BenchOptions {
  readonly patients: number;
  /** Counted rounds of each measurement. */
  readonly rounds: number;
  /** Milliseconds that one side is measured in one round. */
  readonly slice: number;
  readonly concurrencies: readonly number[];
  /** Only operations whose name holds one of these words; all without any. */
  readonly only: readonly string[];
  /** Folder for a processor profile of the record in each operation. */
  readonly profile: string | undefined;
  /** File for the figures as JSON. */
  readonly output: string | undefined;
  /** Rewrite the tables of docs/performance.md. */
  readonly document: boolean;
  /** Sizes in patients at which a growing record is measured; none for the other runs. */
  readonly grow: readonly number[];
  /** Where the growing record is kept. */
  readonly data: string;
  /** Let it grow from nothing. */
  readonly fresh: boolean;
  /** The small run that is compared with the baseline. */
  readonly ci: boolean;
  /** Write the baseline instead of comparing with it. */
  readonly writeBaseline: boolean;
  /** Folder of another checkout that this one is measured against; empty for the other runs. */
  readonly against: string;
  /** The record on PostgreSQL beside the record on SQLite and a bare route on PostgreSQL. */
  readonly postgres: boolean;
  /** Further words for `baseplate start`. */
  readonly start: readonly string[];
}

/** The help text. */
export const help = `pnpm bench [options]    measures the reference record beside its floor
 (tables, JSON)
pnpm bench --ci         the small run: ratios to the floor compared with apps/bench/baseline.json
pnpm bench --postgres   the record on PostgreSQL beside the record on SQLite and a bare Hono route with one prepared statement
pnpm bench --against FOLDER
                        the record of this checkout beside that of another one, by turns: what a change costs or gives
pnpm bench --grow 200,2000,20000
                        lets one record grow, measures it at each size, and rewrites the tables and the picture in
                        docs/performance.md; interrupted, the same command goes on

  --document         rewrites the tables of docs/performance.md as well
  --data FOLDER      with --grow: where the growing record is kept (apps/bench/results/growth)
  --fresh            with --grow: from nothing
  --processes N      server processes (passed to "baseplate start")
  --write-baseline   with --ci: writes the baseline instead

  --patients N       synthetic patients to load (200)
  --concurrency A,B  requests on their way at once (1,16)
  --rounds N         counted rounds; each measures record, floor and bare route in turn (3)
  --slice MS         milliseconds of one side in one round (400)
  --only A,B         only operations whose name holds one of these words ("ingest" always runs)
  --profile FOLDER   writes a processor profile of the record for each operation
  --output FILE      where the figures go as JSON (apps/bench/results/latest.json)
  --start WORDS      further words for "baseplate start"`;

/** The command line asks for what there is not. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/**
 * Reads the words after the program's name; undefined if only the help is wanted.
 *
 * @throws OptionError in words fit for whoever wrote them
 */
export function readOptions(words: readonly string[]): BenchOptions | undefined {
  const values = valuesOf(words);
  if (values.help) return undefined;
  return {
    patients: wholeNumber('--patients', values.patients),
    rounds: wholeNumber('--rounds', values.rounds),
    slice: wholeNumber('--slice', values.slice),
    concurrencies: values.concurrency.split(',').map((word) => wholeNumber('--concurrency', word)),
    only: values.only.split(',').filter((word) => word !== ''),
    profile: values.profile,
    output: values.output,
    document: values.document,
    grow: values.grow === '' ? [] : values.grow.split(',').map((word) => wholeNumber('--grow', word)),
    data: values.data,
    fresh: values.fresh,
    ci: values.ci,
    postgres: values.postgres,
    against: values.against,
    writeBaseline: values['write-baseline'],
    start: [
      ...values.start.split(' ').filter((word) => word !== ''),
      ...(values.processes === undefined ? [] : ['--processes', values.processes]),
    ],
  };
}

function valuesOf(words: readonly string[]) {
  try {
    return parsed(words);
  } catch (error) {
    // What `parseArgs` says ends with how a word that begins with a dash is passed, which no option here takes.
    if (error instanceof TypeError) throw new OptionError(`${error.message.split('. ', 1)[0]}.`, { cause: error });
    throw error;
  }
}

function parsed(words: readonly string[]) {
  return parseArgs({
    args: words.filter((word) => word !== '--'),
    options: {
      patients: { type: 'string', default: '200' },
      concurrency: { type: 'string', default: '1,16' },
      rounds: { type: 'string', default: '3' },
      slice: { type: 'string', default: '400' },
      only: { type: 'string', default: '' },
      profile: { type: 'string' },
      output: { type: 'string' },
      start: { type: 'string', default: '' },
      document: { type: 'boolean', default: false },
      grow: { type: 'string', default: '' },
      data: { type: 'string', default: fileURLToPath(new URL('../../results/growth', import.meta.url)) },
      fresh: { type: 'boolean', default: false },
      processes: { type: 'string' },
      ci: { type: 'boolean', default: false },
      postgres: { type: 'boolean', default: false },
      against: { type: 'string', default: '' },
      'write-baseline': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new OptionError(`${name} takes whole numbers from 1, not "${text}".`);
}
