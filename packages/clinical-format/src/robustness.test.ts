import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as format from './index.ts';

const now = '2026-11-21T08:14:00Z';

/** Names of FHIR elements and of traps, so that random objects get deep into the code. */
const keys = [
  ...[
    'resourceType',
    'status',
    'statusReason',
    'code',
    'coding',
    'system',
    'display',
    'text',
    'value',
    'unit',
    'comparator',
    'low',
    'high',
  ],
  ...[
    'name',
    'family',
    'given',
    'prefix',
    'use',
    'period',
    'start',
    'end',
    'identifier',
    'meta',
    'security',
    'lastUpdated',
    'recordedDate',
  ],
  ...[
    'valueQuantity',
    'valueCodeableConcept',
    'valueString',
    'valueRange',
    'valueRatio',
    'valueBoolean',
    'valueInteger',
    'numerator',
    'denominator',
  ],
  ...[
    'referenceRange',
    'interpretation',
    'effectiveDateTime',
    'component',
    'dataAbsentReason',
    'type',
    'clinicalStatus',
    'verificationStatus',
  ],
  ...[
    'dosageInstruction',
    'dosage',
    'doseAndRate',
    'doseQuantity',
    'doseRange',
    'rateRatio',
    'timing',
    'repeat',
    'frequency',
    'periodUnit',
    'when',
  ],
  ...[
    'dayOfWeek',
    'timeOfDay',
    'boundsDuration',
    'boundsPeriod',
    'boundsRange',
    'count',
    'offset',
    'event',
    'sequence',
    'route',
    'contained',
  ],
  ...[
    'medicationCodeableConcept',
    'medicationReference',
    'reference',
    'form',
    'reaction',
    'manifestation',
    'substance',
    'criticality',
  ],
  ...['constructor', 'toString', '__proto__', 'length'],
];
const words = [
  ...[
    '',
    ' ',
    'Observation',
    'AllergyIntolerance',
    'Patient',
    'final',
    'active',
    'HH',
    '<',
    'mmol/L',
    'mm[Hg]',
    'd',
    'h',
    'BID',
    'MORN',
    'mon',
  ],
  ...[
    '2026-11-21',
    '1945',
    '2026-10-25T00:30:00Z',
    '2026-02-30',
    '6.90',
    '.5',
    '1e9',
    '8480-6',
    '9279-1',
    '716186003',
    'masked',
    '\ud800',
  ],
  ...[
    'constructor',
    'toString',
    '__proto__',
    'hasOwnProperty',
    '<script>',
    '9991234578',
    'EDWARDS',
    '\u202e',
    'nickname',
    'usual',
    '#m',
  ],
];
const leaf = fc.oneof(
  fc.constantFrom<unknown>(...words),
  fc.constantFrom<unknown>(null, undefined, true, false, 0, -1, 6.9, 1e300, Number.NaN, Number.NEGATIVE_INFINITY),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('json'), { maxKeys: 5, noNullPrototype: false }),
  ),
}));

const readers: Readonly<Record<string, (value: unknown) => unknown>> = {
  names: (value) => [
    format.formatName(value, { now }),
    format.formatPlainName(value, { now }),
    format.preferredName(value, { now }) ?? '',
  ],
  dates: (value) => [
    format.formatDateTime(value),
    format.formatTime(value),
    format.formatPatientDateTime(value, { weekday: true }),
  ],
  ages: (value) => [
    format.formatAge(value, now),
    format.formatAgeAtDeath(value, now),
    format.formatAgeAtDeath('1945-07-14', value),
  ],
  'NHS numbers': (value) => [format.formatNhsNumber(value), format.nhsNumberOf(value) ?? ''],
  quantities: (value) => [
    format.formatQuantity(value),
    format.formatDose(value),
    format.formatPatientDose(value),
    format.quantityHtml(value),
  ],
  results: (value) => [
    format.formatResult(value),
    format.resultHtml(value),
    format.interpretationTag(format.interpretResult(value)),
  ],
  ranges: (value) => format.formatReferenceRange(value, value),
  medicines: (value) => [
    format.medicineLine(value, { medication: value }),
    format.medicineStatusHtml(value),
    format.describeMedicine(value).text,
  ],
  timings: (value) => format.describeTiming(value) ?? format.describeTiming({ repeat: value }) ?? '',
  dosages: (value) => format.describeMedicine({ dosageInstruction: [value] }).text,
  allergies: (value) => [format.decideAllergyState({ allergies: [value] }).words, format.describeAllergy(value).text],
  NEWS2: (value) => format.scoreNews2(format.news2ValuesOf([value]), { scale: 2 }).words,
  charts: (value) =>
    [...format.seriesOfObservations([value, value]), format.bloodPressureSeries(value)].map((series) => [
      format.seriesFigure(series),
      format.trendSvg(series),
    ]),
  sources: (value) => format.sourceLine({ organisation: format.conceptText(value), time: value }),
};

describe('whatever JSON arrives', () => {
  it.each(Object.entries(readers))('%s come out as words', (_, read) => {
    fc.assert(
      fc.property(json, (value) => {
        const text = [read(value)]
          .flat(3)
          .map((each) => String(format.isHtml(each) ? each : format.html`${String(each)}`))
          .join('\n');
        expect(text).not.toMatch(/undefined|NaN|Infinity|\[object|native code|=>|<script/);
      }),
      { numRuns: 1_500, seed: 20261121 },
    );
  });

  it('markup can never be broken out of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = String(format.html`<p title="${text}">${text}</p>`);
        expect(written.replace(/^<p title="|">|<\/p>$/g, '')).not.toMatch(/[<>"'`]/);
      }),
      { numRuns: 1_500, seed: 20261121 },
    );
  });
});
