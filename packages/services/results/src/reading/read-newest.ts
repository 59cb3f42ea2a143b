import type { SearchPage } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import type { ResultVisit } from '../result-visit.ts';
import { type FollowedReports, readReports } from './read-reports.ts';

/** Results looked at; the full page has them all. */
export const resultsRead = 200;
/** Reports looked at; older ones are found by their Task while they wait. */
const reportsRead = 60;

/** The newest results and reports of a patient. */
export interface NewestResults {
  readonly observations: SearchPage<Observation>;
  readonly followed: FollowedReports;
}

/** Reads what both the card and the alerts of a chart are made from: once for both, where one page asks for both. */
export function readNewest({ page, record, context, answers }: ResultVisit): Promise<NewestResults> {
  const { patient } = page;
  return answers.share(`${context.requestId} ${context.principal.id} ${patient}`, async () => {
    const [observations, followed] = await Promise.all([
      record.search('Observation', { patient, category: 'laboratory', _sort: '-date', _count: resultsRead }),
      readReports(record, patient, reportsRead),
    ]);
    return { observations, followed };
  });
}
