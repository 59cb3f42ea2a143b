import { isRawBinary, putRawBinary, readRawBinary } from './interaction/binary-interactions.ts';
import type { Interaction } from './interaction/interaction.ts';
import { history, read } from './interaction/read-interactions.ts';
import { everything, search } from './interaction/search-interactions.ts';
import {
  bundle,
  conditionalDelete,
  conditionalUpdate,
  create,
  remove,
  update,
  validate,
} from './interaction/write-interactions.ts';
import { requireJsonAccepted } from './request/media-type.ts';
import { requestError } from './request/request-error.ts';
import type { Route } from './request/route.ts';
import type { Answer } from './response/respond.ts';

type Handlers = Readonly<Record<string, () => Promise<Answer | Response>>>;

/**
 * Carries out one request.
 *
 * @throws RecordError 404 for what no path names, 405 for a method that the path does not take, and whatever the interaction throws
 */
export async function dispatch(route: Route, interaction: Interaction, requestId: string): Promise<Answer | Response> {
  const { request, parameters } = interaction;
  const raw = isBinaryRoute(route) && isRawBinary(request, parameters.format);
  if (!raw) requireJsonAccepted(request, parameters.format);
  const handlers = raw ? rawHandlers(route, interaction, requestId) : handlersOf(route, interaction);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const handler = handlers[method];
  if (handler !== undefined) return handler();
  const allow = Object.keys(handlers).flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name]));
  if (method === 'OPTIONS') return { status: 204, headers: { allow: allow.join(', ') } };
  const refused = requestError(405, 'not-supported', `This path takes ${allow.join(', ')} only.`);
  throw refused;
}

function isBinaryRoute(route: Route): boolean {
  return (
    'type' in route &&
    route.type === 'Binary' &&
    (route.kind === 'type' || route.kind === 'instance' || route.kind === 'version')
  );
}

function rawHandlers(route: Route, interaction: Interaction, requestId: string): Handlers {
  if (route.kind === 'type') return { POST: () => putRawBinary(interaction, undefined) };
  if (route.kind === 'version') return { GET: () => readRawBinary(interaction, requestId, route) };
  if (route.kind !== 'instance') return {};
  return { GET: () => readRawBinary(interaction, requestId, route), PUT: () => putRawBinary(interaction, route.id) };
}

function handlersOf(route: Route, interaction: Interaction): Handlers {
  switch (route.kind) {
    case 'system':
      return { POST: () => bundle(interaction), GET: () => search(interaction, { path: '', types: [] }) };
    case 'system-search':
      return { POST: () => search(interaction, { path: '', types: [] }) };
    case 'system-history':
      return { GET: () => history(interaction, {}) };
    case 'type': {
      const { type } = route;
      return {
        GET: () => search(interaction, { path: `/${type}`, types: [type] }),
        POST: () => create(interaction, type),
        PUT: () => conditionalUpdate(interaction, type),
        DELETE: () => conditionalDelete(interaction, type),
      };
    }
    case 'type-search':
      return { POST: () => search(interaction, { path: `/${route.type}`, types: [route.type] }) };
    case 'type-history':
      return { GET: () => history(interaction, { type: route.type }) };
    case 'instance':
      return {
        GET: () => read(interaction, route),
        PUT: () => update(interaction, route.type, route.id),
        DELETE: () => remove(interaction, route.type, route.id),
      };
    case 'instance-history':
      return { GET: () => history(interaction, { type: route.type, id: route.id }) };
    case 'version':
      return { GET: () => read(interaction, route) };
    case 'compartment':
      return compartmentHandlers(route, interaction);
    case 'operation':
      return operationHandlers(route, interaction);
    case 'metadata':
      return { GET: () => Promise.reject(requestError(404, 'not-found', 'There is nothing at this path.')) };
    case 'unknown-type':
      throw requestError(
        404,
        'not-supported',
        'This is no resource type of FHIR R4. Look at /metadata for the types there are.',
      );
    case 'unknown':
      throw requestError(404, 'not-found', 'There is nothing at this path. Look at /metadata for what there is.');
  }
}

function compartmentHandlers(route: Route & { readonly kind: 'compartment' }, interaction: Interaction): Handlers {
  const { type, id, searched } = route;
  const options = {
    path: `/${type}/${id}/${searched}`,
    types: searched === '*' ? [] : [searched],
    compartment: { type, id },
  };
  return { GET: () => search(interaction, options), POST: () => search(interaction, options) };
}

function operationHandlers(
  { operation, type, id }: Route & { readonly kind: 'operation' },
  interaction: Interaction,
): Handlers {
  if (operation === 'validate' && id === undefined) return { POST: () => validate(interaction, type) };
  if (operation === 'everything' && type === 'Patient' && id !== undefined)
    return { GET: () => everything(interaction, id) };
  throw requestError(
    404,
    'not-supported',
    `There is no operation $${/^[A-Za-z-]{1,40}$/.test(operation) ? operation : ''} at this path. Look at /metadata for those there are.`,
  );
}
