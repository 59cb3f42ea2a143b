import type { ModuleContext, RecordStore } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { configurationInvalid } from '../configuration/check-configuration.ts';
import { createAdmission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { recordsNamed } from './records-named.ts';
import { soleUse } from './sole-use.ts';

/** What is to be served from several processes. */
export interface ShareableOptions {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  readonly processes: number;
}

/**
 * Sees that so many processes can serve an assembly at once. Opens no store.
 *
 * @throws BaseplateError `configuration-invalid` if one process alone can use a record store that each of them would open
 */
export async function requireShareable({ configuration, context, processes }: ShareableOptions): Promise<void> {
  if (processes < 2) return;
  const admission = createAdmission(configuration, () => context.clock.now());
  const problems: string[] = [];
  for (const reference of await opened(configuration, context)) {
    const sole = soleUse(await loadModule<RecordStore>(reference, admission));
    if (sole === undefined) continue;
    problems.push(
      `data.records, ${nameOf(reference)}: ${sole}, but ${processes} are to serve. Serve from one process, or choose another record store.`,
    );
  }
  if (problems.length > 0) throw configurationInvalid(problems);
}

async function opened({ data, ledger: named }: AssemblyConfiguration, context: ModuleContext) {
  if (named === undefined) return [data.records];
  const { ledger } = await openLedgerOf(named.directory, context, 'applying');
  const entry = await ledger.read();
  return entry === undefined ? [data.records] : recordsNamed(entry);
}
