import type { ParsedResource } from '@baseplate-epr/fhir';
import type { SearchParameters } from '../session/search-types.ts';
import type { IfMatch } from '../write/if-match.ts';
import type { PatchInput } from '../write/read-patch.ts';
import type { EntryTarget } from './entry-target.ts';

/** The methods an entry may have, in the order in which R4 §3.1.0.11.2 has them processed; those in one step are equals. */
export const entrySteps = [['DELETE'], ['POST'], ['PUT', 'PATCH'], ['GET', 'HEAD']] as const;

/** One of them. */
export type EntryMethod = (typeof entrySteps)[number][number];

/** The step in which a method's entries are processed, from 0. */
export function entryStep(method: EntryMethod): number {
  return entrySteps.findIndex((methods) => methods.some((one) => one === method));
}

/** True for entries that write nothing: reads, searches, histories and operations. */
export function isReading({ method, target }: Pick<BundleEntry, 'method' | 'target'>): boolean {
  return method === 'GET' || method === 'HEAD' || target.kind === 'operation';
}

/** One entry of a batch or transaction, understood but not yet carried out. */
export interface BundleEntry {
  /** Its place in the Bundle. */
  readonly index: number;
  readonly method: EntryMethod;
  readonly url: string;
  readonly target: EntryTarget;
  readonly fullUrl?: string;
  /** The resource of a POST or PUT. */
  readonly parsed?: ParsedResource;
  /** The patch of a PATCH. */
  readonly patch?: PatchInput;
  readonly ifMatch?: IfMatch;
  /** As given: `*` or entity tags. */
  readonly ifNoneMatch?: string;
  /** Milliseconds since 1970. */
  readonly ifModifiedSince?: number;
  readonly ifNoneExist?: SearchParameters;
}
