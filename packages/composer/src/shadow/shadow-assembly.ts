import {
  BaseplateError,
  type ModuleContext,
  type ModuleReference,
  type RecordStore,
  type StateStore,
} from '@baseplate-epr/contracts';
import { indexCode, recordEntries, type ShadowReport, shadowRecords } from '@baseplate-epr/record';
import { appliedConfiguration, nameOf } from '../applied/applied-configuration.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { openRecordsInForce } from '../applied/open-records-in-force.ts';
import { isSameStore } from '../applied/same-store.ts';
import { ledgerDirectory } from '../apply/join.ts';
import { listeningAddress } from '../assembly/listening-address.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { madeBy, shadowNoteFile } from '../ledger/shadow-note.ts';
import { createAdmission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { stopAll } from '../module/start-modules.ts';
import { randomNumber } from '../reconcile/random-number.ts';
import { createFreshStore } from './fresh-store.ts';
import { keepShadowNote } from './keep-shadow-note.ts';

/** What runs beside what is in force. */
export interface ShadowAssemblyOptions {
  /** Names the new record store, and the ledger that says which is in force. */
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  /** The last report of an earlier run with the same two stores. */
  readonly before?: ShadowReport;
  readonly signal: AbortSignal;
  /** Told once what is compared. */
  onStores(names: { readonly primary: string; readonly shadow: string }): void;
  onLook(report: ShadowReport): void | Promise<void>;
}

/**
 * Keeps the record store that a configuration names beside the one in force, and compares their answers until it is told to stop. The
 * assembly that serves knows nothing of it.
 *
 * @throws BaseplateError `configuration-invalid` without a ledger; `precondition-failed` if there is nothing to compare, or the new store
 * holds what no report tells of, or one process alone can use the one in force, which serves
 */
export async function shadowAssembly(options: ShadowAssemblyOptions): Promise<ShadowReport> {
  const { configuration, context, before, signal, onStores, onLook } = options;
  const { ledger, files } = await openLedgerOf(ledgerDirectory(configuration), context, 'applying');
  const entry = await ledger.change(() => undefined);
  const applied = appliedConfiguration(configuration, entry).data;
  const wanted = configuration.data.records;
  if (isSameStore(wanted, applied.records)) {
    throw refuse(
      `${nameOf(wanted)} is in force already, so there is nothing to compare it with. Name the new store in data.records.`,
    );
  }
  if (entry.changeOvers.records !== undefined) {
    throw refuse('A change-over of the record is under way, which compares for itself. See: baseplate status');
  }
  const admission = createAdmission(configuration, () => context.clock.now());
  const opened: { stop(): Promise<void> }[] = [];
  const start = async <Store extends RecordStore | StateStore>(reference: ModuleReference, keepsSchema: boolean) => {
    const store = await loadModule<Store>(reference, admission);
    await store.start({ ...context, keepsSchema });
    return store;
  };
  try {
    const inForce = await openRecordsInForce({
      reference: applied.records,
      context,
      known: { ledger, entry },
      instead,
    });
    opened.unshift(inForce);
    const primary = inForce.records;
    const shadow = await start<RecordStore>(wanted, false);
    const fresh = createFreshStore({
      first: shadow,
      open: () => start<RecordStore>(wanted, true),
      now: () => context.clock.now(),
    });
    opened.unshift(fresh);
    if (before === undefined && (await shadow.changes({ limit: 1 })).versions.length > 0) {
      throw refuse(
        `${nameOf(wanted)} holds something already. Give an empty place, or the folder with the report of the run that filled it.`,
      );
    }
    const told = (await createRollCall(files).serving()).find(({ baseUrl }) => baseUrl !== undefined)?.baseUrl;
    // As the processes that serve index now: an apply goes on with these entries.
    const { search, limits } = entry.others;
    const { hosting } = configuration;
    const state = await start<StateStore>(applied.state, true);
    opened.unshift(state);
    const baseUrl = told ?? `${hosting.publicOrigin ?? (await listeningAddress(configuration))}/fhir`;
    const fullText = search?.fullText ?? false;
    const entries = await recordEntries({
      stores: { records: primary, state },
      context,
      baseUrl,
      fullText,
      ...(limits === undefined ? {} : { limits }),
    });
    onStores({ primary: nameOf(applied.records), shadow: nameOf(wanted) });
    const keeper = await keepShadowNote({
      file: shadowNoteFile(ledger.directory, wanted),
      identity: await shadow.identity?.(),
      follows: entry.data.records.since,
      goesOn: before !== undefined,
      madeBy: madeBy({ indexRules: indexCode, baseUrl, fullText }),
      generation: entries.generation(),
      now: () => context.clock.now(),
    });
    const report = await shadowRecords({
      primary,
      shadow: fresh,
      entriesOf: (version) => entries.entriesOf(version),
      before,
      clock: context.clock,
      random: () => randomNumber(context),
      signal,
      async onLook(report) {
        await entries.refresh();
        await keeper.note(report);
        await onLook(report);
        // What was found so far is kept, if the place cannot be opened again.
        if (report.caughtUp) await fresh.renew();
      },
    });
    await keeper.end(report);
    return report;
  } finally {
    await stopAll(opened, () => context.logger.error('A store failed to stop.'));
  }
}

const instead =
  'So it cannot have a shadow while it is in use. Restore a backup into another store, and compare the two with baseplate reconcile.';

function refuse(message: string): BaseplateError {
  return new BaseplateError({ code: 'precondition-failed', message });
}
