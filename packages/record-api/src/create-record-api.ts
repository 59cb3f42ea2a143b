import type { Clock } from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import { dispatch } from './dispatch.ts';
import type { Interaction } from './interaction/interaction.ts';
import { capabilityStatement } from './metadata/capability-statement.ts';
import type { RecordApi, RecordApiCaller } from './record-api.ts';
import { requireJsonAccepted } from './request/media-type.ts';
import { sortParameters } from './request/parameters.ts';
import { preferences } from './request/prefer.ts';
import { requestError } from './request/request-error.ts';
import { parseRoute, type Route } from './request/route.ts';
import { errorAnswer } from './response/error-answer.ts';
import { respond } from './response/respond.ts';

/** What the REST layer stands on. */
export interface CreateRecordApiOptions {
  readonly record: RecordCore;
  /** Absolute URL of the FHIR base without a final slash; called at use. */
  readonly baseUrl: () => string;
  readonly organisation: { readonly name: string };
  readonly clock: Clock;
}

/** Makes FHIR R4 REST over a record: https://hl7.org/fhir/R4/http.html */
export function createRecordApi({ record, baseUrl, organisation, clock }: CreateRecordApiOptions): RecordApi {
  const started = clock.now();
  let statement: { readonly for: string; readonly text: string } | undefined;

  function metadata(): string {
    const base = baseUrl();
    // Made at first need and kept: it changes only with the address.
    if (statement?.for !== base)
      statement = { for: base, text: JSON.stringify(capabilityStatement({ baseUrl: base, organisation, started })) };
    return statement.text;
  }

  async function answer(request: Request, url: URL, route: Route, caller: RecordApiCaller) {
    const parameters = sortParameters(url.searchParams);
    const form = { pretty: parameters.pretty, head: request.method === 'HEAD', requestId: caller.requestId };
    try {
      if (route.kind === 'metadata' && (request.method === 'GET' || form.head)) {
        requireJsonAccepted(request, parameters.format);
        return respond({ status: 200, text: metadata() }, form);
      }
      const { principal, service, requestId, signal } = caller;
      if (principal === undefined) {
        throw requestError(
          401,
          'login',
          caller.refusal ?? 'The record needs a bearer token. Send one in the Authorization header.',
        );
      }
      const session = record.session({
        principal,
        requestId,
        ...(service ? { service } : {}),
        ...(signal ? { signal } : {}),
      });
      const interaction: Interaction = {
        request,
        url,
        parameters,
        prefer: preferences(request),
        session,
        limits: record.limits,
        baseUrl: baseUrl(),
      };
      const result = await dispatch(route, interaction, requestId);
      return result instanceof Response ? result : respond(result, form);
    } catch (error) {
      return respond(errorAnswer(error), form);
    }
  }

  return {
    fetch(request, caller) {
      const url = new URL(request.url);
      return answer(request, url, parseRoute(url.pathname.slice('/fhir'.length)), caller);
    },
  };
}
