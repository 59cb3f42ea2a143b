import type { ParsedResource } from '../population/bundle-resources.ts';

/** An Observation to write: one of the population with its value moved by `change`, under its own id or none. */
export function observationBody(observation: ParsedResource, change: number, withId: boolean): string {
  const { id, valueQuantity, ...rest } = observation;
  const value = Number(((valueQuantity?.value ?? 0) + change / 10).toFixed(2));
  return JSON.stringify({ ...rest, ...(withId ? { id } : {}), valueQuantity: { ...valueQuantity, value } });
}
