import { describe, expect, test } from 'vitest';
import { bundle, entry, patient } from '../__fixtures__/resources.ts';
import { testApi } from '../__fixtures__/test-api.ts';

describe('where conditional deletes may be multiple', () => {
  const twins = async (count: number) => {
    const several = await testApi({ conditionalDeletes: 3 });
    for (let made = 0; made < count; made += 1) await several.send('POST /Patient', { body: patient('Twin') });
    await several.send('PUT /Patient/other', { body: patient('Other', { id: 'other' }) });
    return several;
  };

  test('the statement says so, and they go in one', async () => {
    const several = await twins(3);
    expect((await several.send('GET /metadata')).text).toContain('"conditionalDelete":"multiple"');
    expect((await (await testApi()).send('GET /metadata')).text).toContain('"conditionalDelete":"single"');
    const said = await several.send('DELETE /Patient?name=twin', { headers: { prefer: 'return=OperationOutcome' } });
    expect([said.status, said.text]).toEqual([200, expect.stringContaining('3 Patient resources deleted')]);
    expect((await several.send('GET /Patient')).json).toMatchObject({ total: 1 });
    expect((await several.send('DELETE /Patient?name=twin')).status).toBe(204);
  });

  test('more than the limit are refused whole, and so is no condition', async () => {
    const several = await twins(4);
    expect((await several.send('DELETE /Patient?name=twin')).status).toBe(412);
    expect((await several.send('DELETE /Patient?_count=1')).status).toBe(400);
    expect((await several.send('GET /Patient')).json).toMatchObject({ total: 5 });
  });

  test('a transaction deletes them all, or none', async () => {
    const several = await twins(3);
    const refused = bundle(
      'transaction',
      entry('DELETE', 'Patient?name=twin'),
      entry('DELETE', 'Patient/other'),
      entry('PUT', 'Patient/other', patient('O', { id: 'other' })),
    );
    expect((await several.send('POST /', { body: refused })).status).toBe(400);
    expect((await several.send('GET /Patient')).json).toMatchObject({ total: 4 });
    const answer = await several.send('POST /', { body: bundle('transaction', entry('DELETE', 'Patient?name=twin')) });
    expect(answer.json).toMatchObject({ entry: [{ response: { status: '204' } }] });
    expect((await several.send('GET /Patient')).json).toMatchObject({ total: 1 });
  });

  test('what they delete is found as they are committed, not before', async () => {
    const several = await twins(2);
    const [first, second] = await Promise.all([
      several.send('DELETE /Patient?name=twin'),
      several.send('DELETE /Patient?name=twin'),
    ]);
    expect([first.status, second.status]).toEqual([204, 204]);
    expect((await several.send('GET /Patient/_history')).json).toMatchObject({ total: 5 });
  });
});
