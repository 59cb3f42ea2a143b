import type { AssemblyScope } from '../../assembly/v1/assembly-scopes.ts';
import type { Principal } from '../../identity/v1/principal.ts';
import type { Module } from '../../module/module.ts';
import type { StateNamespace } from '../../state-store/v1/state-store.ts';
import type { ChangeEvent } from './change-event.ts';
import type { FragmentHost, FragmentPage } from './fragment.ts';
import type { ServiceManifest } from './manifest.ts';
import type { OwnPage, Place } from './own-page.ts';

/** The record as a service sees it: FHIR REST, and the assembly's own API for a service that asks for it. */
export interface RecordHandle {
  /**
   * Like the global `fetch`, for URLs that begin with `/fhir/` (absolute ones only as the record's own links give them), and with
   * `/assembly` where the manifest's scopes hold an {@link AssemblyScope}; any other rejects with `input-invalid`. Carries the caller's rights narrowed to the service's scopes. Works until the request it came with has
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
  /**
   * The service's own namespace: another version of its package finds it again, another supplier's module of the same name does not. The user
   * interface has one that every user interface of the assembly has in its turn, so that input somebody has typed and not sent outlives a swap.
   * Such a draft has the key `draft/<person>/<patient>/<service>/<form>`, where the person is the first 32 hexadecimal digits of the SHA-256
   * of `principal.id`, and the value `{ "path", "action", "fields", "at" }` as JSON: the service's page that holds the form (empty for the chart), the
   * service's path that it is sent to, its values by field name, and when it was kept. What else a user interface keeps below
   * `draft/<person>/` has a key of another shape. Everything below `draft/<person>/` is erased when that person signs out.
   * The record itself writes such a draft, whichever user interface is in place, on `POST /drafts`: the form's own fields with {@link ShellContext.csrfToken} in
   * `csrf`, and `draft-patient`, `draft-service`, `draft-form`, `draft-path`, `draft-action` and `draft-screens` (the name of the interface whose page it is; if
   * another one is in place, the answer says so and has the header `baseplate-screens: changed`). A draft that is there and says something else in the field
   * that `draft-of` names is not replaced. The answer is a sentence for the person. `POST /sign-out` with `csrf` signs out, whether the interface takes it or not.
   */
  readonly state: StateNamespace;
  /** Present when a shell asks for a fragment. */
  readonly page?: FragmentPage;
  /** Present when the service is told of a change it subscribes to. */
  readonly event?: ChangeEvent;
  /** Present when a browser asks for one of the service's own pages, below `/services/<name>`. */
  readonly ownPage?: OwnPage;
  /** Present for the assembly's user interface. */
  readonly shell?: ShellContext;
}

/** What only the assembly's user interface is given. */
export interface ShellContext {
  readonly fragments: FragmentHost;
  /** Pages of services that this caller may be led to, ordered by title. */
  readonly places: readonly Place[];
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
 *
 * Events: a change is told by `POST /events` without a body, and with {@link ServiceContext.event}, which nobody outside can forge. The
 * principal is the service itself, with the `system/` scopes that both its manifest asks for and the assembly grants. A 2xx answer says that
 * the change needs no further care; anything else, an error, or no answer within 10 s is tried again later. A change comes at least once,
 * the changes of one patient in their order, and after a crash some of them again. Between reading and answering the record may have moved
 * on: what counts is what the record says now.
 *
 * Own pages: below `/services/<name>` a signed-in browser gets whole pages, without script. Their forms carry {@link OwnPage.formFields} and
 * are posted below {@link OwnPage.linkBase}; the composer takes one only from a page of its own origin and session, and hands it on
 * without those fields. Answer 303 with a `location` within the service, or 422.
 */
export interface DigitalService extends Module {
  readonly contract: 'digital-service';
  readonly contractVersion: 1;
  readonly manifest: ServiceManifest;
  fetch(request: Request, context: ServiceContext): Promise<Response>;
}
