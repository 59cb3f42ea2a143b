import { placeFaults, refuseFaults, resolvePlace } from '@baseplate-epr/postgres-connection';
import type { PostgresRecordsOptions, ResolvedOptions } from './options.ts';

/** Where the record is kept unless the options say otherwise. */
export const defaultSchema = 'baseplate_records';

const defaults = { what: 'record', schema: defaultSchema, readers: 10 };

/** Fills in defaults and refuses values that make no sense, all of them together. */
export function resolveOptions(options: PostgresRecordsOptions): ResolvedOptions {
  const { searchers = 4, candidateLimit } = options;
  const place = resolvePlace(options, defaults);
  const further = { searchers, ...(candidateLimit === undefined ? {} : { candidateLimit }) };
  refuseFaults(place.what, placeFaults(place, further));
  return { ...place, searchers, candidateLimit };
}
