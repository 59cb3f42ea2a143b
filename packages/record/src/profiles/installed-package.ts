import { type AuditAgent, BaseplateError, type StateEntry, type StateNamespace } from '@baseplate-epr/contracts';

/** One definition of a package: exactly this version of it is in force, whatever becomes of the resource later. */
export interface InstalledDefinition {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
}

/** A FHIR package whose profiles and terminology are in force. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly installedAt: number;
  /** Who installed it; absent of one that was installed before that was kept. */
  readonly installedBy?: AuditAgent;
  readonly definitions: readonly InstalledDefinition[];
}

/** What is installed, and a text that changes whenever that changes. */
export interface InstalledPackages {
  readonly packages: readonly InstalledPackage[];
  readonly generation: string;
}

/** Name of the state namespace that packages are listed in, one key each: the package's name. */
export const installedPackagesNamespace = 'record/profiles';

/** Reads the list, ordered by name. */
export async function readInstalledPackages(state: StateNamespace): Promise<InstalledPackages> {
  const entries: StateEntry[] = [];
  let after: string | undefined;
  do {
    const page = await state.list({ limit: 1000, ...(after === undefined ? {} : { after }) });
    entries.push(...page.entries);
    after = page.next;
  } while (after !== undefined);
  return {
    packages: entries.map(({ value }) => JSON.parse(value) as InstalledPackage),
    generation: entries.map(({ key, version }) => `${key} ${version}`).join('\n'),
  };
}

/**
 * Puts a package in force, in place of another version of it; the running record takes it up within seconds.
 *
 * @throws BaseplateError `write-conflict` if somebody else changed the same package at the same moment
 */
export async function putInstalledPackage(state: StateNamespace, installed: InstalledPackage): Promise<void> {
  const before = await state.get({ key: installed.name });
  const written = await state.set({
    key: installed.name,
    value: JSON.stringify(installed),
    ifVersion: before?.version ?? null,
  });
  if (written.outcome === 'written') return;
  throw new BaseplateError({
    code: 'write-conflict',
    message: 'Somebody else installed or removed this package at the same moment. Look at the list, then try again.',
  });
}
