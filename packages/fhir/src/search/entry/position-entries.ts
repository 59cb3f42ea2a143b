import { asObject, type EntryWriter } from './entry-sink.ts';

/** Names of the entries that `near` looks at. */
export function positionParameters(parameter: string): { readonly latitude: string; readonly longitude: string } {
  return { latitude: `${parameter}:latitude`, longitude: `${parameter}:longitude` };
}

/** `Location.position`: degrees north and degrees east. */
export const positionNumbers: EntryWriter = (sink, parameter, _element, value) => {
  const position = asObject(value);
  const { latitude, longitude } = position ?? {};
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return;
  const names = positionParameters(parameter);
  sink.entries.push({ kind: 'number', parameter: names.latitude, low: latitude, high: latitude });
  sink.entries.push({ kind: 'number', parameter: names.longitude, low: longitude, high: longitude });
};
