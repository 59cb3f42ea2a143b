import { type OperationEntry, readQuery } from '@baseplate-epr/record';
import { isRawBinary, putRawBinary, readRawBinary } from './interaction/binary-interactions.ts';
import { writeBinaryOfFhirType } from './interaction/binary-of-fhir-type.ts';
import { everything } from './interaction/everything-operation.ts';
import type { Interaction } from './interaction/interaction.ts';
import { changeMeta, meta } from './interaction/meta-operations.ts';
import { history, read } from './interaction/read-interactions.ts';
import { reindex, reindexing } from './interaction/reindex-operation.ts';
import { type SearchPlace, search } from './interaction/search-interactions.ts';
import { validate } from './interaction/validate-operation.ts';
import {
  bundle,
  conditionalDelete,
  conditionalPatch,
  conditionalUpdate,
  create,
  patch,
  remove,
  update,
} from './interaction/write-interactions.ts';
import { requireAccepted } from './request/accepted-format.ts';
import { sortParameters } from './request/parameters.ts';
import { patchTypes } from './request/read-patch-body.ts';
import { requestError } from './request/request-error.ts';
import { type CompartmentRoute, parseRoute, type Route } from './request/route.ts';
import { type Answer, outcomeAnswer } from './response/respond.ts';

type Handlers = Readonly<Record<string, () => Promise<Answer | Response>>>;

/**
 * Carries out one request, or answers 405 for a method that its path does not take.
 *
 * @throws RecordError 404 for what no path names, 406, and whatever the interaction throws
 */
export async function dispatch(route: Route, interaction: Interaction, requestId: string): Promise<Answer | Response> {
  const { request, parameters } = interaction;
  const raw = isBinaryRoute(route, request.method) && isRawBinary(request, parameters.format);
  if (!raw) requireAccepted(interaction.format);
  const handlers = raw ? rawHandlers(route, interaction, requestId) : handlersOf(route, interaction);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (handler !== undefined) return handler();
  const allow = Object.keys(handlers)
    .flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name]))
    .join(', ');
  const accepted: Record<string, string> = Object.hasOwn(handlers, 'PATCH')
    ? { 'accept-patch': patchTypes.join(', ') }
    : {};
  if (method === 'OPTIONS') return { status: 204, headers: { allow, ...accepted } };
  const diagnostics = `This path takes ${allow} only.`;
  return outcomeAnswer(405, [{ severity: 'error', code: 'not-supported', diagnostics }], { allow });
}

/** Bytes are posted to the type, and read and put at an instance. */
function isBinaryRoute(route: Route, method: string): boolean {
  if (!('type' in route) || route.type !== 'Binary') return false;
  return route.kind === 'instance' || route.kind === 'version' || (route.kind === 'type' && method === 'POST');
}

function rawHandlers(route: Route, interaction: Interaction, requestId: string): Handlers {
  const handlers = handlersOf(route, interaction);
  switch (route.kind) {
    case 'type':
      return { ...handlers, POST: () => putRawBinary(interaction, undefined) };
    case 'instance': {
      const { id } = route;
      const target = { id };
      return {
        ...handlers,
        GET: () => readRawBinary(interaction, requestId, target),
        PUT: () => putRawBinary(interaction, id),
      };
    }
    case 'version':
      return { GET: () => readRawBinary(interaction, requestId, route) };
    default:
      return handlers;
  }
}

function handlersOf(route: Route, interaction: Interaction): Handlers {
  const searching = (place: SearchPlace) => () => search(interaction, place);
  switch (route.kind) {
    case 'system':
      return { GET: searching({ path: '', types: [] }), POST: () => bundle(interaction, runOperation) };
    case 'system-search':
      return { POST: searching({ path: '', types: [] }) };
    case 'system-history':
      return { GET: () => history(interaction, {}) };
    case 'type': {
      const { type } = route;
      return {
        GET: searching({ path: `/${type}`, types: [type] }),
        POST: () => (type === 'Binary' ? createBinary(interaction) : create(interaction, type)),
        PUT: () => conditionalUpdate(interaction, type),
        ...(type === 'Binary' ? {} : { PATCH: () => conditionalPatch(interaction, type) }),
        DELETE: () => conditionalDelete(interaction, type),
      };
    }
    case 'type-search':
      return { POST: searching({ path: `/${route.type}`, types: [route.type] }) };
    case 'type-history':
      return { GET: () => history(interaction, { type: route.type }) };
    case 'instance':
      return {
        GET: () => read(interaction, route),
        PUT: () =>
          route.type === 'Binary' ? updateBinary(interaction, route.id) : update(interaction, route.type, route.id),
        // R4 has no format that could patch bytes.
        ...(route.type === 'Binary' ? {} : { PATCH: () => patch(interaction, route.type, route.id) }),
        DELETE: () => remove(interaction, route.type, route.id),
      };
    case 'instance-history':
      return { GET: () => history(interaction, { type: route.type, id: route.id }) };
    case 'version':
      return { GET: () => read(interaction, route) };
    case 'compartment':
      return { GET: searching(placeOf(route)) };
    case 'compartment-search':
      return { POST: searching(placeOf(route)) };
    case 'operation':
      return operationHandlers(route, interaction);
    case 'metadata':
      // Getting it needs nobody's name and was answered before; what is left is to say which methods there are.
      return { GET: () => Promise.reject(nothingHere()) };
    case 'no-id':
      throw noId(interaction.request.method);
    case 'unknown-type':
      throw requestError(
        404,
        'not-supported',
        'This is no resource type of FHIR R4. Look at /metadata for the types there are.',
      );
    case 'unknown':
      throw nothingHere();
  }
}

function createBinary(interaction: Interaction): Promise<Answer> {
  return writeBinaryOfFhirType(interaction, {
    resource: (again) => create(again, 'Binary'),
    bytes: (again) => putRawBinary(again, undefined),
  });
}

function updateBinary(interaction: Interaction, id: string): Promise<Answer> {
  return writeBinaryOfFhirType(interaction, {
    resource: (again) => update(again, 'Binary', id),
    bytes: (again) => putRawBinary(again, id),
  });
}

function placeOf({ type, id, searched }: CompartmentRoute): SearchPlace {
  const types = searched === '*' ? [] : [searched];
  return { path: `/${type}/${id}/${searched}`, types, compartment: { type, id } };
}

function operationHandlers(
  { operation, type, id }: Route & { readonly kind: 'operation' },
  interaction: Interaction,
): Handlers {
  if (operation === 'validate') {
    const place = { ...(type === undefined ? {} : { type }), ...(id === undefined ? {} : { id }) };
    const validating = () => validate(interaction, place);
    // It changes nothing, and about what is there only plain parameters are needed: then GET does as well (R4 §3.2.0.1.1).
    return id === undefined ? { POST: validating } : { GET: validating, POST: validating };
  }
  if (operation === 'reindex' && type === undefined) {
    return { GET: () => reindexing(interaction), POST: () => reindex(interaction) };
  }
  if (operation === 'everything' && type === 'Patient' && id !== undefined) {
    return { GET: () => everything(interaction, id), POST: () => everything(interaction, id) };
  }
  if (isMetaOperation(operation)) return metaHandlers(operation, type, id, interaction);
  throw requestError(
    404,
    'not-supported',
    'There is no such operation at this path. Look at /metadata for those there are.',
  );
}

type MetaOperation = 'meta' | 'meta-add' | 'meta-delete';

function isMetaOperation(operation: string): operation is MetaOperation {
  return operation === 'meta' || operation === 'meta-add' || operation === 'meta-delete';
}

function metaHandlers(
  operation: MetaOperation,
  type: string | undefined,
  id: string | undefined,
  interaction: Interaction,
): Handlers {
  if (type === undefined || id === undefined) {
    throw requestError(404, 'not-supported', `$${operation} is there for one resource only: call it at [type]/[id].`);
  }
  if (operation === 'meta')
    return { GET: () => meta(interaction, { type, id }), POST: () => meta(interaction, { type, id }) };
  return { POST: () => changeMeta(interaction, { type, id }, operation === 'meta-add' ? 'add' : 'delete') };
}

/** An operation called by an entry of a Bundle: as its own request would be, but for the headers, which are the Bundle's. */
async function runOperation(outer: Interaction, { method, url: relative, text }: OperationEntry): Promise<Answer> {
  const { baseUrl, request } = outer;
  const url = new URL(`${baseUrl}/${relative}`);
  const route = parseRoute(url.pathname.slice(new URL(baseUrl).pathname.length));
  if (route.kind !== 'operation') throw nothingHere();
  const headers = { 'content-type': 'application/fhir+json', prefer: request.headers.get('prefer') ?? '' };
  const inner = new Request(url, { method, headers, ...(text === undefined ? {} : { body: text }) });
  const handlers = operationHandlers(route, {
    ...outer,
    request: inner,
    query: url.search,
    parameters: sortParameters(readQuery(url.search)),
  });
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  const answer = await handler?.();
  if (answer !== undefined && !(answer instanceof Response)) return answer;
  throw requestError(405, 'not-supported', 'The operation cannot be called by this method.');
}

/** What cannot be an id names nothing to read, and cannot be given to something new. */
function noId(method: string) {
  const rule = 'FHIR ids are 1 to 64 letters, digits, hyphens and dots.';
  return method === 'PUT'
    ? requestError(400, 'value', `The resource cannot be kept under such an id: ${rule}`)
    : requestError(404, 'not-found', `There is no resource with such an id: ${rule}`);
}

function nothingHere() {
  return requestError(404, 'not-found', 'There is nothing at this path. Look at /metadata for what there is.');
}
