import type { Patient } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, patientOf, type TestWorkspace, testWorkspace } from '../__fixtures__/test-workspace.ts';

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await testWorkspace(
    'mary-edwards',
    'no-known-allergies',
    'allergies-not-recorded',
    'death-in-hospital',
    'year-of-birth-only',
  );
}, 120_000);

/** The banner's words, without markup. */
async function banner(id: string, options: CallOptions = {}) {
  const { html } = await workspace.get(`/patients/${id}`, options);
  const markup = /<section class="workspace-banner.*?<\/section>/s.exec(html)?.[0] ?? '';
  const text = markup
    .replace(/<dt>/g, ' · ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return { markup, text };
}

async function newPatient(more: object): Promise<string> {
  const { resource } = await workspace.fhir.create<Patient>({ resourceType: 'Patient', ...more });
  return resource.id ?? '';
}

describe('the patient banner', () => {
  it('has name, born, gender and NHS number in this order, then allergies', async () => {
    const { text } = await banner(patientOf('mary-edwards'));
    expect(text).toMatch(
      /^EDWARDS, Mary \(Mrs\) · Born 14-Jul-1945 \(81y\) · Gender Female · NHS No\. 999 123 4578 · Location Ward 7, bed 12 Known allergies : Penicillin/,
    );
  });

  it('says that the place is not known where stays did not come, and nothing of it where nobody is in hospital', async () => {
    const away = await banner(patientOf('mary-edwards'), { away: 'Encounter' });
    expect(away.text).toMatch(/· Location Unavailable: the record did not answer Known allergies/);
    expect(away.text).toContain('Now at Unavailable: the record did not answer');
    expect((await banner(patientOf('year-of-birth-only'))).text).not.toContain('Location');
  });

  it('says each of the four allergy states', async () => {
    expect((await banner(patientOf('no-known-allergies'))).text).toContain('No known allergies');
    expect((await banner(patientOf('allergies-not-recorded'))).text).toContain('Allergies not recorded');
    expect((await banner(patientOf('mary-edwards'))).text).toContain('Known allergies');
  });

  it('tells a death by words, a pattern of its own and no present age', async () => {
    const { text, markup } = await banner(patientOf('death-in-hospital'));
    expect(markup).toContain('workspace-banner--deceased');
    expect(text).toMatch(/Born \d\d-\w{3}-\d{4} · Died \d\d-\w{3}-\d{4} · Age at death \d+y/);
  });

  it('says that a date of death is not recorded', async () => {
    const { text } = await banner(await newPatient({ name: [{ family: 'Gone' }], deceasedBoolean: true }));
    expect(text).toContain('Died Date not recorded');
    expect(text).toContain('Age at death Not known');
  });

  it('says what is missing instead of leaving gaps', async () => {
    const { text } = await banner(await newPatient({}));
    expect(text).toMatch(
      /^Name not recorded · Born Not recorded · Gender Not recorded · NHS No\. Not recorded Allergies not recorded/,
    );
    expect(text).toContain('Address Not recorded');
    expect(text).toContain('Next of kin Not recorded');
  });

  it('writes a year of birth with an age that says "about"', async () => {
    expect((await banner(patientOf('year-of-birth-only'))).text).toContain('Born 1938 (about 88y)');
  });

  it('shows a preferred name below the official one', async () => {
    const names = [
      { use: 'official', family: 'Hughes', given: ['Margaret'] },
      { use: 'nickname', given: ['Peggy'] },
    ];
    expect((await banner(await newPatient({ name: names }))).text).toMatch(
      /^HUGHES, Margaret Preferred name Peggy · Born/,
    );
  });

  it('warns of a record that is no longer in use or was replaced', async () => {
    expect((await banner(await newPatient({ active: false }))).text).toContain('no longer in use. Do not add to it.');
    const other = await newPatient({});
    const link = [{ other: { reference: `Patient/${other}` }, type: 'replaced-by' }];
    expect((await banner(await newPatient({ link }))).text).toContain('replaced by another record of the same patient');
  });

  it('escapes names', async () => {
    const { markup } = await banner(await newPatient({ name: [{ family: '<b onclick=x>' }] }));
    expect(markup).not.toContain('<b onclick');
  });
});
