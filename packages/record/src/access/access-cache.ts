import type { Principal } from '@baseplate-epr/contracts';
import type { Access } from './access.ts';
import { type CompileScopeQuery, compileAccess } from './compile-access.ts';
import { parseScope } from './scope.ts';

/** Whose access to compile. */
export interface AccessOptions {
  readonly principal: Principal;
  readonly service?: { readonly scopes: readonly string[] } | undefined;
}

const capacity = 1000;

/**
 * Compiles scopes once for all callers that hold the same ones (and, for `patient/` scopes, concern the same patient).
 *
 * Keeps the 1,000 used last; a compiled access depends on nothing but its key, so it never goes stale.
 */
export function accessCache(compileQuery: CompileScopeQuery): (options: AccessOptions) => Access {
  const known = new Map<string, Access>();
  // An identity may give the same principal again and again; then even the key need not be made.
  const ofPrincipal = new WeakMap<Principal, Access>();
  const find = ({ principal, service }: AccessOptions): Access => {
    const layers = [principal.scopes, principal.tokenScopes, service?.scopes].filter((layer) => layer !== undefined);
    const key = JSON.stringify([principal.kind, principal.patient ?? null, layers]);
    const found = known.get(key);
    if (found !== undefined) {
      known.delete(key);
      known.set(key, found);
      return found;
    }
    const access = compileAccess({
      layers: layers.map((layer) => layer.map(parseScope).filter((scope) => scope !== undefined)),
      kind: principal.kind,
      patient: principal.patient,
      compileQuery,
    });
    known.set(key, access);
    const [oldest] = known.keys();
    if (known.size > capacity && oldest !== undefined) known.delete(oldest);
    return access;
  };
  return (options) => {
    if (options.service !== undefined) return find(options);
    const access = ofPrincipal.get(options.principal) ?? find(options);
    ofPrincipal.set(options.principal, access);
    return access;
  };
}
