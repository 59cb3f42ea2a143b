import { beforeAll, describe, expect, it } from 'vitest';
import { administrator, clerk, herself } from './__fixtures__/people.ts';
import { patientOf, type TestWorkspace, testWorkspace } from './__fixtures__/test-workspace.ts';

let workspace: TestWorkspace;
const mary = `/patients/${patientOf('mary-edwards')}`;

beforeAll(async () => {
  workspace = await testWorkspace('mary-edwards', 'newborn');
}, 120_000);

describe('wards', () => {
  it('lists inpatients by ward and bed, without a banner', async () => {
    const { status, html, headers } = await workspace.get('/');
    expect(status).toBe(200);
    expect(html).toContain('Ward 7');
    expect(html).toContain('EDWARDS, Mary (Mrs)');
    expect(html).toContain('999 123 4578');
    expect(html).not.toContain('data-banner');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('says that patients are withheld from an administrator', async () => {
    const { html } = await workspace.get('/', { principal: administrator });
    expect(html).toContain('Patients are withheld for your role (Administrator)');
    expect(html).not.toContain('EDWARDS');
  });
});

describe('the chart', () => {
  it('shows banner, alerts and panels, and links the styles of services', async () => {
    const { status, html, headers } = await workspace.get(mary);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(html).toContain('<title>EDWARDS, Mary (Mrs) – chart – Riverside NHS Trust</title>');
    expect(html).toMatch(/EDWARDS, Mary \(Mrs\).*Born.*14-Jul-1945 \(81y\).*Gender.*Female.*NHS No\..*999 123 4578/s);
    expect(html).toContain('Known allergies');
    expect(html).toContain('results wrote /alerts');
    expect(html).toContain('results wrote /card');
    expect(html).toContain('notes wrote /card');
    expect(html).toContain('/services/results/styles.1.css');
    expect(html).toContain('Admissions and visits');
  });

  it('says since when a panel is away, and that the rest is complete', async () => {
    const { answer } = workspace.fragments;
    workspace.fragments.answer = (request) =>
      request.service === 'results'
        ? { outcome: 'unavailable', since: Date.UTC(2026, 10, 21, 14, 2), reason: 'slow' }
        : answer(request);
    const { status, html } = await workspace.get(mary);
    workspace.fragments.answer = answer;
    expect(status).toBe(200);
    expect(html).toContain('Not available since 21-Nov-2026 14:02. The rest of this record is complete.');
    expect(html).toContain('There may be alerts that are not shown');
    expect(html).toContain('notes wrote /card');
  });

  it('says in one sentence what a clerk may not see', async () => {
    const { answer } = workspace.fragments;
    workspace.fragments.answer = () => ({ outcome: 'withheld' });
    const { html } = await workspace.get(mary, { principal: clerk });
    workspace.fragments.answer = answer;
    expect(html).toContain('Allergies: withheld for your role');
    expect(html).toContain('Withheld for your role</b> (Clerk): Alerts; Results; Notes');
    expect(html).not.toContain('enicillin');
    expect(html).toContain('Admissions and visits');
  });

  it('tells an unknown patient from a withheld one, and both from a page that is not there', async () => {
    expect(await workspace.get('/patients/nobody')).toMatchObject({ status: 404 });
    expect((await workspace.get('/patients/nobody')).html).toContain('No such patient');
    expect(await workspace.get(mary, { principal: administrator })).toMatchObject({ status: 403 });
    expect((await workspace.get('/nowhere')).html).toContain('Page not found');
    expect((await workspace.get(`${mary}/nothing-like-it`)).status).toBe(404);
  });

  it('shows the whole history', async () => {
    const { status, html } = await workspace.get(`${mary}/history`);
    expect(status).toBe(200);
    expect(html).toContain('Emergency department attendance');
    expect(html).toContain('data-banner');
  });
});

describe('a patient', () => {
  const principal = herself(patientOf('mary-edwards'));

  it('comes to her own chart', async () => {
    const first = await workspace.get('/', { principal });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe(mary);
    const { status, html } = await workspace.get(mary, { principal });
    expect(status).toBe(200);
    expect(html).toContain('999 123 4578');
    expect(html).toContain('Known allergies');
    expect(html).toContain('Emergency department attendance');
    expect(html).not.toContain('href="/patients"');
    expect(html).not.toContain('Wards');
  });

  it('finds nobody else, and is told why', async () => {
    const other = await workspace.get(`/patients/${patientOf('newborn')}`, { principal });
    expect(other.status).toBe(404);
    expect(other.html).toContain('No such patient');
    expect(other.html).toContain('see your own record only');
    const search = await workspace.post('/patients', { find: 'edwards' }, { principal });
    expect(search.status).toBe(403);
    expect(search.html).toContain('You see your own record only');
    expect((await workspace.get('/patients', { principal })).html).not.toContain('type="search"');
  });

  it('is shown nothing if nobody said which record is hers', async () => {
    const { patient: _, ...nobody } = principal;
    for (const path of ['/', '/patients'])
      expect((await workspace.get(path, { principal: nobody })).html).toContain('does not say whose record is yours');
    expect((await workspace.get(mary, { principal: nobody })).html).not.toContain('EDWARDS');
  });
});

describe('a page that fails', () => {
  it('gives the number of the request and logs no word of what was thrown', async () => {
    const { answer } = workspace.fragments;
    workspace.fragments.answer = () => {
      throw new Error('EDWARDS, Mary');
    };
    const { status, html } = await workspace.get(mary);
    workspace.fragments.answer = answer;
    expect(status).toBe(500);
    expect(html).toContain('the-request');
    expect(workspace.logged.join()).not.toContain('EDWARDS');
  });
});

describe('files', () => {
  it('are kept for a year below a path that names their content', async () => {
    const { html } = await workspace.get('/');
    const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(paths).toHaveLength(3);
    for (const path of paths) {
      const { status, headers, html: text } = await workspace.get(path);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toContain('immutable');
      expect(text.length).toBeGreaterThan(1000);
    }
  });
});
