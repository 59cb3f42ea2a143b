import type { ModuleContext } from '@baseplate-epr/contracts';
import { recordEntries } from '@baseplate-epr/record';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { Modules } from '../module/modules.ts';

/** Makes the index entries that the search parameters in force want, for whoever copies the record. */
export function entriesInForce(
  { search, limits }: AssemblyConfiguration,
  stores: Pick<Modules, 'records' | 'state'>,
  context: ModuleContext,
  baseUrl: () => string,
) {
  const fullText = search?.fullText ?? false;
  return recordEntries({ stores, context, baseUrl, fullText, ...(limits === undefined ? {} : { limits }) });
}
