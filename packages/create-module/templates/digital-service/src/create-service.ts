import { fragmentResponse, html, withheldResponse } from '@baseplate-epr/clinical-format';
import { BaseplateError, type DigitalService, type ModuleContext } from '@baseplate-epr/contracts';
import { createFhirClient, isFhirError } from '@baseplate-epr/fhir-client';
import { addReminder, openForm } from './add-reminder.ts';
import { manifest } from './manifest.ts';
import { reminderCard } from './reminder-card.ts';
import type { Visit } from './visit.ts';

/**
 * Makes the service: open reminders (FHIR Tasks) of a patient on the chart, and a form that adds one.
 *
 * What the record refuses is told as withheld. Any other failure is thrown: the chart then says that this panel is away, and since when,
 * which is true; an empty list would not be.
 */
export function createService(): DigitalService {
  let started: ModuleContext | undefined;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest,
    async start(context) {
      started = context;
    },
    async stop() {
      started = undefined;
    },
    async health() {
      return started === undefined ? { status: 'fail', reason: 'The service is not started.' } : { status: 'pass' };
    },
    async fetch(request, context) {
      const { page } = context;
      if (started === undefined || page === undefined) {
        throw new BaseplateError({
          code: 'module-unavailable',
          message: 'Reminders are shown within a chart of a started assembly. Open the patient’s chart there.',
        });
      }
      const { randomBytes } = started;
      const client = createFhirClient({ fetch: context.record.fetch });
      try {
        return await answer({ request, context, page, client, randomBytes });
      } catch (error) {
        if (isFhirError(error, 403)) return withheldResponse();
        throw error;
      }
    },
  };
}

async function answer(visit: Visit): Promise<Response> {
  const { pathname } = new URL(visit.request.url);
  switch (`${visit.request.method} ${pathname}`) {
    case 'GET /':
    case 'GET /card':
      return fragmentResponse(await reminderCard(visit));
    case 'GET /add':
      return openForm(visit);
    case 'POST /add':
      return addReminder(visit);
    default:
      return fragmentResponse(html`<p>There is no such page of reminders.</p>`, 404);
  }
}
