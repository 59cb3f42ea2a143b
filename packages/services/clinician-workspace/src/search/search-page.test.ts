import { beforeAll, describe, expect, it } from 'vitest';
import { administrator, clerk } from '../__fixtures__/people.ts';
import { patientOf, type TestWorkspace, testWorkspace } from '../__fixtures__/test-workspace.ts';

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await testWorkspace(
    'mary-edwards',
    'look-alike-one',
    'look-alike-two',
    'name-apostrophe-hyphen',
    'name-accents',
  );
}, 120_000);

async function found(find: string, principal = clerk) {
  const { html } = await workspace.post(
    '/patients',
    { find },
    { principal, headers: { 'baseplate-partial': 'results' } },
  );
  return html;
}

describe('a search', () => {
  it.each([
    'edwards',
    'EDW',
    'mary edwards',
    'Edwards, Mary (Mrs)',
    '999 123 4578',
    '9991234578',
    '14/7/1945',
    '14-Jul-1945',
    '14071945',
    'edwards 1945',
    'R0007919',
    'r0007919',
    'dward',
  ])('finds the patient by %s', async (typed) => {
    expect(await found(typed)).toContain(`href="/patients/${patientOf('mary-edwards')}"`);
  });

  it.each(["o'shaughnessy", 'O’SHAUGHNESSY', 'sian', 'shaughnessy', 'ng siân'])(
    'sees through marks: %s',
    async (typed) => {
      expect(await found(typed)).toContain(`href="/patients/${patientOf('name-apostrophe-hyphen')}"`);
    },
  );

  it.each(['dang zoe', 'ĐẶNG', 'lukaszewicz', 'orjan'])(
    'sees through letters with a mark inside: %s',
    async (typed) => {
      expect(await found(typed)).toContain(`href="/patients/${patientOf('name-accents')}"`);
    },
  );

  it('tells look-alikes apart with a warning', async () => {
    const html = await found('john taylor');
    expect(html).toContain('2 patients found');
    expect(html.match(/Another patient has the same name and date of birth/g)).toHaveLength(2);
  });

  it('says how a search was understood when nobody matches', async () => {
    const html = await found('nobody-of-that-name 1901');
    expect(html).toContain('No patient found');
    expect(html).toContain('name with “nobody-of-that-name”, born in 1901');
  });

  it('says when there are more than it shows', async () => {
    for (let number = 0; number < 22; number += 1) {
      await workspace.fhir.create({
        resourceType: 'Patient',
        name: [{ family: 'Manyfold', given: [`Person${number}`] }],
      });
    }
    const html = await found('manyfold');
    expect(html).toContain('More than 20 patients match');
    expect(html.match(/data-result/g)).toHaveLength(20);
  });

  it('asks for more letters, and for nothing where nothing was typed', async () => {
    expect(await found('e')).toContain('Type at least two letters');
    expect(await found('')).toContain('Type at least two letters');
  });

  it('says that patients are withheld from an administrator', async () => {
    expect(await found('edwards', administrator)).toContain('Patients are withheld for your role');
  });

  it('escapes what was typed', async () => {
    const { html } = await workspace.post('/patients', { find: '"><script>alert(1)</script>' });
    expect(html).not.toContain('<script>alert');
  });

  it('is never taken from an address, and never without the token', async () => {
    expect((await workspace.get('/patients?find=edwards')).html).not.toContain('EDWARDS');
    expect((await workspace.post('/patients', { find: 'edwards', csrf: '' })).status).toBe(403);
  });
});
