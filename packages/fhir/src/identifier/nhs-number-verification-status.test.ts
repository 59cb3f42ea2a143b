import { expect, it } from 'vitest';
import { readVerificationStatus } from './nhs-number-verification-status.ts';

const system = (name: string) => `https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus${name}`;

it.each([
  ['England', '01', { england: '01', isRetired: false }],
  ['Wales', '08', { england: '08', isRetired: false }],
  ['Wales', 'nn', { england: undefined, isRetired: false }],
  ['', '04', { england: '04', isRetired: true }],
  ['', 'trace-required', { england: '03', isRetired: true }],
  ['', 'number-present-and-traced-using-welsh-nhs-ar', { england: undefined, isRetired: true }],
  ['England', 'nn', undefined],
  ['England', '09', undefined],
  ['England', 'trace-required', undefined],
  ['', 'constructor', undefined],
  ['Scotland', '01', undefined],
])('%s %s', (name, code, expected) => {
  expect(readVerificationStatus(system(name), code)).toEqual(expected);
});
