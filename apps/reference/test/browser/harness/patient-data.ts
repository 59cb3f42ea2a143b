import { generatePopulation } from '@baseplate-epr/synthetic-population';

/**
 * What of a patient stands in an address: family names, given names, NHS and hospital numbers, dates of birth.
 */
export function patientDataIn(address: string): readonly string[] {
  const { pathname, search, hash } = new URL(address);
  const plain = decodeURIComponent(`${pathname} ${search} ${hash}`.replaceAll('+', ' ')).toLowerCase();
  const words = new Set(plain.split(/[^\p{L}\p{N}'’-]+/u));
  const digits = plain.replaceAll(/[\s-]/g, '');
  return telling().filter((item) => words.has(item) || (item.length >= 8 && digits.includes(item)));
}

let told: readonly string[] | undefined;

function telling(): readonly string[] {
  told ??= [...new Set(collect())].filter((item) => item.length > 1);
  return told;
}

function* collect(): Generator<string> {
  for (const { kind, text } of generatePopulation({ patients: 30, seed: 1, now: Date.UTC(2026, 10, 21, 8, 14) })) {
    if (kind !== 'patient') continue;
    for (const patient of patientsIn(JSON.parse(text))) {
      for (const { family, given } of patient.name ?? []) {
        for (const name of [family, ...(given ?? [])]) yield* (name ?? '').toLowerCase().split(' ');
      }
      for (const { value } of patient.identifier ?? []) if (value !== undefined) yield value.toLowerCase();
      if (patient.birthDate !== undefined && patient.birthDate.length === 10) {
        yield patient.birthDate;
        yield patient.birthDate.replaceAll('-', '');
      }
    }
  }
}

interface NamedPatient {
  readonly resourceType?: string;
  readonly name?: readonly { readonly family?: string; readonly given?: readonly string[] }[];
  readonly identifier?: readonly { readonly value?: string }[];
  readonly birthDate?: string;
}

function patientsIn(bundle: {
  readonly entry?: readonly { readonly resource?: NamedPatient }[];
}): readonly NamedPatient[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource?.resourceType === 'Patient' ? [resource] : []));
}
