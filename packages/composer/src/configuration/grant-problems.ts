const scopeSyntax = /^system\/([A-Z][A-Za-z]*|\*)\.(?=.)c?r?u?d?s?(\?.+)?$/;

/** What is wrong with the shape of `grants`. */
export function* grantProblems(grants: unknown): Generator<string> {
  if (grants === undefined) return;
  if (typeof grants !== 'object' || grants === null || Array.isArray(grants)) {
    yield 'grants: not an object of services, e.g. { results: ["system/Observation.rs"] }.';
    return;
  }
  for (const [service, scopes] of Object.entries(grants)) {
    const wrong = Array.isArray(scopes)
      ? scopes.filter((scope) => typeof scope !== 'string' || !scopeSyntax.test(scope))
      : [scopes];
    for (const scope of wrong)
      yield `grants.${service}: ${JSON.stringify(scope)} is no SMART v2 scope of a system. List scopes like "system/Observation.rs".`;
  }
}
