import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes';

/** The resource type with this name. */
export type ResourceOf<Type extends ResourceType> = Extract<Resource, { readonly resourceType: Type }>;

/** Search parameters by name; several values of one name are joined by AND, an `undefined` is left out. */
export type SearchParameters = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** One page of a search. */
export interface SearchPage<Found extends Resource = Resource> {
  /** In the order of the search. */
  readonly matches: readonly Found[];
  /** Added by `_include` and `_revinclude`. */
  readonly included: readonly Resource[];
  readonly total?: number;
  /** Absolute URL of the next page, as the server gave it. */
  readonly next?: string;
}

/** A write's result: what was stored, and the version to name in the next update. */
export interface Written<Type extends Resource> {
  readonly resource: Type;
  readonly versionId: string | undefined;
}

/**
 * A typed FHIR R4 client over `fetch`.
 *
 * - Searches go by POST, so that no search value stands in a URL.
 * - Numbers keep their digits, also when a resource that was read is changed and written: see {@link exactNumber}.
 * - Every answer that is not a success rejects with a {@link FhirError}; nothing is retried.
 */
export interface FhirClient {
  /** @throws FhirError 404, 410, 403 … */
  read<Type extends ResourceType>(type: Type, id: string): Promise<ResourceOf<Type>>;
  search<Type extends ResourceType>(type: Type, parameters?: SearchParameters): Promise<SearchPage<ResourceOf<Type>>>;
  /** Follows a `next` link. */
  nextPage<Found extends Resource>(page: SearchPage<Found>): Promise<SearchPage<Found> | undefined>;
  /** Pages until the end or until `limit` matches are there; `complete` tells which. */
  searchAll<Type extends ResourceType>(
    type: Type,
    parameters: SearchParameters,
    limit: number,
  ): Promise<SearchPage<ResourceOf<Type>> & { readonly complete: boolean }>;
  create<Type extends Resource>(resource: Type, options?: { readonly ifNoneExist?: string }): Promise<Written<Type>>;
  /** With `ifMatch` (a versionId) the update is refused with 412 if somebody else was faster. */
  update<Type extends Resource & { readonly id?: string }>(
    resource: Type,
    options?: { readonly ifMatch?: string },
  ): Promise<Written<Type>>;
  delete(type: ResourceType, id: string): Promise<void>;
  /** Sends a batch or transaction. */
  bundle(bundle: Bundle): Promise<Bundle>;
}
