import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { LedgerEntry, OtherParts } from './ledger-entry.ts';
import { namedServices } from './ledger-services.ts';

/** An entry of releases in which services took effect at a start alone. */
export type EntryOfFormat1 = Omit<LedgerEntry, 'format' | 'others' | 'services'> & {
  readonly format: 1;
  readonly others: OtherParts & Pick<AssemblyConfiguration, 'services' | 'grants'>;
};

/** The same entry as it is written today. The services of the last start are those in force. */
export function fromFormat1({ others: { services, grants, ...others }, ...entry }: EntryOfFormat1): LedgerEntry {
  return {
    ...entry,
    format: 2,
    others,
    services: { ...namedServices({ services, ...(grants === undefined ? {} : { grants }) }), since: 1 },
  };
}
