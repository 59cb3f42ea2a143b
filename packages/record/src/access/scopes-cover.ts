import { parseScope } from './scope.ts';

/**
 * Whether everything that a scope speaks of is allowed by these scopes together, as SMART App Launch v2 reads them: `user/*.rs` covers
 * `user/Observation.r`. One that is narrowed by a query covers only the very same query. What is no scope for clinical data is covered by itself alone.
 */
export function scopesCover(held: readonly string[], wanted: string): boolean {
  if (held.includes(wanted)) return true;
  const want = parseScope(wanted);
  if (want === undefined || want.interactions.size === 0) return false;
  const allowing = held
    .map(parseScope)
    .filter((scope) => scope !== undefined)
    .filter(({ context, type }) => context === want.context && (type === '*' || type === want.type))
    .filter(({ query }) => query === '' || query === want.query);
  return [...want.interactions].every((interaction) =>
    allowing.some(({ interactions }) => interactions.has(interaction)),
  );
}
