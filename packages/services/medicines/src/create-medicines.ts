import { fragmentResponse, html, withheldResponse } from '@baseplate-epr/clinical-format';
import { BaseplateError, type DigitalService } from '@baseplate-epr/contracts';
import { createFhirClient, isFhirError } from '@baseplate-epr/fhir-client';
import { medicinesManifest } from './medicines-manifest.ts';
import { readMedicines } from './read/read-medicines.ts';
import { currentCard } from './view/current-card.ts';
import { medicinesPage } from './view/medicines-page.ts';

/**
 * Makes the medicines service. Paths: `/card` (current medicines on the chart), `/` (current, whole page) and `/past`. Nothing is
 * written. When the record refuses prescriptions altogether, the answer is 403 and the shell says "withheld".
 */
export function createMedicines(): DigitalService {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: medicinesManifest,
    async start() {},
    async stop() {},
    async health() {
      return { status: 'pass' };
    },
    async fetch(request, { page, record, now }) {
      if (page === undefined) {
        throw new BaseplateError({
          code: 'input-invalid',
          message:
            'Medicines are shown within a chart. Open the patient’s chart in the user interface of this assembly.',
        });
      }
      const { pathname } = new URL(request.url);
      const client = createFhirClient({ fetch: record.fetch });
      try {
        if (pathname === '/card') {
          const lists = await readMedicines(client, { patient: page.patient, now, list: 'current' });
          return fragmentResponse(currentCard(lists, page, now));
        }
        if (pathname === '/' || pathname === '/past') {
          const list = pathname === '/' ? 'current' : 'past';
          const lists = await readMedicines(client, { patient: page.patient, now, list });
          return fragmentResponse(medicinesPage(lists, page, now));
        }
      } catch (error) {
        if (isFhirError(error, 403)) return withheldResponse();
        throw error;
      }
      return fragmentResponse(html`<p>There is no such page of medicines.</p>`, 404);
    },
  };
}
