import type { ParsedResource } from '@baseplate-epr/fhir';
import type { SearchParameters } from '../session/search-types.ts';
import type { EntryTarget } from './entry-target.ts';

/** The methods an entry may have here, in the order in which R4 §3.1.0.11.2 has them processed. */
export const entryMethods = ['DELETE', 'POST', 'PUT', 'GET'] as const;

/** One of them. */
export type EntryMethod = (typeof entryMethods)[number];

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
  /** A versionId. */
  readonly ifMatch?: string;
  readonly ifNoneMatch?: '*';
  readonly ifNoneExist?: SearchParameters;
}
