import type { ObservationSet, PatientFacts } from '@baseplate-epr/clinical-format';
import type { ObservationVisit } from '../observation-visit.ts';
import { readPatientFacts } from './patient-facts.ts';
import { readSets } from './read-sets.ts';

/** Sets on the card; the alerts look at fewer. */
const setsRead = 6;

/** The newest sets of a patient, newest first, and what their scores depend on. */
export interface NewestSets {
  readonly facts: PatientFacts;
  readonly sets: readonly ObservationSet[];
}

/** Reads what both the card and the alerts of a chart are made from: once for both, where one page asks for both. */
export function readNewest({ page, record, context, answers }: ObservationVisit): Promise<NewestSets> {
  const { patient } = page;
  return answers.share(`${context.requestId} ${context.principal.id} ${patient}`, async () => {
    const [facts, { sets }] = await Promise.all([
      readPatientFacts(record, patient),
      readSets(record, { patient, count: setsRead }),
    ]);
    return { facts, sets };
  });
}
