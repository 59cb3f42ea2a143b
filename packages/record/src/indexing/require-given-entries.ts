import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import type { ActiveParameter } from './active-parameters.ts';

/**
 * Refuses to index by more than R4's own search parameters where the store does not keep the entries it is given: after its next start it
 * would find nothing by them, and a search would miss what is there.
 *
 * @throws BaseplateError `configuration-invalid` that names everything
 */
export function requireGivenEntries(
  { capabilities }: Pick<RecordStore, 'capabilities'>,
  { fullText, parameters }: { readonly fullText: boolean; readonly parameters: readonly Pick<ActiveParameter, 'id'>[] },
): void {
  const { support, reason = '' } = capabilities.givenEntries;
  if (support !== 'unsupported') return;
  const faults = [
    ...(fullText ? ['full text search is turned on: leave it out of the configuration'] : []),
    ...parameters.map(({ id }) => `SearchParameter/${id} is active: retire it in the record it comes from`),
  ];
  if (faults.length === 0) return;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `This record store finds resources by R4's own search parameters only. ${reason} But ${faults.join('; ')}. Or choose a store that keeps index entries.`,
    details: { faults },
  });
}
