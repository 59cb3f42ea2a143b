import { BaseplateError, type DigitalService } from '@baseplate-epr/contracts';
import { createFhirClient, createSharedAnswers } from '@baseplate-epr/fhir-client';
import { answerVisit } from './answer-visit.ts';
import { resultStyles, stylesPath } from './format/result-styles.ts';
import { resultsManifest } from './results-manifest.ts';
import type { ResultsOptions } from './results-options.ts';

/**
 * Makes the results service. Everything it shows is read from the record for the request at hand; it keeps nothing between requests;
 * panels of one page that need the same ask for it once.
 * Whatever the record refuses (403) withholds the whole fragment.
 */
export function createResults(options: ResultsOptions = {}): DigitalService {
  const answers = createSharedAnswers();
  let started = false;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: resultsManifest,
    async start() {
      started = true;
    },
    async stop() {
      started = false;
    },
    async health() {
      return started ? { status: 'pass' } : { status: 'fail', reason: 'The results service is not started.' };
    },
    async fetch(request, context) {
      const url = new URL(request.url);
      if (url.pathname === stylesPath) return styleSheet();
      const { page } = context;
      if (!started || page === undefined) {
        throw new BaseplateError({
          code: 'module-unavailable',
          message: 'The results service answers only a shell that asks for a fragment, once it is started.',
        });
      }
      const form = request.method === 'POST' ? new URLSearchParams(await request.text()) : undefined;
      const record = createFhirClient({ fetch: context.record.fetch });
      return answerVisit({ url, form, context, page, record, answers, options });
    },
  };
}

function styleSheet(): Response {
  const headers = {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  };
  return new Response(resultStyles, { headers });
}
