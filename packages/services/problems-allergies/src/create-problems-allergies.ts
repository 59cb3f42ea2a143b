import { fragmentResponse, html, withheldResponse } from '@baseplate-epr/clinical-format';
import { BaseplateError, type DigitalService, type ModuleContext } from '@baseplate-epr/contracts';
import { createFhirClient, isFhirError } from '@baseplate-epr/fhir-client';
import { problemsAllergiesManifest } from './problems-allergies-manifest.ts';
import { answer } from './service/answer.ts';

/**
 * Makes the service of problems, allergies and flags. Paths: `/alerts` and `/card` on the chart, `/problems` and `/allergies` (whole
 * pages), and below them the forms that add, resolve, refute and mark as entered in error. Every change names the version it was made
 * from, and adding twice by sending a form twice adds once.
 */
export function createProblemsAllergies(): DigitalService {
  let started: ModuleContext | undefined;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: problemsAllergiesManifest,
    async start(context) {
      started = context;
    },
    async stop() {
      started = undefined;
    },
    async health() {
      return started === undefined
        ? { status: 'fail', reason: 'The service of problems and allergies is not started.' }
        : { status: 'pass' };
    },
    async fetch(request, context) {
      const { page } = context;
      if (started === undefined || page === undefined) {
        throw new BaseplateError({
          code: 'module-unavailable',
          message:
            'Problems and allergies are shown within a chart of a started assembly. Open the patient’s chart there.',
        });
      }
      const client = createFhirClient({ fetch: context.record.fetch });
      const { randomBytes } = started;
      try {
        const found = await answer({ request, url: new URL(request.url), context, page, client, randomBytes });
        return found ?? fragmentResponse(html`<p>There is no such page of problems and allergies.</p>`, 404);
      } catch (error) {
        if (isFhirError(error, 403)) return withheldResponse();
        throw error;
      }
    },
  };
}
