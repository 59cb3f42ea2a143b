import { expect, test } from 'vitest';
import { allowed } from './allowed.ts';
import { createFhirClient } from './create-fhir-client.ts';
import { readCurrentEncounter } from './read-current-encounter.ts';

const answering = (status: number, text: string) =>
  createFhirClient({ fetch: async () => new Response(text, { status }) });
const refusal = '{"resourceType":"OperationOutcome","issue":[]}';

test('gives what was found, nothing where it is forbidden, and every other failure', async () => {
  const found = answering(200, '{"resourceType":"Patient","id":"a"}');
  expect(await allowed(found.read('Patient', 'a'))).toMatchObject({ id: 'a' });
  expect(await allowed(answering(403, refusal).read('Patient', 'a'))).toBeUndefined();
  for (const status of [401, 404, 500]) {
    await expect(allowed(answering(status, refusal).read('Patient', 'a'))).rejects.toMatchObject({ status });
  }
});

test('names the encounter under way, or none', async () => {
  const stay =
    '{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Encounter","id":"e"},"search":{"mode":"match"}}]}';
  expect(await readCurrentEncounter(answering(200, stay), 'a')).toEqual({ reference: 'Encounter/e' });
  const none = '{"resourceType":"Bundle","type":"searchset"}';
  expect(await readCurrentEncounter(answering(200, none), 'a')).toBeUndefined();
  expect(await readCurrentEncounter(answering(403, refusal), 'a')).toBeUndefined();
});
