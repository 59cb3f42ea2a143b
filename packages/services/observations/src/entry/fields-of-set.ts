import {
  acvpuOf,
  memberOf,
  type ObservationSet,
  supplementalOxygenOf,
  takenFieldsAt,
} from '@baseplate-epr/clinical-format';
import { exactNumber } from '@baseplate-epr/fhir-client';
import type { Quantity } from '@medplum/fhirtypes';

/** The fields of the form that hold a set, to enter it again. */
export function fieldsOfSet({ members, at }: ObservationSet): Readonly<Record<string, string>> {
  const digits = (quantity: Quantity | undefined) =>
    quantity === undefined ? undefined : exactNumber(quantity, 'value');
  const pressure = memberOf(members, 'bloodPressure')?.component ?? [];
  const part = (code: string) => pressure.find((each) => each.code?.coding?.[0]?.code === code)?.valueQuantity;
  const oxygen = memberOf(members, 'supplementalOxygen');
  const isOxygen = oxygen === undefined ? undefined : supplementalOxygenOf(oxygen);
  const consciousness = memberOf(members, 'consciousness');
  const fields = {
    ...(at !== undefined && takenFieldsAt(at)),
    respirations: digits(memberOf(members, 'respirations')?.valueQuantity),
    saturation: digits(memberOf(members, 'oxygenSaturation')?.valueQuantity),
    oxygen: isOxygen === undefined ? undefined : isOxygen ? 'oxygen' : 'air',
    litres: digits(oxygen?.valueQuantity),
    systolic: digits(part('8480-6')),
    diastolic: digits(part('8462-4')),
    pulse: digits(memberOf(members, 'pulse')?.valueQuantity),
    temperature: digits(memberOf(members, 'temperature')?.valueQuantity),
    consciousness: consciousness === undefined ? undefined : acvpuOf(consciousness),
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
