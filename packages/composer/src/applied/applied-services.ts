import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { type NamedServices, namedServices } from '../ledger/ledger-services.ts';
import { stable } from './same-store.ts';

type Reference = ModuleReference<'digital-service'>;

/** Tells services apart: the same package in another folder, or with other options, is another service to load. */
export function serviceKey(reference: Reference): string {
  return stable(reference);
}

/** Whether both name the same services, in whatever order, and grant them the same. */
export function isSameServices(left: NamedServices, right: NamedServices): boolean {
  const keys = ({ references }: NamedServices) => references.map(serviceKey).sort().join('\n');
  return keys(left) === keys(right) && isSameGrants(left, right);
}

/** Packages of which one list names something that the other does not, each once. */
export function differingPackages(left: NamedServices, right: NamedServices): readonly string[] {
  const beyond = (one: NamedServices, other: NamedServices) => {
    const keys = new Set(other.references.map(serviceKey));
    return one.references.filter((reference) => !keys.has(serviceKey(reference)));
  };
  return [...new Set([...beyond(left, right), ...beyond(right, left)].map((reference) => reference.package))];
}

/** Whether both grant the same. */
export function isSameGrants({ grants: left = {} }: NamedServices, { grants: right = {} }: NamedServices): boolean {
  return stable(left) === stable(right);
}

/**
 * A service where it is to be loaded from: as it was applied, unless that place is not there any more and the configuration names the same
 * package elsewhere. Otherwise an installation that was moved, or updated in a folder with its version in the name, could not start again.
 */
export function located(reference: Reference, named: readonly Reference[]): Reference {
  if (isThere(reference.module)) return reference;
  const same = named.find(
    (other) => other.package === reference.package && other.factory === reference.factory && isThere(other.module),
  );
  return same === undefined ? reference : { ...reference, module: same.module };
}

/** In what the services of a configuration differ from those in force, in words. */
export function serviceDifferences(
  configuration: AssemblyConfiguration,
  { services }: Pick<LedgerEntry, 'services'>,
): string[] {
  const { services: named } = configuration;
  const { references } = services;
  const applied = references.map((reference) => located(reference, named));
  const missing = (from: readonly Reference[], others: readonly Reference[]) =>
    from.filter((one) => !others.some((other) => serviceKey(other) === serviceKey(one)));
  const moved = references.filter((reference, index) => reference.module !== applied[index]?.module);
  return [
    ...moved.map(
      (one) =>
        `services: ${one.package} was applied from a folder that is gone; the one that the configuration names is used`,
    ),
    ...missing(applied, named).map(
      (one) => `services: ${one.package} is in force as it was applied, while the configuration ${wayOf(one, named)}`,
    ),
    ...missing(named, applied)
      .filter((one) => !applied.some((other) => other.package === one.package))
      .map((one) => `services: the configuration names ${one.package}, which is not in force`),
    ...(isSameGrants(services, namedServices(configuration))
      ? []
      : ['grants: others are in force than the configuration names']),
  ];
}

function wayOf(applied: Reference, named: readonly Reference[]): string {
  const same = named.find((other) => other.package === applied.package);
  if (same === undefined) return 'does not name it';
  return same.module === applied.module ? 'gives it other settings' : 'names it in another folder';
}

function isThere(module: string): boolean {
  return !module.startsWith('file:') || existsSync(fileURLToPath(module));
}
