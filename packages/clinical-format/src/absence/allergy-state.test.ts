import { describe, expect, it } from 'vitest';
import { absenceWord } from './absence-words.ts';
import { decideAllergyState } from './allergy-state.ts';
import { describeAllergy } from './describe-allergy.ts';

const allergy = (text: string, more = {}) => ({ resourceType: 'AllergyIntolerance', code: { text }, ...more });
const coded = (code: string, more = {}) => ({
  resourceType: 'AllergyIntolerance',
  code: { coding: [{ code, display: `Code ${code}` }] },
  ...more,
});
const status = (code: string) => ({ coding: [{ code }] });
const denial = coded('716186003');
const refuted = allergy('penicillin', { verificationStatus: status('refuted') });
const mistaken = allergy('penicillin', { verificationStatus: status('entered-in-error') });
const resolved = allergy('egg', { clinicalStatus: status('resolved') });
const masked = { resourceType: 'AllergyIntolerance', meta: { security: [{ code: 'MASKED' }] } };

describe('decideAllergyState', () => {
  it.each([
    ['one allergy', [allergy('penicillin')], 'Known allergies'],
    ['an allergy without any detail', [{ resourceType: 'AllergyIntolerance' }], 'Known allergies'],
    ['an unconfirmed allergy', [allergy('nuts', { verificationStatus: status('unconfirmed') })], 'Known allergies'],
    ['a statement that there are none', [denial], 'No known allergies'],
    ['nothing', [], 'Allergies not recorded'],
    ['only refuted, mistaken and resolved ones', [refuted, mistaken, resolved], 'Allergies not recorded'],
    [
      'a mistaken statement that there are none',
      [coded('716186003', { verificationStatus: status('entered-in-error') })],
      'Allergies not recorded',
    ],
    ['a statement about food alone', [coded('429625007')], 'Allergies not recorded'],
    ['something masked', [masked], 'Allergies unavailable'],
    ['a denial beside something masked', [denial, masked], 'Allergies unavailable'],
    ['an entry that cannot be read', [denial, null], 'Allergies unavailable'],
    ['an answer that is no list', { resourceType: 'OperationOutcome' }, 'Allergies unavailable'],
    ['no answer', undefined, 'Allergies unavailable'],
  ])('%s', (_, allergies, words) => expect(decideAllergyState({ allergies }).words).toBe(words));

  it.each([
    ['withheld', 'Withheld'],
    ['partial', 'Source unavailable'],
    ['unavailable', 'Source unavailable'],
  ] as const)('never denies allergies when the answer is %s', (availability, missing) => {
    expect(decideAllergyState({ allergies: [denial], availability })).toMatchObject({ state: 'unavailable', missing });
    expect(decideAllergyState({ allergies: [], availability })).toMatchObject({ state: 'unavailable', missing });
    expect(decideAllergyState({ allergies: [allergy('nuts')], availability })).toMatchObject({
      state: 'known',
      missing,
    });
  });

  it('lists known ones, high risk first, with the latest date, and notices a contradiction', () => {
    const allergies = [
      allergy('nuts', { recordedDate: '2020-01-01' }),
      allergy('penicillin', { criticality: 'high', recordedDate: '2024-02-03' }),
      denial,
    ];
    const state = decideAllergyState({ allergies });
    expect(state.known.map(({ substance }) => substance)).toEqual(['penicillin', 'nuts']);
    expect(state).toMatchObject({ updated: '2024-02-03', contradicted: true });
  });

  it('keeps narrow statements apart', () => {
    expect(decideAllergyState({ allergies: [coded('409137002')] }).statements).toEqual(['Code 409137002']);
  });
});

describe('describeAllergy', () => {
  it('puts an allergy into words', () => {
    const reaction = [
      { manifestation: [{ text: 'anaphylaxis' }] },
      { manifestation: [{ text: 'anaphylaxis' }, { text: 'rash' }] },
    ];
    expect(
      describeAllergy(
        allergy('penicillin', { reaction, criticality: 'high', verificationStatus: status('confirmed') }),
      ),
    ).toEqual({
      substance: 'penicillin',
      reactions: ['anaphylaxis', 'rash'],
      criticality: 'High risk',
      certainty: 'Confirmed',
      updated: undefined,
      text: 'penicillin (anaphylaxis, rash)',
    });
    expect(describeAllergy(null).text).toBe('Substance not recorded');
  });

  it('dates an entry that never changed by when it was recorded, a changed one by its change', () => {
    const recordedDate = '2024-02-03';
    const lastUpdated = '2026-11-21T10:00:00Z';
    const updated = (versionId: string, more: object) =>
      describeAllergy(allergy('nuts', { meta: { versionId, lastUpdated }, ...more })).updated;
    expect(updated('1', { recordedDate })).toBe(recordedDate);
    expect(updated('2', { recordedDate })).toBe(lastUpdated);
    expect(updated('1', {})).toBe(lastUpdated);
  });
});

describe('absenceWord', () => {
  it.each([
    ['masked', 'Withheld'],
    ['not-asked', 'Not asked'],
    ['error', 'Source unavailable'],
    ['unknown', 'Not recorded'],
    [undefined, 'Not recorded'],
    ['constructor', 'Not recorded'],
  ])('%s', (code, word) => expect(absenceWord(code)).toBe(word));
});
