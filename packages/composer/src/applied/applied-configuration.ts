import type { ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { dataPlaces, type LedgerEntry, type OtherParts } from '../ledger/ledger-entry.ts';
import { located } from './applied-services.ts';
import { isSameStore } from './same-store.ts';

/** The configuration with the stores and services that are in force, whatever the file names. Settings of the same store are the file's. */
export function appliedConfiguration(
  configuration: AssemblyConfiguration,
  { data, services }: Pick<LedgerEntry, 'data' | 'services'>,
): AssemblyConfiguration {
  const stores = dataPlaces.map((place) => {
    const named = configuration.data[place];
    const { reference } = data[place];
    return [place, isSameStore(named, reference) ? named : withAddress(reference, configuration)];
  });
  const { grants: _, ...rest } = configuration;
  return {
    ...rest,
    ...(services.grants === undefined ? {} : { grants: services.grants }),
    data: Object.fromEntries(stores),
    services: services.references.map((reference) => located(reference, configuration.services)),
  };
}

/** Places where the file names another store than is in force, in words. */
export function storeDifferences(configuration: AssemblyConfiguration, { data }: Pick<LedgerEntry, 'data'>): string[] {
  return dataPlaces.flatMap((place) => {
    const named = configuration.data[place];
    const { reference } = data[place];
    if (isSameStore(named, reference)) return [];
    return [`data.${place}: ${nameOf(reference)} is in force, while the configuration names ${nameOf(named)}`];
  });
}

/** What of a configuration is neither store nor service. */
export function otherParts({
  data: _,
  ledger: __,
  services: ___,
  grants: ____,
  ...others
}: AssemblyConfiguration): OtherParts {
  return others;
}

/** A store for people: its package, and where it keeps what it keeps. */
export function nameOf({ package: name, keeps }: ModuleReference): string {
  return keeps === undefined ? name : `${name} (${keeps})`;
}

/** A store the file does not name was noted with the address its package had then; where the file names the package, its address of now counts. */
function withAddress(reference: ModuleReference, { data }: AssemblyConfiguration): ModuleReference {
  const same = Object.values(data).find((named) => named.package === reference.package);
  return same === undefined ? reference : { ...reference, module: same.module };
}
