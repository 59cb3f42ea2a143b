import { emptyState, fragmentResponse, withheldResponse } from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import { alertFragment } from './alert/alert-fragment.ts';
import { observationsCard } from './chart/observations-card.ts';
import { recordPage } from './entry/record-page.ts';
import { saveSet } from './entry/save-set.ts';
import type { ObservationVisit } from './observation-visit.ts';
import { allPage } from './overview/all-page.ts';
import { strikePage } from './strike/strike-page.ts';
import { strikeSet } from './strike/strike-set.ts';

type Answer = (visit: ObservationVisit, id: string) => Promise<Response>;

const routes: readonly { readonly path: RegExp; readonly get?: Answer; readonly post?: Answer }[] = [
  { path: /^\/card$/, get: observationsCard },
  { path: /^\/alerts$/, get: alertFragment },
  { path: /^\/(?:all)?$/, get: allPage },
  { path: /^\/record$/, get: recordPage, post: saveSet },
  { path: /^\/set\/([A-Za-z0-9.-]{1,64})\/strike$/, get: strikePage, post: strikeSet },
];

/** Answers a request for a fragment. What the record refuses is withheld; what fails otherwise rejects, and the shell says so. */
export async function answerVisit(visit: ObservationVisit): Promise<Response> {
  for (const { path, get, post } of routes) {
    const match = path.exec(visit.url.pathname);
    const answer = visit.form === undefined ? get : post;
    if (match === null || answer === undefined) continue;
    try {
      return await answer(visit, match[1] ?? '');
    } catch (error) {
      if (isFhirError(error, 403)) return withheldResponse();
      // An old link is no failure of this service: thrown, a few of them would open its breaker and take its panel from every chart.
      if (isFhirError(error, 404, 410))
        return fragmentResponse(emptyState('There is nothing of this in the record any more.'), 404);
      throw error;
    }
  }
  return fragmentResponse(emptyState('There is no such page of observations.'), 404);
}
