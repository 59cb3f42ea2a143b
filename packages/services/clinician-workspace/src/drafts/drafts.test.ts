import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { doctor, nurse } from '../__fixtures__/people.ts';
import { patientOf, type TestWorkspace, testWorkspace } from '../__fixtures__/test-workspace.ts';

let workspace: TestWorkspace;
const patient = patientOf('mary-edwards');
const chart = `/patients/${patient}`;

beforeAll(async () => {
  workspace = await testWorkspace('mary-edwards');
}, 120_000);

beforeEach(async () => {
  for (const principal of [doctor, nurse]) await workspace.post('/sign-out', {}, { principal });
  workspace.signedOut = 0;
});

async function seenBy(principal: typeof doctor, whose = patient) {
  workspace.fragments.asked.length = 0;
  await workspace.get(`/patients/${whose}/notes/add`, { principal });
  return workspace.fragments.asked[0]?.page.drafts;
}

describe('a draft', () => {
  it('comes back to the service it belongs to', async () => {
    await workspace.keepDraft();
    expect(await seenBy(doctor)).toEqual({ 'add-note': { text: ['Half a sentence'] } });
    expect((await workspace.get(chart)).html).toContain('Unsaved draft');
    const results = workspace.fragments.asked.filter(({ service }) => service === 'results');
    expect(results.length).toBeGreaterThan(0);
    for (const { page } of results) expect(page.drafts).toEqual({});
  });

  it('is seen by nobody else and on no other chart', async () => {
    await workspace.keepDraft();
    expect(await seenBy(nurse)).toEqual({});
    expect((await workspace.get(chart, { principal: nurse })).html).not.toContain('Unsaved draft');
    expect(await seenBy(doctor, 'another')).toEqual({});
  });

  it('goes when its form is accepted, and stays when it is not', async () => {
    await workspace.keepDraft();
    const { answer } = workspace.fragments;
    workspace.fragments.answer = () => ({ outcome: 'content', status: 422, html: '' });
    await workspace.post(`${chart}/notes/add`, { patient, text: 'x' });
    workspace.fragments.answer = answer;
    expect(await seenBy(doctor)).toHaveProperty('add-note');
    workspace.fragments.answer = () => ({ outcome: 'done', path: '' });
    await workspace.post(`${chart}/notes/other`, { patient, text: 'x' });
    expect(await seenBy(doctor)).toHaveProperty('add-note');
    await workspace.post(`${chart}/notes/add`, { patient, text: 'x' });
    workspace.fragments.answer = answer;
    expect(await seenBy(doctor)).toEqual({});
  });

  it('is discarded when asked, without script', async () => {
    await workspace.keepDraft();
    const { status, headers } = await workspace.post(`${chart}/drafts/discard`, {
      patient,
      service: 'notes',
      form: 'add-note',
    });
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(chart);
    expect((await workspace.get(chart)).html).toContain('The draft was discarded.');
    expect(await seenBy(doctor)).toEqual({});
  });

  it('is erased at sign-out, one’s own and nobody else’s', async () => {
    await workspace.keepDraft();
    await workspace.keepDraft(nurse);
    const { status, headers } = await workspace.post('/sign-out', {});
    expect(status).toBe(303);
    expect(headers.get('set-cookie')).toContain('session=');
    expect(workspace.signedOut).toBe(1);
    expect(await seenBy(doctor)).toEqual({});
    expect(await seenBy(nurse)).toHaveProperty('add-note');
  });
});
