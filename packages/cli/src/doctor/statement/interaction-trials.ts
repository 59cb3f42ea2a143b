import type { TypeClaims } from './statement.ts';
import { isThere, type Trial } from './trial.ts';

const json = { 'content-type': 'application/fhir+json' };
/** No version is as young as this, so a history since then is empty. */
const never = '_since=2999-01-01T00:00:00Z';

/**
 * Tries every interaction of a type, claimed or not. The requests name an id that nobody has, or carry a body that is refused: they
 * show whether the interaction is offered, and write nothing.
 */
export function interactionTrials({ type, interaction }: TypeClaims, nobody: string): readonly Trial[] {
  const claimed = new Set(interaction.map(({ code }) => code));
  const one = `/fhir/${type}/${nobody}`;
  const ways: Readonly<Record<string, readonly [path: string, init: RequestInit]>> = {
    read: [one, {}],
    vread: [`${one}/_history/1`, {}],
    'history-instance': [`${one}/_history`, {}],
    'history-type': [`/fhir/${type}/_history?${never}`, {}],
    'search-type': [`/fhir/${type}?_id=${nobody}`, {}],
    create: [`/fhir/${type}`, { method: 'POST', headers: json, body: '{}' }],
    update: [one, { method: 'PUT', headers: json, body: '{}' }],
    patch: [one, { method: 'PATCH', headers: { 'content-type': 'application/json-patch+json' }, body: '[]' }],
    delete: [one, { method: 'DELETE' }],
  };
  return Object.entries(ways).map(([code, [path, init]]) => ({
    subject: `${code} of ${type}`,
    claimed: claimed.has(code),
    path,
    init: { ...init, headers: { accept: 'application/fhir+json', ...init.headers } },
    offered: isThere,
  }));
}
