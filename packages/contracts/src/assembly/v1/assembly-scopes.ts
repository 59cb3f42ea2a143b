/**
 * What a role, a token or a service may do with the assembly itself, beside its SMART scopes. Each narrows the one before, as there.
 *
 * - `assembly.read`: see the assembly as `GET /assembly` tells it.
 * - `assembly.apply`: plan, apply, roll back, finish and stop.
 */
export const assemblyScopes = ['assembly.read', 'assembly.apply'] as const;

/** One of {@link assemblyScopes}. */
export type AssemblyScope = (typeof assemblyScopes)[number];
