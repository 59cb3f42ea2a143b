import {
  type AuditLog,
  BaseplateError,
  type DocumentStore,
  type RecordStore,
  type StateStore,
} from '@baseplate-epr/contracts';
import {
  holdsOwnChains,
  holdsOwnDocuments,
  holdsOwnNewest,
  holdsOwnState,
  holdsOwnVersions,
  type LastingKey,
} from '@baseplate-epr/record';
import { nameOf } from '../../applied/applied-configuration.ts';
import { knownAssembly } from '../../applied/in-force.ts';
import { openRecordsInForce } from '../../applied/open-records-in-force.ts';
import { requireIdentity } from '../../applied/require-identity.ts';
import { broughtKey, broughtKeys } from '../../ledger/brought-keys.ts';
import type { ChangeOver, DataPlace } from '../../ledger/ledger-entry.ts';
import { progressFile } from '../../ledger/progress-file.ts';
import { versionBook } from '../../ledger/version-book.ts';
import { createAdmission } from '../../module/admission.ts';
import { loadModule } from '../../module/load-module.ts';
import { stopAll } from '../../module/start-modules.ts';
import type { ApplyOptions } from '../applying.ts';
import { ledgerDirectory } from '../join.ts';
import { openPair } from '../open-pair.ts';
import { versionsIn } from '../records/versions-in.ts';

/** What was left, and where. */
export interface ProveLeftOptions extends Pick<ApplyOptions, 'configuration' | 'context' | 'onProgress' | 'signal'> {
  readonly place: DataPlace;
  /** The change-over that was left. */
  readonly over: ChangeOver;
  /** Whether it was given up; else it goes on where it was. */
  readonly isGivenUp: boolean;
}

/**
 * Sees that a store into which a change-over was begun and left holds nothing but what that has copied, before anything goes on there: what
 * somebody else has written since is not mixed with, and not deleted. Writes nothing.
 *
 * @throws BaseplateError `precondition-failed` if it holds something else; `cancelled`; errors of the stores
 */
export async function proveLeft(options: ProveLeftOptions): Promise<void> {
  const { place, over, isGivenUp, onProgress, signal } = options;
  const what = isGivenUp ? 'given up' : 'begun and left';
  onProgress({ place, step: 'checking', done: 0 });
  if (await isOwn(options)) return;
  signal.throwIfAborted();
  throw new BaseplateError({
    code: 'precondition-failed',
    message: `data.${place}, ${nameOf(over.to.reference)}: a change-over into it was ${what}, and it holds something else than that has copied from ${nameOf(over.from.reference)}, or more than is there now. Nothing was changed. Look what it is; give another, empty place, or empty this one yourself, and run baseplate apply again.`,
  });
}

async function isOwn(options: ProveLeftOptions): Promise<boolean> {
  const { place, signal, onProgress } = options;
  const onPage = (done: number) => onProgress({ place, step: 'checking', done });
  switch (place) {
    case 'records':
      return isOwnRecord(options);
    case 'documents':
      return inBoth<DocumentStore>(options, (pair) => holdsOwnDocuments({ ...pair, signal, onPage }));
    case 'audit':
      return inBoth<AuditLog>(options, holdsOwnChains);
    case 'state':
      return isOwnState(options);
  }
}

async function isOwnState(options: ProveLeftOptions): Promise<boolean> {
  const noted = await broughtKeys(ledgerDirectory(options.configuration), options.over.id, options.over.id).read();
  const known = new Set(noted);
  const brought = noted === undefined ? undefined : (key: LastingKey) => known.has(broughtKey(key));
  return inBoth<StateStore>(options, (pair) => holdsOwnState({ ...pair, brought }));
}

async function inBoth<Store extends DocumentStore | AuditLog | StateStore>(
  options: ProveLeftOptions,
  look: (pair: { readonly from: Store; readonly to: Store }) => Promise<boolean>,
): Promise<boolean> {
  const { from, to, close } = await openPair<Store>(options, options);
  try {
    return await look({ from, to });
  } finally {
    await close();
  }
}

async function isOwnRecord(options: ProveLeftOptions): Promise<boolean> {
  const { over, configuration, context, signal, onProgress } = options;
  const known = await knownAssembly(configuration, context);
  const { records: from, stop } = await openRecordsInForce({ reference: over.from.reference, context, known });
  const admission = createAdmission(configuration, () => context.clock.now());
  const to = await loadModule<RecordStore>(over.to.reference, admission);
  try {
    await to.start(context);
    await requireIdentity({ place: 'records', applied: over.to, module: to });
    const total = await versionsIn(to);
    const onPage = (done: number) => onProgress({ place: 'records', step: 'checking', done, total });
    if (to.capabilities.verbatimHistory.support !== 'unsupported')
      return await holdsOwnVersions({ from, to, after: await provenTo(options), signal, onPage });
    const book = versionBook({ ledgerDirectory: ledgerDirectory(configuration), book: over.id });
    return await holdsOwnNewest({ from, to, taken: await book.read(), signal, onPage });
  } finally {
    await stopAll([to, { stop }], () => context.logger.error('A store failed to stop.'));
  }
}

/** Where the target ended when the copy was noted last: what somebody else has written since comes behind it, and all before is compared by digests inside the hold. */
async function provenTo({ configuration, over: { id }, isGivenUp }: ProveLeftOptions): Promise<string | undefined> {
  if (isGivenUp) return undefined;
  const copy = { ledgerDirectory: ledgerDirectory(configuration), id, direction: 'copy', writer: id } as const;
  return (await progressFile(copy).read())?.filledTo;
}
