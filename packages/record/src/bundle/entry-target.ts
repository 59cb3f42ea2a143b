import { isFhirId } from '@baseplate-epr/fhir';
import { readQuery } from '../search/read-query.ts';
import type { SearchParameters } from '../session/search-types.ts';

/** What the URL of a Bundle entry's request names (R4 §3.1.0.11). */
export type EntryTarget =
  | { readonly kind: 'instance'; readonly type: string; readonly id: string; readonly versionId?: string }
  /** A type, for create; with parameters for a search or a conditional interaction. */
  | { readonly kind: 'type'; readonly type: string; readonly parameters: SearchParameters }
  | { readonly kind: 'system'; readonly parameters: SearchParameters }
  | {
      readonly kind: 'history';
      readonly type?: string;
      readonly id?: string;
      readonly parameters: SearchParameters;
    }
  | {
      readonly kind: 'compartment';
      readonly compartment: { readonly type: string; readonly id: string };
      /** Absent means every type. */
      readonly type?: string;
      readonly parameters: SearchParameters;
    }
  /** An operation, relative to the FHIR base. */
  | { readonly kind: 'operation'; readonly url: string };

const typeName = /^[A-Z][A-Za-z]*$/;

const operation = /^(?:[A-Z][A-Za-z]*\/(?:[A-Za-z0-9\-.]{1,64}\/)?)?\$[A-Za-z][A-Za-z0-9-]*$/;

/** Takes the URL apart; `undefined` for what is none of these. @throws RecordError 400 for escapes that stand for no text */
export function entryTarget(url: string, baseUrl: string): EntryTarget | undefined {
  const relative = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length + 1) : url.replace(/^\//, '');
  const mark = relative.indexOf('?');
  const path = mark < 0 ? relative : relative.slice(0, mark);
  const parameters = mark < 0 ? [] : readQuery(relative.slice(mark + 1));
  const [first = '', second, third, fourth, ...more] = path.split('/');
  if (more.length > 0) return undefined;
  if (path === '') return { kind: 'system', parameters };
  if (operation.test(path)) return { kind: 'operation', url: relative };
  if (path === '_history') return { kind: 'history', parameters };
  if (!typeName.test(first)) return undefined;
  if (second === undefined) return { kind: 'type', type: first, parameters };
  if (second === '_history' && third === undefined) return { kind: 'history', type: first, parameters };
  if (!isFhirId(second)) return undefined;
  const instance = { type: first, id: second };
  if (third === undefined) return { kind: 'instance', ...instance };
  if (third === '_history') {
    if (fourth === undefined) return { kind: 'history', ...instance, parameters };
    return isFhirId(fourth) ? { kind: 'instance', ...instance, versionId: fourth } : undefined;
  }
  if (fourth !== undefined) return undefined;
  if (third === '*') return { kind: 'compartment', compartment: instance, parameters };
  return typeName.test(third) ? { kind: 'compartment', compartment: instance, type: third, parameters } : undefined;
}
