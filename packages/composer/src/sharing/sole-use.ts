import type { RecordStore } from '@baseplate-epr/contracts';

/** In words, that one process alone can use a record store, and why; `undefined` if others may use it beside. */
export function soleUse({ capabilities: { multipleProcesses } }: RecordStore): string | undefined {
  const { support, reason } = multipleProcesses;
  if (support !== 'unsupported') return undefined;
  const why = reason === undefined ? '' : ` (${reason.replace(/[.]$/, '')})`;
  return `one process alone can use it${why}`;
}
