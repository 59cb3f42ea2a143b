import { withheldResponse } from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import { alertFragment } from './alert/alert-fragment.ts';
import { resultsCard } from './card/results-card.ts';
import { notThere } from './format/not-there.ts';
import { allReportsPage } from './overview/all-reports-page.ts';
import { testPage } from './overview/test-page.ts';
import { acknowledgeReport } from './report/acknowledge-report.ts';
import { reportPage } from './report/report-page.ts';
import type { ResultVisit } from './result-visit.ts';

type Answer = (visit: ResultVisit, id: string) => Promise<Response>;

const routes: readonly { readonly path: RegExp; readonly get?: Answer; readonly post?: Answer }[] = [
  { path: /^\/card$/, get: resultsCard },
  { path: /^\/alerts$/, get: alertFragment },
  { path: /^\/(?:all)?$/, get: allReportsPage },
  { path: /^\/test\/([A-Za-z0-9.-]{1,64})$/, get: testPage },
  { path: /^\/report\/([A-Za-z0-9.-]{1,64})$/, get: reportPage },
  { path: /^\/report\/([A-Za-z0-9.-]{1,64})\/acknowledge$/, get: reportPage, post: acknowledgeReport },
];

/** Answers a request for a fragment. What the record refuses is withheld; what fails otherwise rejects, and the shell says so. */
export async function answerVisit(visit: ResultVisit): Promise<Response> {
  for (const { path, get, post } of routes) {
    const match = path.exec(visit.url.pathname);
    const answer = visit.form === undefined ? get : post;
    if (match === null || answer === undefined) continue;
    try {
      return await answer(visit, match[1] ?? '');
    } catch (error) {
      if (isFhirError(error, 403)) return withheldResponse();
      if (isFhirError(error, 404, 410)) return notThere();
      throw error;
    }
  }
  return notThere();
}
