import type { AuditAgent, StateNamespace } from '@baseplate-epr/contracts';
import { recordAgent } from '../audit/audit-agent.ts';
import type { TrailEvent } from '../audit/audit-trail.ts';
import type { InstalledPackage } from './installed-package.ts';

/** What the audit has been told of one package. */
type Told = Pick<InstalledPackage, 'version' | 'installedAt'>;

/** Which packages are in force, and where that is told. */
export interface AuditPackagesOptions {
  readonly packages: readonly InstalledPackage[];
  /** The record's namespace, which keeps what was told. */
  readonly state: StateNamespace;
  /** Resolves when the entry is durable. */
  event(agent: AuditAgent, event: TrailEvent): Promise<void>;
}

const key = 'profiles-told';

/**
 * Tells the audit of every package that was put in force or taken out of it since it was last told, whichever process that was, and
 * whether or not the record was running. What was told is kept only when the entries are durable: two processes that notice at the same
 * moment may both tell it, but none is left out.
 */
export async function auditPackages({ packages, state, event }: AuditPackagesOptions): Promise<void> {
  const before = await state.get({ key });
  const told = new Map<string, Told>(before === undefined ? [] : Object.entries(JSON.parse(before.value)));
  const present = new Map(packages.map((one) => [one.name, one]));
  const fresh = packages.filter(({ name, version, installedAt }) => {
    const last = told.get(name);
    return last?.version !== version || last.installedAt !== installedAt;
  });
  const gone = [...told].filter(([name]) => !present.has(name));
  if (fresh.length === 0 && gone.length === 0) return;
  for (const { name, version, installedAt, installedBy } of fresh) {
    await event(installedBy ?? recordAgent, {
      action: 'profiles-install',
      outcome: 'success',
      detail: `${name} ${version} in force, installed ${new Date(installedAt).toISOString()}`,
    });
  }
  for (const [name, { version }] of gone) {
    await event(recordAgent, {
      action: 'profiles-remove',
      outcome: 'success',
      detail: `${name} ${version} no longer in force`,
    });
  }
  const value = JSON.stringify(
    Object.fromEntries(packages.map(({ name, version, installedAt }) => [name, { version, installedAt }])),
  );
  // Where another process was faster, it has told the same; what it could not know of yet is told at its next round.
  await state.set({ key, value, ifVersion: before?.version ?? null });
}
