/** Shorter ones are found in texts that have nothing to do with a patient. */
const shortest = 5;

/** What of the patients in a bundle must never be logged: names, identifiers, addresses, dates of birth. */
export function secretsIn(text: string): readonly string[] {
  const { entry = [] } = JSON.parse(text) as { readonly entry?: readonly { readonly resource?: Patient }[] };
  return entry
    .map(({ resource }) => resource)
    .filter((resource) => resource?.resourceType === 'Patient')
    .flatMap((patient) => [
      ...(patient?.name ?? []).flatMap(({ family = '', given = [] }) => [family, ...given]),
      ...(patient?.identifier ?? []).map(({ value = '' }) => value),
      ...(patient?.address ?? []).flatMap(({ line = [], postalCode = '' }) => [...line, postalCode]),
      ...(patient?.birthDate === undefined ? [] : [patient.birthDate]),
    ])
    .filter((secret) => secret.length >= shortest);
}

interface Patient {
  readonly resourceType: string;
  readonly name?: readonly { readonly family?: string; readonly given?: readonly string[] }[];
  readonly identifier?: readonly { readonly value?: string }[];
  readonly address?: readonly { readonly line?: readonly string[]; readonly postalCode?: string }[];
  readonly birthDate?: string;
}
