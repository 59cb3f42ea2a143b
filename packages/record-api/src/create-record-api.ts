import type { Clock, Logger } from '@baseplate-epr/contracts';
import { type RecordCore, readQuery } from '@baseplate-epr/record';
import { dispatch } from './dispatch.ts';
import type { Interaction } from './interaction/interaction.ts';
import { capabilityStatement } from './metadata/capability-statement.ts';
import { metadataAnswer } from './metadata/metadata-answer.ts';
import type { RecordApi, RecordApiCaller } from './record-api.ts';
import { acceptedFormat, requireAccepted } from './request/accepted-format.ts';
import { addressOf } from './request/address.ts';
import type { FhirFormat } from './request/media-type.ts';
import { sortParameters } from './request/parameters.ts';
import { preferences } from './request/prefer.ts';
import { patchTypes } from './request/read-patch-body.ts';
import { requestError } from './request/request-error.ts';
import { parseRoute } from './request/route.ts';
import { errorAnswer } from './response/error-answer.ts';
import { createLongAnswers, lengthOfText } from './response/long-answers.ts';
import { type Answer, outcomeAnswer, respond } from './response/respond.ts';

/** What the REST layer stands on. */
export interface CreateRecordApiOptions {
  readonly record: RecordCore;
  /** Absolute URL of the FHIR base without a final slash; called at use. */
  readonly baseUrl: () => string;
  readonly organisation: { readonly name: string };
  readonly clock: Clock;
  /** Told of what failed for no fault of the request, without any of its content. */
  readonly logger: Logger;
}

/** What the client wishes about the form of its answer, as far as the request has been read. */
interface WishedForm {
  pretty: boolean;
  format: FhirFormat;
}

/** Makes FHIR R4 REST over a record: https://hl7.org/fhir/R4/http.html */
export function createRecordApi(options: CreateRecordApiOptions): RecordApi {
  const { record, baseUrl, organisation, clock, logger } = options;
  const started = clock.now();
  const longAnswers = createLongAnswers();
  const metadata = metadataAnswer(
    () => record.searchParameters(),
    () => record.profiles(),
    () => record.ownTimes(),
    (now) => capabilityStatement({ ...now, organisation, started, limits: record.limits }),
  );

  async function answer(request: Request, caller: RecordApiCaller, form: WishedForm) {
    const { path, query } = addressOf(request);
    const parameters = sortParameters(readQuery(query));
    form.pretty = parameters.pretty;
    const format = acceptedFormat(request, parameters.format);
    form.format = format ?? 'json';
    refuseMethodOverride(request);
    const route = parseRoute(path.slice('/fhir'.length));
    if (route.kind === 'metadata' && (request.method === 'GET' || request.method === 'HEAD')) {
      requireAccepted(format);
      return metadata(request, baseUrl(), parameters);
    }
    const { principal, service, requestId, signal } = caller;
    if (principal === undefined) return unrecognised(caller.refusal);
    const session = record.session({
      principal,
      requestId,
      ...(service ? { service } : {}),
      ...(signal ? { signal } : {}),
    });
    const interaction: Interaction = {
      request,
      query,
      format,
      parameters,
      prefer: preferences(request),
      session,
      limits: record.limits,
      baseUrl: baseUrl(),
      longAnswers,
    };
    return dispatch(route, interaction, requestId);
  }

  return {
    async fetch(request, caller) {
      const { requestId } = caller;
      const head = request.method === 'HEAD';
      const correlationId = request.headers.get('x-request-id');
      const form: WishedForm = { pretty: false, format: 'json' };
      try {
        const result = await answer(request, caller, form);
        if (result instanceof Response) return result;
        const turn = longAnswers.turn(lengthOfText(result.text));
        if (turn !== undefined) await turn;
        return respond(result, { ...form, head, requestId, correlationId });
      } catch (error) {
        const told = toldOf(request, errorAnswer(error, logger, requestId));
        return respond(told, { ...form, head, requestId, correlationId });
      }
    },
  };
}

/** A refused kind of patch comes with those that are taken (RFC 5789 §2.2). */
function toldOf({ method }: Request, answer: Answer): Answer {
  if (method !== 'PATCH' || answer.status !== 415) return answer;
  return { ...answer, headers: { ...answer.headers, 'accept-patch': patchTypes.join(', ') } };
}

/** 401 in the words of RFC 6750 §3: the error is named only if credentials were given. */
function unrecognised(refusal: string | undefined): Answer {
  const diagnostics = refusal ?? 'The record needs a bearer token. Send one in the Authorization header.';
  const challenge = refusal === undefined ? 'Bearer realm="record"' : 'Bearer realm="record", error="invalid_token"';
  return outcomeAnswer(401, [{ severity: 'error', code: 'login', diagnostics }], { 'www-authenticate': challenge });
}

const overrides = ['x-http-method-override', 'x-http-method', 'x-method-override'];

/** A client that asks for another method than it sends would be misunderstood if that were passed over in silence. */
function refuseMethodOverride(request: Request): void {
  if (!overrides.some((name) => request.headers.has(name))) return;
  throw requestError(
    400,
    'not-supported',
    'Overriding the method by a header is not supported. Send the method itself.',
  );
}
