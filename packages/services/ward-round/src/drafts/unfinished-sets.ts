import { loaded } from '@baseplate-epr/fhir-client';
import { partId } from '../observations/part-id.ts';
import type { Visit } from '../visit.ts';
import { createDraftStore } from './draft-store.ts';
import type { KeptDraft } from './kept-draft.ts';
import { forgetSet, isSet, keptSet } from './set-drafts.ts';

/**
 * The unfinished sets of who is signed in. A draft may arrive after its set, when the network was slow: one whose set is in the record
 * is no draft any more, and goes.
 */
export async function unfinishedSets(visit: Visit): Promise<readonly KeptDraft[]> {
  const kept = (await createDraftStore(visit.context).list()).filter(isSet).map(keptSet);
  const panels = new Map(
    kept.flatMap(({ submission }) =>
      submission === undefined ? [] : [[submission, partId(submission, 'panel')] as const],
    ),
  );
  if (panels.size === 0) return kept;
  const found = await loaded(visit.record.search('Observation', { _id: [...panels.values()].join(','), _count: 200 }));
  if (found.state !== 'there') return kept;
  const written = new Set(found.value.matches.map(({ id }) => id));
  const done = ({ submission = '' }: KeptDraft) => written.has(panels.get(submission));
  await Promise.all(kept.filter(done).map(({ patient, submission = '' }) => forgetSet(visit, patient, submission)));
  return kept.filter((draft) => !done(draft));
}
