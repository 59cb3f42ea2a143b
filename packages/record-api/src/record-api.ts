import type { Principal } from '@baseplate-epr/contracts';

/** Whose request it is, as whoever routes it found out. */
export interface RecordApiCaller {
  /** Absent if nobody was recognised: then only what is public (`/metadata`) is answered, the rest with 401. */
  readonly principal?: Principal;
  /** Why nobody was recognised although credentials were given; one sentence, safe to show. */
  readonly refusal?: string;
  /** The digital service the caller acts through. */
  readonly service?: { readonly name: string; readonly scopes: readonly string[] };
  /** Unique per request; returned as `x-request-id`. */
  readonly requestId: string;
  readonly signal?: AbortSignal;
}

/** FHIR R4 REST below one base path. Never throws: every error is an OperationOutcome with its status. */
export interface RecordApi {
  /** Answers a request whose path begins with `/fhir`. */
  fetch(request: Request, caller: RecordApiCaller): Promise<Response>;
}
