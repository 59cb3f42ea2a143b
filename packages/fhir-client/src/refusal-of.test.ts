import { expect, test } from 'vitest';
import { createFhirClient } from './create-fhir-client.ts';
import { refusalOf } from './refusal-of.ts';

const caller = { role: { display: 'Clerk' } };

async function refusedWith(status: number) {
  const fetch = async () => new Response('{"resourceType":"OperationOutcome","issue":[]}', { status });
  try {
    return await createFhirClient({ fetch }).read('Patient', 'a');
  } catch (error) {
    return refusalOf(error, 'name', caller);
  }
}

test('says who may not, that somebody was faster, or that it does not hold', async () => {
  expect(await refusedWith(403)).toMatchObject({ field: 'name', message: expect.stringContaining('role Clerk') });
  for (const status of [409, 412])
    expect(await refusedWith(status)).toMatchObject({ message: expect.stringContaining('changed meanwhile') });
  for (const status of [400, 422])
    expect(await refusedWith(status)).toMatchObject({ message: expect.stringContaining('did not accept') });
});

test('hides no other failure', async () => {
  await expect(refusedWith(500)).rejects.toMatchObject({ status: 500 });
  expect(() => refusalOf(new RangeError('x'), 'name', caller)).toThrow(RangeError);
});
