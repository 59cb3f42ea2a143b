import { fragmentResponse, html, withheldResponse } from '@baseplate-epr/clinical-format';
import { BaseplateError, type DigitalService, type ModuleContext } from '@baseplate-epr/contracts';
import { createFhirClient, isFhirError } from '@baseplate-epr/fhir-client';
import { documentsManifest } from './documents-manifest.ts';
import { downloadFile } from './reading/download-file.ts';
import { answer } from './service/answer.ts';

/**
 * Makes the service of notes and letters. Paths: `/card` on the chart, `/` (whole list), `/read/<id>`, and below `/write` and
 * `/correct` the forms. A correction never changes what was written: it is a new document that replaces the old one. Sending a form
 * twice writes once.
 */
export function createDocuments(): DigitalService {
  let started: ModuleContext | undefined;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: documentsManifest,
    async start(context) {
      started = context;
    },
    async stop() {
      started = undefined;
    },
    async health() {
      return started === undefined
        ? { status: 'fail', reason: 'The service of notes and letters is not started.' }
        : { status: 'pass' };
    },
    async fetch(request, context) {
      const { page } = context;
      const url = new URL(request.url);
      const [, id, part] = /^\/file\/([A-Za-z0-9.-]{1,64})\/(\d{1,3})$/.exec(url.pathname) ?? [];
      if (page === undefined && id !== undefined) return downloadFile(context, id, Number(part));
      if (started === undefined || page === undefined) {
        throw new BaseplateError({
          code: 'module-unavailable',
          message: 'Notes and letters are shown within a chart of a started assembly. Open the patient’s chart there.',
        });
      }
      const client = createFhirClient({ fetch: context.record.fetch });
      const { randomBytes } = started;
      try {
        const found = await answer({ request, url, context, page, client, randomBytes });
        return found ?? fragmentResponse(html`<p>There is no such page of notes and letters.</p>`, 404);
      } catch (error) {
        if (isFhirError(error, 403)) return withheldResponse();
        throw error;
      }
    },
  };
}
