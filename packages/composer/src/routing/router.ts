import {
  type Identity,
  isBaseplateError,
  type Logger,
  type ModuleContext,
  type StateNamespace,
} from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import { addressOf, type RecordApi } from '@baseplate-epr/record-api';
import type { AssemblyApi } from '../assembly-api/create-assembly-api.ts';
import { createPageTurns } from '../page-turns/page-turns.ts';
import { frameStyle } from '../panel-style/panel-style.ts';
import { csrfToken } from '../service/csrf-token.ts';
import { serviceRequest } from '../service/service-request.ts';
import type { ServiceEnvironment } from '../service/service-runner.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';
import { absentService } from './absent-service.ts';
import { containedPage } from './contained-page.ts';
import { declaredFile } from './declared-files.ts';
import { draftRequest } from './draft-request.ts';
import { elsewherePage } from './elsewhere-page.ts';
import { guardedPage } from './guarded-page.ts';
import { lentRecord, lentState } from './lent-request.ts';
import { ownPage, readOwnForm, withinService } from './own-form.ts';
import { formsWithin, withPagePolicy } from './page-policy.ts';
import { plainAnswer } from './plain-answer.ts';
import { refusedFormPage } from './refused-form-page.ts';
import { toSignIn } from './to-sign-in.ts';
import { userInterface } from './user-interface.ts';
import { wordsStyle } from './words-style.ts';

/** Codes of errors that say nothing about the request: it may be sent again later. */
const passing: ReadonlySet<string> = new Set(['storage-unavailable', 'module-unavailable']);

/** What requests are routed to. */
export interface RouterOptions {
  readonly recordApi: RecordApi;
  readonly assemblyApi: AssemblyApi;
  readonly record: RecordCore;
  readonly identity: Identity;
  readonly services: ServiceShelf;
  /** For services on other machines, which reach the record from there. */
  readonly environment: Pick<ServiceEnvironment, 'lentCalls' | 'state'>;
  readonly csrfKey: Uint8Array;
  /** The namespace of whichever user interface there is. */
  readonly interfaceState: StateNamespace;
  readonly logger: Logger;
  readonly clock: ModuleContext['clock'];
  health(): Promise<Response>;
  requestId(): string;
}

/**
 * Routes a request: `/fhir` to the record (bearer token only, never the session cookie), `/assembly` likewise, the identity's routes to the identity,
 * `/services/<name>` to a service's own files and pages, `/health`, and everything else to the user interface.
 */
export function createRouter(options: RouterOptions): (request: Request) => Promise<Response> {
  const { identity, services } = options;
  const pageTurns = createPageTurns({ atOnce: 2, patience: 100 });

  return async (request) => {
    const requestId = options.requestId();
    const { path: pathname } = addressOf(request);
    try {
      if (pathname === '/fhir' || pathname.startsWith('/fhir/')) return await fhir(request, requestId, options);
      if (pathname === '/assembly' || pathname.startsWith('/assembly/'))
        return await assembly(request, requestId, options);
      if (pathname === '/service-calls/state') return await stateOfCall(request, options);
      if (pathname === '/health') return await options.health();
      if (pathname.startsWith(`${identity.routes}/`)) return await signIn(request, requestId, options);
      const elsewhere = /^\/elsewhere\/([a-z][a-z0-9-]*)$/.exec(pathname)?.[1];
      if (elsewhere !== undefined) return elsewherePage(request, services.get(elsewhere)?.manifest.title);
      if (pathname === '/drafts') return await draftRequest(request, options);
      const style = [frameStyle, wordsStyle].find(({ path }) => path === pathname);
      if (style !== undefined) return withPagePolicy(style.answer(), 'service', 'file');
      const named = /^\/services\/([a-z][a-z0-9-]*)(\/.*)?$/.exec(pathname);
      if (named !== null) return await servicePage(request, requestId, named[1] ?? '', named[2] ?? '/', options);
      const shell = services.shell();
      if (shell !== undefined) return await userInterface(request, requestId, shell, { ...options, pageTurns });
      return plainAnswer(404, 'There is no such page.');
    } catch (error) {
      // Whatever was thrown may hold patient data: only its code and the request's number are told.
      const code = isBaseplateError(error) ? error.code : 'unexpected';
      options.logger.error('a request failed', { requestId, code });
      if (passing.has(code)) {
        return plainAnswer(
          503,
          `The record cannot reach its data at the moment (number ${requestId}). Look whether the request has done its work, then try again shortly.`,
          { 'retry-after': '5' },
        );
      }
      return plainAnswer(
        500,
        `The request failed (number ${requestId}). Look whether it has done its work before you repeat it.`,
      );
    }
  };
}

async function fhir(
  request: Request,
  requestId: string,
  { identity, record, recordApi, environment }: RouterOptions,
): Promise<Response> {
  const lent = await environment.lentCalls.find(request);
  if (lent === 'ended') {
    await record.auditEvent({ requestId, action: 'authenticate', outcome: 'failure', detail: 'call' });
    return recordApi.fetch(request, { requestId, signal: request.signal, refusal: 'The call of this token is over.' });
  }
  if (lent !== undefined) return lentRecord(request, lent, { recordApi, own: requestId });
  const authentication = await identity.authenticate({ request, by: 'bearer' });
  // Who comes without any token is only shown the way; who comes with one that does not hold may be trying keys.
  if (authentication.outcome === 'refused') {
    await record.auditEvent({ requestId, action: 'authenticate', outcome: 'failure', detail: 'bearer' });
  }
  return recordApi.fetch(request, {
    requestId,
    signal: request.signal,
    ...(authentication.outcome === 'authenticated' ? { principal: authentication.principal } : {}),
    ...(authentication.outcome === 'refused' ? { refusal: authentication.reason } : {}),
  });
}

async function assembly(
  request: Request,
  requestId: string,
  { identity, assemblyApi }: RouterOptions,
): Promise<Response> {
  const authentication = await identity.authenticate({ request, by: 'bearer' });
  return assemblyApi.fetch(request, {
    requestId,
    signal: request.signal,
    ...(authentication.outcome === 'authenticated' ? { principal: authentication.principal } : {}),
    ...(authentication.outcome === 'refused' ? { refusal: authentication.reason } : {}),
  });
}

async function stateOfCall(request: Request, { environment }: RouterOptions): Promise<Response> {
  const lent = request.method === 'POST' ? await environment.lentCalls.find(request) : 'ended';
  return lentState(request, lent, environment);
}

async function signIn(request: Request, requestId: string, { identity, record }: RouterOptions): Promise<Response> {
  const response = await identity.fetch(request);
  if (request.method === 'POST') await auditSignIn(response, requestId, identity, record, request);
  return withPagePolicy(response, 'identity', request.method === 'GET' && isFile(response) ? 'file' : 'page');
}

/** The identity's style sheets and the like; its pages are never stored. */
function isFile(response: Response): boolean {
  const type = response.headers.get('content-type');
  return response.status === 200 && type !== null && !type.startsWith('text/html');
}

async function auditSignIn(
  response: Response,
  requestId: string,
  identity: Identity,
  record: RecordCore,
  request: Request,
) {
  // The new session is in the answer's cookie, so the identity itself is asked who it is.
  const cookie = response.headers
    .getSetCookie()
    .map((value) => value.split(';', 1)[0])
    .join('; ');
  const authentication = await identity.authenticate({
    request: new Request(request.url, { headers: { cookie } }),
    by: 'session',
  });
  await record.auditEvent({
    requestId,
    action: 'sign-in',
    ...(authentication.outcome === 'authenticated'
      ? { principal: authentication.principal, outcome: 'success' }
      : { outcome: 'failure' }),
  });
}

/** A service's declared files are public, since they hold no data; its pages need a session, and its forms come from these pages only. */
async function servicePage(
  request: Request,
  requestId: string,
  name: string,
  path: string,
  options: RouterOptions,
): Promise<Response> {
  const runner = options.services.get(name);
  const call = { requestId, signal: request.signal };
  const file = await declaredFile(request, { runner, services: options.services, name, path, call });
  if (file !== undefined) return withPagePolicy(file, 'service', 'file');
  if (runner === undefined) return absentService(request, name, options);
  const isForm = request.method === 'POST';
  if (!isForm && request.method !== 'GET' && request.method !== 'HEAD')
    return plainAnswer(405, 'Pages of a service are looked at, or sent a form.', { allow: 'GET, HEAD, POST' });
  const address = path + new URL(request.url).search;
  const authentication = await options.identity.authenticate({ request, by: 'session' });
  if (authentication.outcome !== 'authenticated' || authentication.session === undefined)
    return toSignIn(request, options.identity);
  const { principal, session } = authentication;
  const token = csrfToken(options.csrfKey, session.id, name);
  const own = { ...call, principal, ownPage: ownPage(name, token) };
  const asPage = (page: Response) =>
    withPagePolicy(containedPage(page, name), 'service', 'page', formsWithin(request, own.ownPage.linkBase));
  if (!isForm) {
    const page = await guardedPage(runner, serviceRequest(request, address), own);
    return asPage(withinService(page, own.ownPage));
  }
  const reading = await readOwnForm(request, token);
  if (reading.outcome === 'refused') return asPage(refusedFormPage(reading, own.ownPage, path));
  const url = new URL(address, 'http://service.invalid');
  const inner = new Request(url, { method: 'POST', body: reading.form, signal: request.signal });
  return asPage(withinService(await guardedPage(runner, inner, own), own.ownPage));
}
