/** The interactions of SMART App Launch v2: create, read, update, delete, search. */
export type ScopeInteraction = 'c' | 'r' | 'u' | 'd' | 's';

/**
 * Whether SMART v2 scopes speak of an interaction with a type at all, in some part of the record. For deciding what a screen offers:
 * the server decides what is allowed. A scope narrowed by a query (`user/Observation.rs?category=…`) counts, since it allows some.
 *
 * @see https://hl7.org/fhir/smart-app-launch/STU2/scopes-and-launch-context.html
 */
export function scopesAllow(scopes: readonly string[], type: string, interaction: ScopeInteraction): boolean {
  return scopes.some((scope) => {
    const [, of, interactions] = /^(?:user|patient|system)\/(\*|[A-Za-z]+)\.([cruds]+)(?:\?.*)?$/.exec(scope) ?? [];
    return (of === '*' || of === type) && interactions?.includes(interaction) === true;
  });
}
