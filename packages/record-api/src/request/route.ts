import { isFhirId, resourceTypes } from '@baseplate-epr/fhir';

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
  | { readonly kind: 'compartment'; readonly type: string; readonly id: string; readonly searched: string }
  | { readonly kind: 'operation'; readonly operation: string; readonly type?: string; readonly id?: string }
  | { readonly kind: 'unknown-type' }
  | { readonly kind: 'unknown' };

/** Understands the path after `/fhir`. Segments are decoded; what does not decode is unknown. */
export function parseRoute(path: string): Route {
  const segments = decodeSegments(path);
  if (segments === undefined) return { kind: 'unknown' };
  const [first, ...rest] = segments;
  if (first === undefined) return { kind: 'system' };
  if (first === 'metadata' && rest.length === 0) return { kind: 'metadata' };
  if (first === '_history' && rest.length === 0) return { kind: 'system-history' };
  if (first === '_search' && rest.length === 0) return { kind: 'system-search' };
  if (first.startsWith('$') && rest.length === 0) return { kind: 'operation', operation: first.slice(1) };
  if (!resourceTypes.has(first)) return /^[A-Z]/.test(first) ? { kind: 'unknown-type' } : { kind: 'unknown' };
  return typeRoute(first, rest);
}

function typeRoute(type: string, [second, third, fourth, ...more]: readonly string[]): Route {
  if (more.length > 0) return { kind: 'unknown' };
  if (second === undefined) return { kind: 'type', type };
  if (third === undefined) {
    if (second === '_search') return { kind: 'type-search', type };
    if (second === '_history') return { kind: 'type-history', type };
    if (second.startsWith('$')) return { kind: 'operation', operation: second.slice(1), type };
  }
  if (!isFhirId(second)) return { kind: 'unknown' };
  return instanceRoute(type, second, third, fourth);
}

function instanceRoute(type: string, id: string, third: string | undefined, fourth: string | undefined): Route {
  if (third === undefined) return { kind: 'instance', type, id };
  if (third === '_history') {
    if (fourth === undefined) return { kind: 'instance-history', type, id };
    return isFhirId(fourth) ? { kind: 'version', type, id, versionId: fourth } : { kind: 'unknown' };
  }
  if (fourth !== undefined && fourth !== '_search') return { kind: 'unknown' };
  if (third.startsWith('$')) return { kind: 'operation', operation: third.slice(1), type, id };
  if (third === '*' || resourceTypes.has(third)) return { kind: 'compartment', type, id, searched: third };
  return { kind: 'unknown' };
}

function decodeSegments(path: string): readonly string[] | undefined {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    // A malformed escape names nothing here.
    return undefined;
  }
}
