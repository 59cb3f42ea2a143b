import { BaseplateError, type DigitalService, type Logger } from '@baseplate-epr/contracts';
import { createFhirClient } from '@baseplate-epr/fhir-client';
import { createAssets } from './assets/create-assets.ts';
import { failurePage } from './page/failure-page.ts';
import { answerVisit } from './routes/answer-visit.ts';
import { workspaceManifest } from './workspace-manifest.ts';
import type { ClinicianWorkspaceOptions } from './workspace-options.ts';

/**
 * Makes the clinician workspace.
 *
 * Every page is rendered here and is `no-store`; what somebody searches for travels by POST. A request that fails gets a page with
 * its number, and the log gets the number without what was thrown, which may hold patient data.
 */
export function createClinicianWorkspace(options: ClinicianWorkspaceOptions = {}): DigitalService {
  const assets = createAssets();
  let logger: Logger | undefined;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: workspaceManifest,
    async start(context) {
      await assets.load();
      logger = context.logger;
    },
    async stop() {
      logger = undefined;
    },
    async health() {
      return logger === undefined
        ? { status: 'fail', reason: 'The clinician workspace is not started.' }
        : { status: 'pass' };
    },
    async fetch(request, context) {
      const url = new URL(request.url);
      const file = assets.answer(url.pathname);
      if (file !== undefined) return file;
      if (logger === undefined || context.shell === undefined) {
        throw new BaseplateError({
          code: 'module-unavailable',
          message: 'The clinician workspace answers people only as the user interface of a started assembly.',
        });
      }
      const record = createFhirClient({ fetch: context.record.fetch });
      const visit = { request, url, context, shell: context.shell, record, options, logger };
      try {
        return await answerVisit(visit);
      } catch {
        logger.error('a page failed', { requestId: context.requestId });
        return failurePage(visit);
      }
    },
  };
}
