import { BaseplateError, type DigitalService, type ModuleContext } from '@baseplate-epr/contracts';
import { createFhirClient, createSharedAnswers } from '@baseplate-epr/fhir-client';
import { answerVisit } from './answer-visit.ts';
import { observationStyles, stylesPath } from './format/observation-styles.ts';
import { observationsManifest } from './observations-manifest.ts';
import type { ObservationsOptions } from './observations-options.ts';

/**
 * Makes the observations service.
 *
 * Everything it shows is read from the record for the request at hand, and it keeps nothing between requests; panels
 * of one page that need the same ask for it once. Whatever the record
 * refuses (403) withholds the whole fragment: half a NEWS2 chart would look like a whole one.
 */
export function createObservations(options: ObservationsOptions = {}): DigitalService {
  const answers = createSharedAnswers();
  let started: ModuleContext | undefined;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: observationsManifest,
    async start(context) {
      started = context;
    },
    async stop() {
      started = undefined;
    },
    async health() {
      return started === undefined
        ? { status: 'fail', reason: 'The observations service is not started.' }
        : { status: 'pass' };
    },
    async fetch(request, context) {
      const url = new URL(request.url);
      if (url.pathname === stylesPath) return styleSheet();
      const { page } = context;
      if (started === undefined || page === undefined) {
        throw new BaseplateError({
          code: 'module-unavailable',
          message: 'The observations service answers only a shell that asks for a fragment, once it is started.',
        });
      }
      const { randomBytes } = started;
      const form = request.method === 'POST' ? new URLSearchParams(await request.text()) : undefined;
      const record = createFhirClient({ fetch: context.record.fetch });
      return answerVisit({ url, form, context, page, record, answers, options, randomBytes });
    },
  };
}

function styleSheet(): Response {
  const headers = {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  };
  return new Response(observationStyles, { headers });
}
