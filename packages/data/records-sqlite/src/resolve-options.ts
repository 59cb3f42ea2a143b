import { BaseplateError } from '@baseplate-epr/contracts';
import type { ResolvedOptions, SqliteRecordsOptions } from './options.ts';

const defaultGuardLimit = 100_000;

const defaults = {
  inlineRows: 5000,
  readers: 2,
  readerTime: 5000,
  readerQueue: 32,
  cacheMebibytes: 8,
  mapMebibytes: 0,
  busyTimeout: 5000,
};

const mayBeNothing = new Set(['readers', 'readerQueue', 'mapMebibytes', 'busyTimeout']);

/** Fills in defaults and refuses values that make no sense, all of them together. */
export function resolveOptions(options: SqliteRecordsOptions): ResolvedOptions {
  const { file, candidateLimit, ...given } = options;
  const whole = { ...defaults, ...present(given) };
  const faults: string[] = [];
  if (typeof file !== 'string' || file === '') faults.push('`file` must be the path of the database file');
  for (const [name, value] of Object.entries({ ...present({ candidateLimit }), ...whole })) {
    const least = mayBeNothing.has(name) ? 0 : 1;
    if (!Number.isSafeInteger(value) || value < least)
      faults.push(`\`${name}\` must be a whole number of at least ${least}`);
  }
  if (faults.length > 0) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: `The record cannot be kept in SQLite with these options: ${faults.join('; ')}. Correct them in the configuration.`,
    });
  }
  const guardLimit = candidateLimit ?? defaultGuardLimit;
  const searchLimit = candidateLimit ?? (whole.readers > 0 ? Number.POSITIVE_INFINITY : defaultGuardLimit);
  return { file, ...whole, candidateLimit: searchLimit, guardLimit };
}

/** Without what is undefined, which stands for the default. */
function present(values: Readonly<Record<string, number | undefined>>): Readonly<Record<string, number>> {
  const entries = Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
