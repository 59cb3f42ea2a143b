import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clerk, doctor, nurse } from '../__fixtures__/people.ts';
import { patientOf, type TestWorkspace, testWorkspace, tokenOf } from '../__fixtures__/test-workspace.ts';

let workspace: TestWorkspace;
const patient = patientOf('mary-edwards');
const chart = `/patients/${patient}`;
const form = { patient, text: 'Seen on the round' };

beforeAll(async () => {
  workspace = await testWorkspace('mary-edwards');
}, 120_000);

beforeEach(() => {
  workspace.fragments.asked.length = 0;
  workspace.fragments.answer = () => ({ outcome: 'done', path: '', message: 'Note saved' });
});

describe('a form for a service', () => {
  it('is handed on without the token, then leads to the chart with the message shown once', async () => {
    const { status, headers } = await workspace.post(`${chart}/notes/add`, form);
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(chart);
    const [asked] = workspace.fragments.asked;
    expect(asked?.path).toBe('/add');
    expect(asked?.page.patient).toBe(patient);
    expect(Object.fromEntries(asked?.form ?? [])).toEqual(form);
    workspace.fragments.answer = () => ({ outcome: 'content', status: 200, html: '' });
    expect((await workspace.get(chart, { principal: nurse })).html).not.toContain('Note saved');
    expect((await workspace.get(chart)).html).toContain('Note saved');
    expect((await workspace.get(chart)).html).not.toContain('Note saved');
  });

  it('goes to a page of the service, never out of it', async () => {
    workspace.fragments.answer = () => ({ outcome: 'done', path: '/list?all=1' });
    expect((await workspace.post(`${chart}/notes/add`, form)).headers.get('location')).toBe(
      `${chart}/notes/list?all=1`,
    );
    for (const path of ['//elsewhere.example/x', 'https://elsewhere.example/', '/../../../sign-out', '\\\\elsewhere']) {
      workspace.fragments.answer = () => ({ outcome: 'done', path });
      expect((await workspace.post(`${chart}/notes/add`, form)).headers.get('location')).toMatch(
        new RegExp(`^${chart}(/notes/|$)`),
      );
    }
  });

  it('that no service takes any more shows what was typed, to copy', async () => {
    const number = '8f14e45f-ceea-467f-a0e6-b2a3c1d4e5f6';
    const typed = { ...form, text: 'Seen <b>twice</b>', submission: number };
    for (const outcome of [
      { outcome: 'unavailable', since: 0, reason: 'failed' },
      { outcome: 'content', status: 404, html: '<p>There is no such page.</p>' },
    ] as const) {
      workspace.fragments.answer = () => outcome;
      const { html } = await workspace.post(`${chart}/notes/add`, typed);
      expect(html).toContain('Seen &lt;b&gt;twice&lt;/b&gt;');
      expect(html).not.toContain(number);
    }
    workspace.fragments.answer = () => ({ outcome: 'content', status: 422, html: '<form></form>' });
    expect((await workspace.post(`${chart}/notes/add`, typed)).html).not.toContain('What you typed');
  });

  it.each([
    ['without a patient', { text: 'x' }],
    ['about another patient', { ...form, patient: 'patient-2' }],
  ])('%s is refused in words and handed to nobody', async (_, fields) => {
    const { status, html } = await workspace.post(`${chart}/notes/add`, fields);
    expect(status).toBe(409);
    expect(html).toContain('Wrong patient: nothing was saved');
    expect(workspace.fragments.asked).toEqual([]);
    expect(workspace.logged.join()).not.toContain('patient-2');
  });

  it.each([
    ['of another site', {}, { 'sec-fetch-site': 'cross-site' }],
    ['of a sibling site', {}, { 'sec-fetch-site': 'same-site' }],
    ['with a wrong token', { csrf: 'guessed' }, {}],
    ["with somebody else's token", { csrf: tokenOf(nurse) }, {}],
    ['without a token', { csrf: '' }, {}],
  ])('%s is refused and handed to nobody', async (_, fields, headers) => {
    const { status, html } = await workspace.post(`${chart}/notes/add`, { ...form, ...fields }, { headers });
    expect(status).toBe(403);
    expect(html).toContain('The form was not accepted');
    expect(workspace.fragments.asked).toEqual([]);
  });

  it('keeps to the service whatever its address looks like', async () => {
    await workspace.post(`${chart}/notes//elsewhere.example/add`, form);
    expect(workspace.fragments.asked[0]?.path).toBe('/elsewhere.example/add');
  });

  it('with mistakes comes back in its card of the chart', async () => {
    workspace.fragments.answer = ({ form: sent, service }) =>
      sent === undefined
        ? { outcome: 'content', status: 200, html: `<p>fresh ${service}</p>` }
        : { outcome: 'content', status: 422, html: `<p>kept ${sent.get('text')}</p>` };
    const { status, html } = await workspace.post(`${chart}/notes/add`, { ...form, 'shown-in': '/card' });
    expect(status).toBe(422);
    expect(html).toContain('kept Seen on the round');
    expect(html).toContain('fresh results');
    expect(html).not.toContain('fresh notes');
    expect(html).toContain('href="#notes-side"');
    expect(html).toContain('<title>Error: ');
  });

  it('with mistakes comes back on its page', async () => {
    workspace.fragments.answer = () => ({ outcome: 'content', status: 422, html: '<p>kept</p>' });
    const { status, html } = await workspace.post(`${chart}/notes/add`, form);
    expect(status).toBe(422);
    expect(html).toContain('Back to chart');
    expect(html).toContain('<p>kept</p>');
  });

  it('that was refused or not answered says so, and what to do', async () => {
    workspace.fragments.answer = () => ({ outcome: 'withheld' });
    expect(await workspace.post(`${chart}/notes/add`, form, { principal: clerk })).toMatchObject({ status: 403 });
    workspace.fragments.answer = () => ({ outcome: 'unavailable', since: 0, reason: 'slow' });
    const { status, html } = await workspace.post(`${chart}/notes/add`, form, { principal: doctor });
    expect(status).toBe(503);
    expect(html).toContain('look whether it is there before you send it again');
  });
});
