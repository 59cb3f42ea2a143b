import { BaseplateError, type DigitalService, type ModuleContext } from '@baseplate-epr/contracts';
import { createFhirClient } from '@baseplate-epr/fhir-client';
import { answerVisit } from './answer-visit.ts';
import { browserFile } from './page/browser-file.ts';
import { failed } from './request/answers.ts';
import { wardRoundManifest } from './ward-round-manifest.ts';
import type { WardRoundOptions } from './ward-round-options.ts';

/**
 * Makes the ward round: one page whose script asks this service alone, by paths below `/round/`. What is about patients is `no-store`
 * and never part of a file that a browser keeps. A request that fails is logged by its number, without what was thrown, which may hold
 * patient data.
 */
export function createWardRound(options: WardRoundOptions = {}): DigitalService {
  let started: ModuleContext | undefined;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: wardRoundManifest,
    async start(context) {
      started = context;
    },
    async stop() {
      started = undefined;
    },
    async health() {
      return started === undefined ? { status: 'fail', reason: 'The ward round is not started.' } : { status: 'pass' };
    },
    async fetch(request, context) {
      const url = new URL(request.url);
      const file = browserFile(url.pathname);
      if (file !== undefined) return file;
      const { shell } = context;
      if (started === undefined || shell === undefined) {
        throw new BaseplateError({
          code: 'module-unavailable',
          message: 'The ward round answers people only as the user interface of a started assembly.',
        });
      }
      const { logger, randomBytes } = started;
      const record = createFhirClient({ fetch: context.record.fetch });
      const visit = { request, url, context, shell, record, logger, options, randomBytes };
      try {
        return await answerVisit(visit);
      } catch {
        logger.error('a request of the ward round failed', { requestId: context.requestId });
        return failed(visit);
      }
    },
  };
}
