import { putBinary } from '../binary/put-binary.ts';
import { readBinary } from '../binary/read-binary.ts';
import { runBundle } from '../bundle/run-bundle.ts';
import { asRecordError } from '../error/as-record-error.ts';
import type { InHand } from '../in-hand.ts';
import { reindex, reindexing } from '../indexing/reindex.ts';
import { readHistory } from '../read/read-history.ts';
import { readVersion } from '../read/read-version.ts';
import { everythingAbout } from '../search/everything.ts';
import { runSearch } from '../search/run-search.ts';
import { changeMeta, readMeta } from '../write/change-meta.ts';
import { conditionalUpdate } from '../write/conditional-update.ts';
import { createResource } from '../write/create-resource.ts';
import { conditionalDelete, deleteResource } from '../write/delete-resource.ts';
import { conditionalPatch, patchResource } from '../write/patch-resource.ts';
import { updateResource } from '../write/update-resource.ts';
import { validateText } from '../write/validate-text.ts';
import type { Caller, RecordParts } from './record-parts.ts';
import type { RecordSession } from './record-session.ts';
import { requireWaiting } from './require-waiting.ts';

/** What every call of a session runs within. */
export interface SessionFrame {
  /** The record's parts; throws `module-unavailable` unless it is started. */
  parts(): RecordParts;
  caller(): Caller;
  /** Keeps the record from stopping until the work has ended. */
  readonly inHand: InHand;
}

type Work<Options, Result> = (parts: RecordParts, caller: Caller, options: Options) => Promise<Result>;

/** Makes the view of one request. */
export function createSession(frame: SessionFrame): RecordSession {
  return {
    read: (options) => run(frame, readVersion, options),
    history: (options) => run(frame, readHistory, options),
    search: (options) => run(frame, runSearch, options),
    everything: (options) => run(frame, everythingAbout, options),
    create: (options) => run(frame, createResource, options),
    update: (options) => run(frame, updateResource, options),
    conditionalUpdate: (options) => run(frame, conditionalUpdate, options),
    patch: (options) => run(frame, patchResource, options),
    conditionalPatch: (options) => run(frame, conditionalPatch, options),
    delete: (options) => run(frame, deleteResource, options),
    conditionalDelete: (options) => run(frame, conditionalDelete, options),
    meta: (options) => run(frame, readMeta, options),
    changeMeta: (options) => run(frame, changeMeta, options),
    bundle: (options) => run(frame, runBundle, options),
    validate: (options) => run(frame, validateText, options),
    putBinary: (options) => run(frame, putBinary, options),
    readBinary: (options) => run(frame, readBinary, options),
    reindex: (options) => run(frame, reindex, options),
    reindexing: (options) => run(frame, reindexing, options),
    permits: ({ type, interaction }) => {
      frame.parts();
      return frame.caller().access.predicate(type, interaction).kind !== 'none';
    },
  };
}

async function run<Options, Result>(
  { parts, caller, inHand }: SessionFrame,
  work: Work<Options, Result>,
  options: Options,
): Promise<Result> {
  inHand.begin();
  try {
    const given = parts();
    const who = caller();
    requireWaiting(who.signal);
    return await work(given, who, options);
  } catch (error) {
    throw asRecordError(error);
  } finally {
    inHand.end();
  }
}
