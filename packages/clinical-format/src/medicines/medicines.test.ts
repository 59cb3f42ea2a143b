import { describe, expect, it } from 'vitest';
import { describeMedicine } from './describe-medicine.ts';
import { describeTiming } from './describe-timing.ts';
import { medicineLine, medicineStatusHtml } from './medicine-line.ts';
import { medicineName } from './medicine-name.ts';
import { medicineStatus } from './medicine-status.ts';

const dose = (value: unknown, unit: string) => ({ doseAndRate: [{ doseQuantity: { value, unit } }] });
const daily = { timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } } };
const line = (name: string, ...dosageInstruction: unknown[]) =>
  describeMedicine({
    resourceType: 'MedicationRequest',
    status: 'active',
    medicationCodeableConcept: { text: name },
    dosageInstruction,
  }).text;

describe('describeTiming', () => {
  it.each([
    [{ frequency: 1, period: 1, periodUnit: 'd' }, 'once a day'],
    [{ frequency: 2, period: 1, periodUnit: 'd' }, 'twice a day'],
    [{ frequency: 4, period: 1, periodUnit: 'd' }, 'four times a day'],
    [{ frequency: 12, period: 1, periodUnit: 'd' }, '12 times a day'],
    [{ frequency: 1, period: 6, periodUnit: 'h' }, 'every 6 hours'],
    [{ frequency: 1, period: 1, periodUnit: 'h' }, 'every hour'],
    [{ period: 2, periodUnit: 'd' }, 'every 2 days'],
    [{ frequency: 1, period: 4, periodMax: 6, periodUnit: 'h' }, 'every 4 to 6 hours'],
    [{ frequency: 1, frequencyMax: 2, period: 1, periodUnit: 'd' }, '1 to 2 times a day'],
    [{ frequency: 1, period: 1, periodUnit: 'wk', dayOfWeek: ['mon'] }, 'once a week, on Monday'],
    [{ frequency: 3, period: 2, periodUnit: 'wk' }, 'three times every 2 weeks'],
    [{ frequency: 2, period: 1, periodUnit: 'h' }, 'twice an hour'],
    [{ when: ['MORN', 'NIGHT'] }, 'in the morning and at night'],
    [{ when: ['AC'], offset: 30 }, '30 minutes before meals'],
    [{ when: ['PC'], offset: 60 }, '1 hour after meals'],
    [{ timeOfDay: ['08:00:00', '20:00:00'] }, 'at 08:00 and 20:00'],
    [
      { frequency: 3, period: 1, periodUnit: 'd', boundsDuration: { value: 7, code: 'd' } },
      'three times a day, for 7 days',
    ],
    [
      { frequency: 3, period: 1, periodUnit: 'd', boundsDuration: { value: 1, code: 'wk' } },
      'three times a day, for 1 week',
    ],
    [{ boundsRange: { low: { value: 5, code: 'd' }, high: { value: 7, code: 'd' } } }, 'for 5 to 7 days'],
    [{ boundsPeriod: { start: '2026-11-20', end: '2026-11-27' } }, 'from 20-Nov-2026 to 27-Nov-2026'],
    [{ boundsPeriod: { end: '2026-11-27' } }, 'until 27-Nov-2026'],
    [{ count: 1 }, 'one dose only'],
    [{ frequency: 1, period: 1, periodUnit: 'd', count: 3 }, 'once a day, 3 doses in all'],
    [{ frequency: 0, period: 0, periodUnit: 'd' }, undefined],
    [{ frequency: 'often', period: 'x', periodUnit: 4, when: ['constructor'], dayOfWeek: [null] }, undefined],
  ])('%j', (repeat, expected) => expect(describeTiming({ repeat })).toBe(expected));

  it.each([
    [{ coding: [{ code: 'BID' }] }, 'twice a day'],
    [{ text: 'TID' }, 'three times a day'],
    [{ text: 'with dialysis' }, 'with dialysis'],
  ])('code %j', (code, expected) => expect(describeTiming({ code })).toBe(expected));

  it('writes events', () => expect(describeTiming({ event: ['2026-11-21T08:00:00Z'] })).toBe('on 21-Nov-2026 08:00'));
});

describe('the medicines line', () => {
  it('follows the order of the Common User Interface', () => {
    const resource = {
      contained: [{ resourceType: 'Medication', id: 'm', code: { text: 'Amlodipine' }, form: { text: 'Tablet' } }],
      medicationReference: { reference: '#m' },
      dosageInstruction: [{ ...dose('5.0', 'mg'), ...daily, route: { text: 'Oral route' } }],
    };
    expect(describeMedicine(resource).text).toBe('amlodipine — tablet — DOSE 5 mg — oral — once a day');
    expect(String(medicineLine(resource))).toBe(
      '<span class="clinical-medicine"><span class="clinical-part"><b>amlodipine</b></span> — <span class="clinical-part">tablet</span> — <span class="clinical-part"><span class="clinical-label">DOSE</span> <b>5 mg</b></span> — <span class="clinical-part">oral</span> — <span class="clinical-part">once a day</span></span>',
    );
  });

  it.each([
    [
      [{ ...dose(1, 'g'), timing: { repeat: { frequency: 4, period: 1, periodUnit: 'd' } }, asNeededBoolean: true }],
      'x — DOSE 1 g — four times a day when required',
    ],
    [[{ ...dose(5, 'mg'), asNeededCodeableConcept: { text: 'pain' } }], 'x — DOSE 5 mg — when required for pain'],
    [[{ ...dose(5, 'mg'), text: 'Half a tablet twice daily' }], 'x — Half a tablet twice daily'],
    [[{ ...dose(5, 'mg') }], 'x — DOSE 5 mg — frequency not recorded'],
    [[{ doseAndRate: [{ doseQuantity: { value: 1 } }], ...daily }], 'x — DOSE 1 (unit not recorded) — once a day'],
    [[{ ...daily }], 'x — Dose not recorded — once a day'],
    [
      [{ doseAndRate: [{ doseRange: { low: { value: 5, unit: 'mg' }, high: { value: 10, unit: 'mg' } } }], ...daily }],
      'x — DOSE 5 mg to 10 mg — once a day',
    ],
    [
      [
        {
          doseAndRate: [{ rateRatio: { numerator: { value: 125, unit: 'mL' }, denominator: { value: 1, code: 'h' } } }],
          ...daily,
        },
      ],
      'x — RATE 125 mL per 1 hour — once a day',
    ],
    [
      [{ ...dose(100, 'ug'), ...daily, additionalInstruction: [{ text: 'with food' }] }],
      'x — DOSE 100 micrograms — once a day — with food',
    ],
    [
      [
        { sequence: 2, ...dose(5, 'mg'), ...daily },
        { sequence: 1, ...dose(10, 'mg'), ...daily },
      ],
      'x — DOSE 10 mg — once a day — then — DOSE 5 mg — once a day',
    ],
    [[], 'x — Dose not recorded'],
    [[null], 'x — Dose not recorded — frequency not recorded'],
  ])('%j', (dosages, expected) => expect(line('x', ...dosages)).toBe(expected));

  it('reads statements too, and nothing at all', () => {
    expect(describeMedicine({ medicationCodeableConcept: { text: 'x' }, dosage: [{ text: 'at night' }] }).text).toBe(
      'x — at night',
    );
    expect(describeMedicine(undefined).text).toBe('Medicine not recorded — Dose not recorded');
  });
});

describe('medicineName', () => {
  it.each([
    ['Paracetamol', 'paracetamol', undefined],
    ['PARACETAMOL', 'paracetamol', undefined],
    ['Vitamin B12', 'vitamin B12', undefined],
    ['predniSOLONE', 'predniSOLONE', undefined],
    ['Isosorbide mononitrate MR', 'isosorbide mononitrate MR', undefined],
    ['Acetaminophen 325 MG Oral Tablet [Tylenol]', 'acetaminophen 325 mg oral tablet', 'TYLENOL'],
  ])('%s', (text, generic, brand) => {
    expect(medicineName({ medicationCodeableConcept: { text } })).toMatchObject({ generic, brand });
  });

  it('takes the fetched medication, or the words of the reference', () => {
    const medicationReference = { reference: 'Medication/1', display: 'Ramipril' };
    expect(
      medicineName({ medicationReference }, { code: { text: 'Ramipril 5mg' }, form: { text: 'Capsule' } }),
    ).toEqual({
      generic: 'ramipril 5mg',
      brand: undefined,
      form: 'capsule',
    });
    expect(medicineName({ medicationReference }).generic).toBe('ramipril');
  });
});

describe('medicineStatus', () => {
  it.each([
    ['active', 'Current', 'current', false],
    ['on-hold', 'Suspended', 'current', true],
    ['stopped', 'Stopped', 'past', true],
    ['completed', 'Completed', 'past', false],
    ['entered-in-error', 'Entered in error', 'mistaken', true],
    ['draft', 'Not yet signed', 'planned', true],
    ['unknown', 'Status not known', 'current', true],
    [undefined, 'Status not recorded', 'current', true],
    ['constructor', 'Status not recorded', 'current', true],
  ])('%s', (status, word, group, standsOut) =>
    expect(medicineStatus({ status })).toMatchObject({ word, group, standsOut }),
  );

  it('gives the reason, and makes the word stand out', () => {
    const resource = { status: 'on-hold', statusReason: { text: 'Rising <creatinine>' } };
    expect(String(medicineStatusHtml(resource))).toBe('<b>Suspended</b>: Rising &lt;creatinine&gt;');
    expect(medicineStatus({ status: 'stopped', statusReason: [{ text: 'a' }, { text: 'b' }] }).reason).toBe('a, b');
  });

  it('says first that something must not be given', () => {
    expect(medicineStatus({ status: 'active', doNotPerform: true })).toMatchObject({
      word: 'Do not give',
      standsOut: true,
    });
    expect(medicineStatus({ status: 'stopped', doNotPerform: true }).word).toBe('Do not give (stopped)');
  });
});

describe('what limits a dose', () => {
  it.each([
    [{ maxDosePerAdministration: { value: 1, unit: 'g' } }, 'MAXIMUM 1 g each time'],
    [{ maxDosePerLifetime: { value: 450, unit: 'mg' } }, 'MAXIMUM 450 mg in a lifetime'],
    [{ text: '1 g four times a day, max 2 g' }, 'as written: 1 g four times a day, max 2 g'],
    [{ text: '1 g daily unless vomiting' }, 'as written: 1 g daily unless vomiting'],
  ])('%j is never left out', (more, expected) =>
    expect(line('x', { ...dose(1, 'g'), ...daily, ...more })).toBe(
      `x \u2014 DOSE 1 g \u2014 once a day \u2014 ${expected}`,
    ),
  );

  it('a text that says the same is not said twice', () =>
    expect(line('x', { ...dose(1, 'g'), ...daily, text: '1g once daily' })).toBe(
      'x \u2014 DOSE 1 g \u2014 once a day',
    ));

  it('a proposal is not current, and a stopped one stays stopped', () => {
    expect(medicineStatus({ status: 'active', intent: 'proposal' })).toMatchObject({
      group: 'planned',
      standsOut: true,
    });
    expect(medicineStatus({ status: 'stopped', intent: 'plan' }).word).toBe('Stopped');
  });
});
