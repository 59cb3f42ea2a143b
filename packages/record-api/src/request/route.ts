import { compartmentTypes, isFhirId, resourceTypes } from '@baseplate-epr/fhir';

/** What a path below the FHIR base names (R4 §3.1.0.1.2). */
export type Route =
  | { readonly kind: 'system' }
  | { readonly kind: 'metadata' }
  | { readonly kind: 'system-search' }
  | { readonly kind: 'system-history' }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'type-search'; readonly type: string }
  | { readonly kind: 'type-history'; readonly type: string }
  | { readonly kind: 'instance'; readonly type: string; readonly id: string }
  | { readonly kind: 'instance-history'; readonly type: string; readonly id: string }
  | { readonly kind: 'version'; readonly type: string; readonly id: string; readonly versionId: string }
  | CompartmentRoute
  | { readonly kind: 'operation'; readonly operation: string; readonly type?: string; readonly id?: string }
  /** Would be an instance, but its id is none that FHIR allows. */
  | { readonly kind: 'no-id'; readonly type: string }
  | { readonly kind: 'unknown-type' }
  | { readonly kind: 'unknown' };

/** A search within a compartment: `Patient/x/Observation`, `Patient/x/*`, and the same with `_search`. */
export interface CompartmentRoute {
  readonly kind: 'compartment' | 'compartment-search';
  readonly type: string;
  readonly id: string;
  /** A type, or `*`. */
  readonly searched: string;
}

const unknown: Route = { kind: 'unknown' };
const compartments = new Set(compartmentTypes);

/**
 * Understands the path after `/fhir`. Segments are decoded one by one, so that an escaped slash never parts them; a final slash
 * is allowed, empty segments elsewhere name nothing.
 */
export function parseRoute(path: string): Route {
  const segments = decodeSegments(path);
  if (segments === undefined) return unknown;
  const [first, ...rest] = segments;
  if (first === undefined) return { kind: 'system' };
  if (resourceTypes.has(first)) return typeRoute(first, rest);
  if (rest.length === 0) {
    if (first === 'metadata') return { kind: 'metadata' };
    if (first === '_history') return { kind: 'system-history' };
    if (first === '_search') return { kind: 'system-search' };
    if (first.startsWith('$')) return { kind: 'operation', operation: first.slice(1) };
  }
  return /^[A-Z]/.test(first) ? { kind: 'unknown-type' } : unknown;
}

function typeRoute(type: string, [second, third, fourth, ...more]: readonly string[]): Route {
  if (more.length > 0) return unknown;
  if (second === undefined) return { kind: 'type', type };
  if (third === undefined) {
    if (second === '_search') return { kind: 'type-search', type };
    if (second === '_history') return { kind: 'type-history', type };
    if (second.startsWith('$')) return { kind: 'operation', operation: second.slice(1), type };
  }
  if (!isFhirId(second)) return third === undefined ? { kind: 'no-id', type } : unknown;
  return instanceRoute(type, second, third, fourth);
}

function instanceRoute(type: string, id: string, third: string | undefined, fourth: string | undefined): Route {
  if (third === undefined) return { kind: 'instance', type, id };
  if (third === '_history') {
    if (fourth === undefined) return { kind: 'instance-history', type, id };
    return isFhirId(fourth) ? { kind: 'version', type, id, versionId: fourth } : unknown;
  }
  if (third.startsWith('$') && fourth === undefined) return { kind: 'operation', operation: third.slice(1), type, id };
  if (!compartments.has(type) || (third !== '*' && !resourceTypes.has(third))) return unknown;
  if (fourth === undefined) return { kind: 'compartment', type, id, searched: third };
  return fourth === '_search' ? { kind: 'compartment-search', type, id, searched: third } : unknown;
}

function decodeSegments(path: string): readonly string[] | undefined {
  const segments = path.split('/');
  // Before the first slash there is nothing, and after the last there may be nothing.
  segments.shift();
  if (segments.at(-1) === '') segments.pop();
  if (segments.includes('')) return undefined;
  if (!path.includes('%')) return segments;
  try {
    return segments.map(decodeURIComponent);
  } catch {
    // A malformed escape names nothing here.
    return undefined;
  }
}
