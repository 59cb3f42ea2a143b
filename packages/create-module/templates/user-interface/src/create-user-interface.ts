import { html } from '@baseplate-epr/clinical-format';
import { BaseplateError, type DigitalService, type Logger } from '@baseplate-epr/contracts';
import { createFhirClient } from '@baseplate-epr/fhir-client';
import { manifest } from './manifest.ts';
import { page } from './page.ts';
import { answer } from './routes.ts';
import { createStyles } from './styles.ts';

/**
 * Makes the user interface: who lies in hospital, a search, and the chart whose slots `alerts`, `main` and `side` the services of the assembly
 * fill. It is the one module that forwards forms, so it is the one that looks where they come from and whom they are about.
 *
 * Every page is rendered here and is `no-store`; what somebody searches for travels by POST.
 */
export function createUserInterface(): DigitalService {
  const styles = createStyles();
  let logger: Logger | undefined;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest,
    async start(context) {
      await styles.load();
      logger = context.logger;
    },
    async stop() {
      logger = undefined;
    },
    async health() {
      return logger === undefined
        ? { status: 'fail', reason: 'The user interface is not started.' }
        : { status: 'pass' };
    },
    async fetch(request, context) {
      const { shell, requestId } = context;
      const url = new URL(request.url);
      const file = styles.answer(url.pathname);
      if (file !== undefined) return file;
      if (logger === undefined || shell === undefined) {
        throw new BaseplateError({
          code: 'module-unavailable',
          message: 'This module answers people only as the user interface of a started assembly.',
        });
      }
      const visit = { request, url, context, shell, record: createFhirClient({ fetch: context.record.fetch }) };
      try {
        return await answer(visit);
      } catch {
        // The number alone: what was thrown may hold patient data.
        logger.error('a page failed', { requestId });
        const main = html`<h1 class="nhsuk-heading-l">This page cannot be shown</h1><p>The record did not answer as it should, so nothing is known here. <a href="${url.pathname}">Try again</a>, and if that does not help, tell whoever runs this record the number ${requestId}.</p>`;
        return page(visit, { title: 'Not available', main, status: 503 });
      }
    },
  };
}
