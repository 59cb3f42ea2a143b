import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const id = fc.constantFrom('a', 'b', 'c');

/** Entries, some of which cannot be carried out. */
const entry = fc.oneof(
  fc.constant(writing('POST', 'Patient', patientText('New'))),
  id.map((one) => writing('PUT', `Patient/${one}`, patientText('Put', { id: one }))),
  id.map((one) => writing('PUT', `Patient/${one}`, patientText('Put', { id: one }), {}, { ifMatch: 'W/"1"' })),
  id.map((one) => ({ request: { method: 'DELETE', url: `Patient/${one}` } })),
  fc.constant(writing('POST', 'Patient', patientText('New'), {}, { ifNoneExist: 'family=new' })),
  fc.constant(writing('POST', 'Observation', observationText('Patient?family=put'))),
  fc.constant(writing('POST', 'Observation', observationText('Patient/a', { status: 'nonsense' }))),
  fc.constant({ request: { method: 'GET', url: 'Patient?family=new' } }),
);

test('a transaction does all that its answer says, or nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(entry, { maxLength: 5 }), { maxLength: 6 }), async (transactions) => {
      const { as, stores } = await testRecord();
      let after: string | undefined;
      const written = async () => {
        const changes = await stores.records.changes({ limit: 1000, ...(after === undefined ? {} : { after }) });
        after = changes.cursor;
        return changes.versions.map(({ type, id, versionId }) => `${type}/${id}/_history/${versionId}`).sort();
      };
      for (const entries of transactions) {
        const answer = await as()
          .bundle({ text: bundleText('transaction', entries) })
          .catch((error: { status: number }) => error);
        if ('status' in answer) {
          expect([400, 412, 422]).toContain(answer.status);
          expect(await written()).toEqual([]);
          continue;
        }
        expect(answer.entries).toHaveLength(entries.length);
        const told = answer.entries.flatMap(({ status, location, request, etag }) => {
          if (request.method === 'DELETE' && etag !== undefined)
            return [`${request.url}/_history/${etag.slice(3, -1)}`];
          if (location === undefined || request.method === 'GET') return [];
          return request.method === 'POST' && status === 200 ? [] : [location];
        });
        expect(await written()).toEqual(told.sort());
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
