import { BaseplateError } from '@baseplate-epr/contracts';
import type { ResolvedOptions, SqliteRecordsOptions } from './options.ts';

/** Fills in defaults and refuses values that make no sense, all of them together. */
export function resolveOptions(options: SqliteRecordsOptions): ResolvedOptions {
  const { file, candidateLimit = 100_000, cacheMebibytes = 64, mapMebibytes = 1024, busyTimeout = 5000 } = options;
  const faults: string[] = [];
  if (typeof file !== 'string' || file === '') faults.push('`file` must be the path of the database file');
  const whole = { candidateLimit, cacheMebibytes, mapMebibytes, busyTimeout };
  for (const [name, value] of Object.entries(whole)) {
    const least = name === 'mapMebibytes' || name === 'busyTimeout' ? 0 : 1;
    if (!Number.isSafeInteger(value) || value < least)
      faults.push(`\`${name}\` must be a whole number of at least ${least}`);
  }
  if (faults.length > 0) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: `The record cannot be kept in SQLite with these options: ${faults.join('; ')}. Correct them in the configuration.`,
    });
  }
  return { file, ...whole };
}
