import type { AssemblyScope, Principal } from '@baseplate-epr/contracts';

/** Who asks the assembly's API, and how. */
export interface AssemblyCaller {
  /** Absent if nobody was recognised. */
  readonly principal?: Principal;
  /** Why what was presented is not good enough, where something was. */
  readonly refusal?: string;
  /** The digital service that the caller acts through; narrows it to its scopes. */
  readonly service?: { readonly name: string; readonly scopes: readonly string[] };
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/** Whether role, token and service, each of them, hold the scope. */
export function holdsScope({ principal, service }: AssemblyCaller, scope: AssemblyScope): boolean {
  if (principal === undefined) return false;
  const layers = [principal.scopes, principal.tokenScopes, service?.scopes];
  return layers.every((layer) => layer === undefined || layer.includes(scope));
}
