import { emptyState, fragmentResponse, withheldResponse } from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import { alertFragment } from './alert/alert-fragment.ts';
import { observationsCard } from './chart/observations-card.ts';
import type { ObservationVisit } from './observation-visit.ts';

type Answer = (visit: ObservationVisit, id: string) => Promise<Response>;

const routes: readonly { readonly path: RegExp; readonly get?: Answer; readonly post?: Answer }[] = [
  { path: /^\/card$/, get: observationsCard },
  { path: /^\/alerts$/, get: alertFragment },
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
      throw error;
    }
  }
  return fragmentResponse(emptyState('There is no such page of observations.'), 404);
}
