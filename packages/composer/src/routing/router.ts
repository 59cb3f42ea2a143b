import {
  type DigitalService,
  type Identity,
  isBaseplateError,
  type Logger,
  type ModuleContext,
  type Principal,
  type Session,
} from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import type { RecordApi } from '@baseplate-epr/record-api';
import { csrfToken } from '../service/csrf-token.ts';
import { type AwaySince, createFragmentHost } from '../service/fragment-host.ts';
import { serviceRequest } from '../service/service-request.ts';
import type { ServiceRunner } from '../service/service-runner.ts';
import { withPagePolicy } from './page-policy.ts';
import { plainAnswer } from './plain-answer.ts';
import { sessionEndedPage } from './session-ended-page.ts';

/** Codes of errors that say nothing about the request: it may be sent again later. */
const passing: ReadonlySet<string> = new Set(['storage-unavailable', 'module-unavailable']);

/** What requests are routed to. */
export interface RouterOptions {
  readonly recordApi: RecordApi;
  readonly record: RecordCore;
  readonly identity: Identity;
  readonly runners: ReadonlyMap<string, ServiceRunner>;
  readonly csrfKey: Uint8Array;
  readonly logger: Logger;
  readonly clock: ModuleContext['clock'];
  health(): Promise<Response>;
  requestId(): string;
}

/**
 * Routes a request: `/fhir` to the record (bearer token only, never the session cookie), the identity's routes to the identity,
 * `/services/<name>` to a service's own files and pages, `/health`, and everything else to the user interface.
 */
export function createRouter(options: RouterOptions): (request: Request) => Promise<Response> {
  const { identity, runners } = options;
  const away: AwaySince = new Map();
  const shell = [...runners.values()].find(({ service }) => service.manifest.userInterface === true);

  return async (request) => {
    const requestId = options.requestId();
    const { pathname } = new URL(request.url);
    try {
      if (pathname === '/fhir' || pathname.startsWith('/fhir/')) return await fhir(request, requestId, options);
      if (pathname === '/health') return await options.health();
      if (pathname.startsWith(`${identity.routes}/`)) return await signIn(request, requestId, options);
      const named = /^\/services\/([a-z][a-z0-9-]*)(\/.*)$/.exec(pathname);
      if (named !== null)
        return await servicePage(request, requestId, runners.get(named[1] ?? ''), named[2] ?? '/', options);
      if (shell !== undefined) return await userInterface(request, requestId, shell, away, options);
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
  { identity, record, recordApi }: RouterOptions,
): Promise<Response> {
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

/** A service's declared files are public, since they hold no data; its pages need a session and may only be looked at. */
async function servicePage(
  request: Request,
  requestId: string,
  runner: ServiceRunner | undefined,
  path: string,
  options: RouterOptions,
): Promise<Response> {
  if (runner === undefined) return plainAnswer(404, 'There is no such service in this assembly.');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plainAnswer(405, 'Pages of a service can only be looked at here; forms go through the chart.', {
      allow: 'GET, HEAD',
    });
  }
  const inner = serviceRequest(request, path + new URL(request.url).search);
  const call = { requestId, signal: request.signal };
  if (isAsset(runner.service, path)) {
    return withPagePolicy(await runner.run(inner, { ...call, principal: nobody }), 'service', 'file');
  }
  const authentication = await options.identity.authenticate({ request, by: 'session' });
  if (authentication.outcome !== 'authenticated') return toSignIn(request, options.identity);
  return withPagePolicy(await runner.run(inner, { ...call, principal: authentication.principal }), 'service');
}

function isAsset({ manifest }: DigitalService, path: string): boolean {
  return manifest.assets.some((asset) => asset.path === path);
}

/** Fetches files that hold no data; may do nothing with the record. */
const nobody: Principal = {
  id: 'nobody',
  kind: 'system',
  display: 'Nobody',
  role: { code: 'nobody', display: 'Nobody' },
  organisation: { odsCode: '', display: '' },
  purposeOfUse: 'HSYSADMIN',
  scopes: [],
};

async function userInterface(
  request: Request,
  requestId: string,
  shell: ServiceRunner,
  away: AwaySince,
  options: RouterOptions,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (isAsset(shell.service, pathname)) {
    return withPagePolicy(
      await shell.run(serviceRequest(request), { principal: nobody, requestId, signal: request.signal }),
      'user-interface',
      'file',
    );
  }
  const authentication = await options.identity.authenticate({ request, by: 'session' });
  if (authentication.outcome !== 'authenticated' || authentication.session === undefined)
    return toSignIn(request, options.identity);
  const { principal, session } = authentication;
  const fragments = createFragmentHost({
    runners: options.runners,
    principal,
    requestId,
    signal: request.signal,
    away,
    logger: options.logger,
    now: () => options.clock.now(),
  });
  const response = await shell.run(serviceRequest(request), {
    principal,
    requestId,
    signal: request.signal,
    shell: {
      fragments,
      csrfToken: csrfToken(options.csrfKey, session.id),
      signOut: () => signOut(request, requestId, principal, session, options),
    },
  });
  return withPagePolicy(response, 'user-interface');
}

async function signOut(
  request: Request,
  requestId: string,
  principal: Principal,
  _session: Session,
  { identity, record }: RouterOptions,
) {
  const ended = await identity.endSession({ request });
  await record.auditEvent({ requestId: `${requestId}.sign-out`, principal, action: 'sign-out', outcome: 'success' });
  return ended;
}

function toSignIn(request: Request, identity: Identity): Response {
  const { pathname, search } = new URL(request.url);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sessionEndedPage(identity.signInPath, pathname);
  }
  const location =
    pathname === '/' ? identity.signInPath : `${identity.signInPath}?return=${encodeURIComponent(pathname + search)}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
