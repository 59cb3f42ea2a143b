import { describe, expect, test } from 'vitest';
import { bundle, entry, patient } from '../__fixtures__/resources.ts';
import { listOf, type TestApi, testApi } from '../__fixtures__/test-api.ts';

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

describe('a version named with a condition', () => {
  const names = async (count: number) => {
    const several = await testApi({ conditionalDeletes: 3 });
    for (let made = 0; made < count; made += 1) await several.send('POST /Patient', { body: patient('Twin') });
    return several;
  };
  const put = (type: 'batch' | 'transaction') => (api: TestApi, ifMatch: string) =>
    api.send('POST /', { body: bundle(type, entry('DELETE', 'Patient?name=twin', undefined, { ifMatch })) });
  const statusOf = (answer: Awaited<ReturnType<TestApi['send']>>) =>
    answer.status === 200 ? Number(listOf(answer.json.entry)[0]?.response?.status) : answer.status;

  test.each([
    [
      'by itself',
      (api: TestApi, tag: string) => api.send('DELETE /Patient?name=twin', { headers: { 'if-match': tag } }),
    ],
    ['in a batch', put('batch')],
    ['in a transaction', put('transaction')],
  ])('must be the newest of the one match: %s', async (_place, remove) => {
    const one = await names(1);
    expect(statusOf(await remove(one, 'W/"7"'))).toBe(412);
    expect((await one.send('GET /Patient')).json).toMatchObject({ total: 1 });
    expect(statusOf(await remove(one, 'W/"1"'))).toBe(204);
    const two = await names(2);
    expect(statusOf(await remove(two, 'W/"1"'))).toBe(400);
    expect((await two.send('GET /Patient')).json).toMatchObject({ total: 2 });
  });

  test.each(['by itself', 'batch', 'transaction'] as const)(
    'an update may wish that nothing matches: %s',
    async (place) => {
      const api = await names(1);
      const send = (name: string) =>
        place === 'by itself'
          ? api.send(`PUT /Patient?name=${name}`, { body: patient(name), headers: { 'if-none-match': '*' } })
          : api.send('POST /', {
              body: bundle(place, entry('PUT', `Patient?name=${name}`, patient(name), { ifNoneMatch: '*' })),
            });
      expect(statusOf(await send('Twin'))).toBe(412);
      expect(statusOf(await send('Other'))).toBe(201);
    },
  );
});
