import { indexCode } from '@baseplate-epr/fhir';
import { RecordError } from '../error/record-error.ts';

/** What a process says when the record is indexed by the rules of a newer release than its own. */
export const newerRules =
  'The record is indexed by the rules of a newer release than this process runs, so this process only reads: searches would miss what it wrote, and it may miss some results. Stop it and run the newer release. To go back to this release for good, stop the newer one and run: baseplate reindex --everything';

/** 503: nothing is wrong with the request, another process must answer it. */
export function indexedByNewer(aim: number): RecordError {
  return new RecordError({
    status: 503,
    code: 'storage-newer',
    issues: [{ severity: 'error', code: 'transient', diagnostics: newerRules }],
    cause: new Error(`Edition ${aim} of the rules; this process has edition ${indexCode}.`),
  });
}
