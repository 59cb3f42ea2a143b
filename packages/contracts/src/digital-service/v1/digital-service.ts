import type { Principal } from '../../identity/v1/principal.ts';
import type { Module } from '../../module/module.ts';
import type { StateNamespace } from '../../state-store/v1/state-store.ts';
import type { FragmentHost, FragmentPage } from './fragment.ts';
import type { ServiceManifest } from './manifest.ts';

/** The record as a service sees it: FHIR REST and nothing else. */
export interface RecordHandle {
  /**
   * Like the global `fetch`, for URLs that begin with `/fhir/` (absolute ones only as the record's own links give them); any other
   * rejects with `input-invalid`. Carries the caller's rights narrowed to the service's scopes. Works until the request it came with has
   * been answered, or its time is over; later calls reject with `access-refused`.
   */
  fetch(input: string | Request, init?: RequestInit): Promise<Response>;
}

/** What comes with each request. */
export interface ServiceContext {
  readonly requestId: string;
  /** Milliseconds since 1970, the same throughout the request. */
  readonly now: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /**
   * Who is calling. `scopes` are the role's own, or those of the token that narrows them, so that a screen need not offer what would be refused; whether something is allowed
   * is decided by the record alone, each time.
   */
  readonly principal: Pick<
    Principal,
    'id' | 'kind' | 'display' | 'role' | 'organisation' | 'fhirUser' | 'patient' | 'scopes'
  >;
  readonly organisation: { readonly name: string; readonly odsCode: string };
  readonly record: RecordHandle;
  /** The service's own namespace. */
  readonly state: StateNamespace;
  /** Present when a shell asks for a fragment. */
  readonly page?: FragmentPage;
  /** Present for the assembly's user interface. */
  readonly shell?: ShellContext;
}

/** What only the assembly's user interface is given. */
export interface ShellContext {
  readonly fragments: FragmentHost;
  /** Same for the whole session; forms carry it and the shell compares. */
  readonly csrfToken: string;
  /** Ends the session; the headers belong on the answer. */
  signOut(): Promise<{ readonly headers: Headers }>;
}

/**
 * **digital-service**, version 1: a manifest and `fetch`.
 *
 * The request's URL has the path *within* the service. It comes without the caller's cookie and credentials; of the answer only what
 * describes its content is passed on, never a cookie or a script, and pages are never stored on the way (declared assets may be). Fragments: answer GET with 200 and HTML; answer POST (a form,
 * `application/x-www-form-urlencoded`) with 303 and a `location` within the service (empty or `/` means back to the chart; header
 * `baseplate-message` holds a URI-encoded sentence of at most 500 characters to show once), or 422 with the form, an error summary and
 * the input kept. A fragment is at most 500,000 characters long and 1,000 elements deep, or it counts as failed.
 * Every form carries the fields of {@link FragmentPage.formFields}. An error thrown costs this service's own panel only.
 */
export interface DigitalService extends Module {
  readonly contract: 'digital-service';
  readonly contractVersion: 1;
  readonly manifest: ServiceManifest;
  fetch(request: Request, context: ServiceContext): Promise<Response>;
}
