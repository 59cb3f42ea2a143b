import { describe, expect, test } from 'vitest';
import { finds } from '../__fixtures__/finds.ts';

const observed = (effective: object) => ({ resourceType: 'Observation', ...effective });
const at = (effectiveDateTime: string) => observed({ effectiveDateTime });
const during = (effectivePeriod: object) => observed({ effectivePeriod });
const from15March = during({ start: '2013-03-15' });
const from21January = during({ start: '2013-01-21' });
const until21January = during({ end: '2013-01-21' });
const everyOtherDay = observed({
  effectiveTiming: { repeat: { boundsPeriod: { start: '2013-01-31', end: '2013-03-24' }, period: 2, periodUnit: 'd' } },
});

describe('https://hl7.org/fhir/R4/search.html#date', () => {
  test.each([
    ['eq: midnight of the day', at('2013-01-14T00:00:00Z'), 'eq2013-01-14', true],
    ['eq: within the day', at('2013-01-14T10:00:00Z'), '2013-01-14', true],
    ['eq: the next day', at('2013-01-15T00:00:00Z'), 'eq2013-01-14', false],
    ['eq: less precise than asked', at('2013-01'), '2013-01-14', false],
    ['ne: outside', at('2013-01-15T00:00:00Z'), 'ne2013-01-14', true],
    ['ne: inside', at('2013-01-14T10:00:00Z'), 'ne2013-01-14', false],
    ['lt: a day that begins before', at('2013-01-14'), 'lt2013-01-14T10:00Z', true],
    ['gt: a day that ends after', at('2013-01-14'), 'gt2013-01-14T10:00Z', true],
    ['ge: a period that goes on', from21January, 'ge2013-03-14', true],
    ['le: a period that has begun', from21January, 'le2013-03-14', true],
    ['sa: a period from the day after', from15March, 'sa2013-03-14', true],
    ['sa: a period from before', from21January, 'sa2013-03-14', false],
    ['sa: a period that has ended', until21January, 'sa2013-03-14', false],
    ['eb: a period from after', from15March, 'eb2013-03-14', false],
    ['eb: a period that goes on', from21January, 'eb2013-03-14', false],
    ['eb: a period that has ended', until21January, 'eb2013-03-14', true],
    ['ap: the day itself', at('2013-03-14'), 'ap2013-03-14', true],
    ['ap: far away', at('2023-06-15'), 'ap2013-03-14', false],
    ['a year', at('2013-07-01T00:00:00Z'), '2013', true],
    ['a month', at('2013-07-31T23:59:59.999Z'), '2013-07', true],
    ['seconds', at('2013-07-01T10:00:00.5Z'), '2013-07-01T10:00:00Z', true],
    ['zones are corrected for', at('2013-01-14T23:30:00-02:00'), '2013-01-15', true],
    ['a day without a zone is one of UTC', at('2013-07-01T00:30:00+01:00'), '2013-07-01', false],
    ['a day without a zone is one of UTC, in resources too', at('2013-07-01'), '2013-07-01', true],
    ['a local day is asked for by its offset', at('2013-07-01T00:30:00+01:00'), 'ge2013-07-01T00:00:00+01:00', true],
    ['Timing: only the outer limits matter', everyOtherDay, 'ge2013-02-01', true],
    ['Timing: after its end', everyOtherDay, 'sa2013-03-24', false],
    ['Timing: events', observed({ effectiveTiming: { event: ['2013-05-01', '2013-05-03'] } }), '2013-05', true],
    ['Period: both ends', during({ start: '2013-01-14T01:00:00Z', end: '2013-01-14T02:00:00Z' }), '2013-01-14', true],
    [
      'instant: a point, however it is written',
      observed({ effectiveInstant: '2013-01-14T10:00:00Z' }),
      '2013-01-14T10:00:00.000Z',
      true,
    ],
    ['dateTime of a second: the whole second', at('2013-01-14T10:00:00Z'), '2013-01-14T10:00:00.000Z', false],
  ])('%s', (_clause, resource, value, expected) => {
    expect(finds(resource, `date=${encodeURIComponent(value)}`)).toBe(expected);
  });

  test.each([
    [
      'a Timing without limits',
      observed({ effectiveTiming: { repeat: { frequency: 3, period: 1, periodUnit: 'wk' } } }),
    ],
    ['a Period without ends', during({ extension: [{ url: 'urn:x', valueString: 'y' }] })],
  ])('%s is there, at no time that could be asked for', (_, resource) => {
    expect(finds(resource, 'date:missing=false')).toBe(true);
    expect(finds(resource, 'date:missing=true')).toBe(false);
    for (const prefix of ['eq', 'ne', 'lt', 'gt', 'le', 'ge', 'sa', 'eb', 'ap']) {
      expect(finds(resource, `date=${prefix}2013`)).toBe(false);
    }
  });

  test('a string is no date, whatever it says', () => {
    const plan = { resourceType: 'CarePlan', activity: [{ detail: { scheduledString: '2011-06-27' } }] };
    expect([finds(plan, 'activity-date=2011'), finds(plan, 'activity-date:missing=true')]).toEqual([false, true]);
  });
});

test(':missing: a period that ends before it begins is there, though no date finds it', () => {
  const reversed = during({ start: '2013-02', end: '2013-01' });
  expect(finds(reversed, 'date:missing=false')).toBe(true);
  expect(finds(reversed, 'date=ne1999')).toBe(false);
});

const risk = (probabilityDecimal: number) => ({ resourceType: 'RiskAssessment', prediction: [{ probabilityDecimal }] });

describe('https://hl7.org/fhir/R4/search.html#number', () => {
  test.each([
    [100.4, '100', true],
    [99.5, '100', true],
    [100.5, '100', false],
    [100.004, '100.00', true],
    [100.006, '100.00', false],
    [104.9, '1e2', true],
    [94.9, '1e2', false],
    [100.4, 'lt100', false],
    [99.9, 'lt100', true],
    [100, 'le100', true],
    [100, 'gt100', false],
    [100.1, 'gt100', true],
    [100, 'ge100', true],
    [100.4, 'ne100', false],
    [101, 'ne100', true],
    [100.01, 'sa100', true],
    [99.99, 'eb100', true],
    [109, 'ap100', true],
    [0.9, 'gt8e-1', true],
    [2, '2.4', false],
  ])('%d is found by %s: %s', (value, query, expected) => {
    expect(finds(risk(value), `probability=${query}`)).toBe(expected);
  });

  test('a Range is a range', () => {
    const range = {
      resourceType: 'RiskAssessment',
      prediction: [{ probabilityRange: { low: { value: 20 }, high: { value: 40 } } }],
    };
    expect(['gt30', 'lt30', 'ap38', 'sa19', 'eb41'].map((one) => finds(range, `probability=${one}`))).toEqual(
      Array(5).fill(true),
    );
    expect(['30', 'sa20', 'eb40', 'gt40'].map((one) => finds(range, `probability=${one}`))).toEqual(
      Array(4).fill(false),
    );
  });
});
