import { expect, test } from 'vitest';
import { createFhirClient } from './create-fhir-client.ts';
import { readAgain } from './read-again.ts';

/** A record that shows some observations, and notes what it was asked for. */
function recordOf(...visible: readonly string[]) {
  const asked: string[] = [];
  const fetch = async (_input: string | Request, init?: RequestInit) => {
    const ids = new URLSearchParams(String(init?.body)).get('_id') ?? '';
    asked.push(ids);
    const entry = visible
      .filter((id) => ids.split(',').includes(id))
      .map((id) => ({ resource: { resourceType: 'Observation', id }, search: { mode: 'match' } }));
    return Response.json({ resourceType: 'Bundle', type: 'searchset', entry });
  };
  return { asked, client: createFhirClient({ fetch }) };
}

test('what the caller may see comes in the order of the ids, the rest is left out', async () => {
  const { client } = recordOf('a', 'c', 'd');
  const found = await readAgain(client, 'Observation', ['d', 'b', 'a', 'd']);
  expect(found.map(({ id }) => id)).toEqual(['d', 'a']);
});

test('many ids are asked for in parts', async () => {
  const ids = Array.from({ length: 250 }, (_one, index) => `o${index}`);
  const { client, asked } = recordOf(...ids);
  expect((await readAgain(client, 'Observation', ids)).length).toBe(250);
  expect(asked.map((one) => one.split(',').length)).toEqual([100, 100, 50]);
});

test('also with no ids at all, whoever may see nothing of the type is refused', async () => {
  const refused = createFhirClient({
    fetch: async () => Response.json({ resourceType: 'OperationOutcome' }, { status: 403 }),
  });
  await expect(readAgain(refused, 'Observation', [])).rejects.toMatchObject({ status: 403 });
});
