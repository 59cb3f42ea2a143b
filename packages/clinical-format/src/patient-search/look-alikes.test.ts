import type { Patient } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { lookAlikes } from './look-alikes.ts';

const patient = (id: string, family: string, given: string, birthDate?: string): Patient => ({
  resourceType: 'Patient',
  id,
  name: [{ family, given: [given] }],
  ...(birthDate === undefined ? {} : { birthDate }),
});
const warned = (...patients: readonly Patient[]) => Object.fromEntries(lookAlikes(patients, Date.UTC(2026, 10, 21)));

describe('lookAlikes', () => {
  it('warns of the same name, whatever its case and marks', () => {
    expect(warned(patient('a', 'Núñez', 'Zoë', '1950-01-01'), patient('b', 'NUNEZ', 'zoe', '1990-01-01'))).toEqual({
      a: 'Another patient has the same name',
      b: 'Another patient has the same name',
    });
  });

  it('warns louder when the birthday is the same as well', () => {
    expect(warned(patient('a', 'Taylor', 'John', '1958-03-02'), patient('b', 'Taylor', 'John', '1958-03-02'))).toEqual({
      a: 'Another patient has the same name and date of birth',
      b: 'Another patient has the same name and date of birth',
    });
  });

  it('warns of twins', () => {
    expect(
      warned(patient('a', 'Shah', 'Asha', '2020-02-02'), patient('b', 'Shah', 'Usha', '2020-02-02')),
    ).toHaveProperty('a');
  });

  it('leaves strangers alone, and those whose name or birth is not recorded', () => {
    const nameless: Patient = { resourceType: 'Patient', id: 'n' };
    expect(
      warned(patient('a', 'Shah', 'Asha', '2020-02-02'), patient('b', 'Moyo', 'Tendai', '2020-02-02'), nameless),
    ).toEqual({});
    expect(warned(nameless, { ...nameless, id: 'm' })).toEqual({});
  });
});
