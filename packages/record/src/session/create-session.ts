import { putBinary } from '../binary/put-binary.ts';
import { readBinary } from '../binary/read-binary.ts';
import { runBundle } from '../bundle/run-bundle.ts';
import { asRecordError } from '../error/as-record-error.ts';
import { reindex, reindexing } from '../indexing/reindex.ts';
import { readHistory } from '../read/read-history.ts';
import { readVersion } from '../read/read-version.ts';
import { everythingAbout } from '../search/everything.ts';
import { runSearch } from '../search/run-search.ts';
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
  caller(parts: RecordParts): Caller;
  /** Keeps the record from stopping until the work has ended. */
  track<Result>(work: Promise<Result>): Promise<Result>;
}

/** Makes the view of one request. */
export function createSession(frame: SessionFrame): RecordSession {
  const run = <Options, Result>(work: (parts: RecordParts, caller: Caller, options: Options) => Promise<Result>) => {
    const guarded = async (options: Options): Promise<Result> => {
      const parts = frame.parts();
      const caller = frame.caller(parts);
      requireWaiting(caller.signal);
      try {
        return await work(parts, caller, options);
      } catch (error) {
        throw asRecordError(error);
      }
    };
    return (options: Options) => frame.track(guarded(options));
  };
  return {
    read: run(readVersion),
    history: run(readHistory),
    search: run(runSearch),
    everything: run(everythingAbout),
    create: run(createResource),
    update: run(updateResource),
    conditionalUpdate: run(conditionalUpdate),
    patch: run(patchResource),
    conditionalPatch: run(conditionalPatch),
    delete: run(deleteResource),
    conditionalDelete: run(conditionalDelete),
    bundle: run(runBundle),
    validate: run(validateText),
    putBinary: run(putBinary),
    readBinary: run(readBinary),
    reindex: run(reindex),
    reindexing: run(reindexing),
    permits: ({ type, interaction }) => {
      const { access } = frame.caller(frame.parts());
      return access.predicate(type, interaction).kind !== 'none';
    },
  };
}
