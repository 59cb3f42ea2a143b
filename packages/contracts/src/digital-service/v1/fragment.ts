/** What the shell tells a service when it asks for a fragment; plain data, so that it can cross a process. */
export interface FragmentPage {
  /** Logical id of the patient whose chart it is. */
  readonly patient: string;
  /** Prefix of this service's links and form actions in the shell; append a path of the service. Forms to any other place lose their action. */
  readonly linkBase: string;
  /** Hidden fields that every form must carry as they are (CSRF token, patient). */
  readonly formFields: readonly { readonly name: string; readonly value: string }[];
  /** Input kept from earlier, by form name, then field name. A form takes part by `data-draft="<form name>"`. */
  readonly drafts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** `card`: one of several on the chart. `page`: alone below the banner. */
  readonly layout: 'card' | 'page';
}

/** A fragment a shell may show. */
export interface FragmentDescription {
  readonly service: string;
  readonly slot: string;
  readonly path: string;
  readonly title: string;
  readonly order: number;
}

/** What the shell asks for. */
export interface FragmentRequest {
  readonly service: string;
  /** Path and query within the service. */
  readonly path: string;
  readonly page: FragmentPage;
  /** A submitted form, already checked by the shell for origin, CSRF token and patient. */
  readonly form?: URLSearchParams;
}

/** What it gets, always within the time budget and never as an exception. */
export type FragmentResult =
  /** `status` 200, or 422 with the form, its errors and the input kept. */
  | { readonly outcome: 'content'; readonly status: 200 | 404 | 422; readonly html: string }
  /** The form was accepted; go to this path of the service, or to the chart if it is empty. `message` is shown once. */
  | { readonly outcome: 'done'; readonly path: string; readonly message?: string }
  /** The record refused: the role may not see or do this. */
  | { readonly outcome: 'withheld' }
  /** Away since then (milliseconds since 1970). */
  | { readonly outcome: 'unavailable'; readonly since: number; readonly reason: 'slow' | 'failed' };

/** The shell's way to other services' fragments. Given to the assembly's user interface only. */
export interface FragmentHost {
  /** Ordered by `order`, then service name. */
  list(options: { readonly slot?: string }): readonly FragmentDescription[];
  /** Style sheets to link, as absolute paths. */
  styles(): readonly string[];
  fetch(request: FragmentRequest): Promise<FragmentResult>;
}
