import type { Address, Patient } from '@medplum/fhirtypes';

/** The address in use: home before others, none that has ended. */
export function addressText({ address = [] }: Patient, now: number): string {
  const usable = address.filter(
    ({ period, use }) => use !== 'old' && !(period?.end !== undefined && Date.parse(period.end) < now),
  );
  const chosen = usable.find(({ use }) => use === 'home') ?? usable[0];
  return chosen === undefined ? 'Not recorded' : written(chosen);
}

function written({ line = [], city, district, state, postalCode, country, text }: Address): string {
  const parts = [...line, district === city ? undefined : district, city, state, postalCode, country];
  return parts.filter((part) => part !== undefined && part.trim() !== '').join(', ') || text || 'Not recorded';
}
