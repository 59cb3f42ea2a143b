import { expect, test } from 'vitest';
import { patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const deleting = (path: string) => ({
  format: 'fhirpath-patch' as const,
  text: JSON.stringify({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'delete' },
          { name: 'path', valueString: path },
        ],
      },
    ],
  }),
});
const jsonPatch = (...operations: readonly object[]) => ({
  format: 'json-patch' as const,
  text: JSON.stringify(operations),
});
const conditional = { reference: 'Organization?name=x' };

test.each([
  ['a failing test', jsonPatch({ op: 'test', path: '/gender', value: 'male' }), 409],
  [
    'a path that cannot be evaluated',
    deleting("Patient.name.where(iif(family = 'A', given.substring(1), family) > 3)"),
    409,
  ],
  ['a result that is not valid', jsonPatch({ op: 'add', path: '/gender', value: 'f' }), 422],
  ['a result with an unknown element', jsonPatch({ op: 'add', path: '/shoeSize', value: 42 }), 400],
  ['a conditional reference', jsonPatch({ op: 'add', path: '/managingOrganization', value: conditional }), 400],
])('%s tells what is there, so the audit tells of it', async (_, patch, status) => {
  const { as, audited } = await testRecord();
  for (const family of ['A', 'B']) {
    const name = [{ family, given: ['x', 'y'] }];
    await as().update({ type: 'Patient', id: 'a', text: patientText('', { id: 'a', name, gender: 'female' }) });
    await expect(as().patch({ type: 'Patient', id: 'a', patch })).rejects.toMatchObject({ status });
    const told = { kind: 'access', action: 'patch', patients: ['a'], detail: 'not-applied' };
    expect((await audited()).at(-1)).toMatchObject(told);
  }
});
