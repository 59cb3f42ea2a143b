import { BaseplateError, type Identity, type IdentityContext, type Principal } from '@baseplate-epr/contracts';
import type { LocalIdentityOptions } from './local-identity-options.ts';
import { isLoopback, requireLoopback } from './loopback.ts';
import { defaultPersonas } from './persona.ts';
import { principalOf } from './principal-of.ts';
import { roles } from './role.ts';
import { isSameOrigin, safeReturnPath } from './same-origin.ts';
import { secretKey } from './secret-key.ts';
import { createSessions, type Sessions, sessionCookie } from './sessions.ts';
import { signInPage } from './sign-in-page.ts';
import { signInStyle } from './sign-in-style.ts';
import { createTokens, type TokenClaims, type Tokens } from './tokens.ts';

const routes = '/identity';
const signInPath = `${routes}/sign-in`;

interface Running {
  readonly context: IdentityContext;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
}

/**
 * The local identity: personas and tokens, no passwords.
 *
 * Sessions and the signing key are kept in the state store, so they survive a restart and are shared by all processes.
 * Requests whose Host is not a loopback name are refused (a web page elsewhere could otherwise point its own name here).
 */
export function createLocalIdentity(options: LocalIdentityOptions): Identity {
  const personas = options.personas ?? defaultPersonas;
  const organisation = options.organisation ?? { odsCode: 'RXX01', display: 'Riverside NHS Trust' };
  const lifetime = options.sessionLifetime ?? 43_200;
  let started: Running | undefined;
  /** The origin that a request came to last, found to be this machine's. */
  let ownOrigin: string | undefined;
  /** By the claims, of which there is one object for each token that is remembered as verified. */
  const principals = new WeakMap<TokenClaims, Principal>();

  function running(): Running {
    if (started !== undefined) return started;
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The local identity is not started. Start the assembly first.',
    });
  }

  function foreignHost({ url }: Request): boolean {
    if (options.allowNonLoopback !== undefined) return false;
    const origin = url.slice(0, url.indexOf('/', url.indexOf('://') + 3));
    if (origin === ownOrigin) return false;
    if (!isLoopback(new URL(url).hostname)) return true;
    ownOrigin = origin;
    return false;
  }

  async function bearer(request: Request) {
    const header = request.headers.get('authorization');
    if (header === null) return { outcome: 'anonymous' } as const;
    const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header)?.[1];
    if (token === undefined) {
      return { outcome: 'refused', reason: 'The Authorization header must hold a bearer token.' } as const;
    }
    try {
      const claims = await running().tokens.verify(token);
      const known = principals.get(claims);
      if (known !== undefined) return { outcome: 'authenticated', principal: known } as const;
      const { subject, scopes } = claims;
      const role = roles.find((candidate) => candidate.code === subject);
      const persona =
        personas.find((candidate) => candidate.id === subject) ??
        (role && { id: role.code, display: role.display, role: role.code, description: '' });
      const principal = persona && principalOf(persona, organisation, scopes);
      if (principal !== undefined) {
        principals.set(claims, principal);
        return { outcome: 'authenticated', principal } as const;
      }
      return {
        outcome: 'refused',
        reason: 'The bearer token names nobody who is known here. Get a new one (baseplate token).',
      } as const;
    } catch {
      // Which part of a forged token is wrong helps only its forger.
      return {
        outcome: 'refused',
        reason: 'The bearer token is malformed, altered or expired. Get a new one (baseplate token).',
      } as const;
    }
  }

  async function session(request: Request) {
    const found = await running().sessions.find(request);
    const persona = found && personas.find((candidate) => candidate.id === found.personaId);
    const principal = persona && principalOf(persona, organisation);
    if (found === undefined || principal === undefined) return { outcome: 'anonymous' } as const;
    return { outcome: 'authenticated', principal, session: found.session } as const;
  }

  function page(status: number, returnPath: string, problem?: string): Response {
    const body = signInPage({ personas, returnPath, routes, ...(problem === undefined ? {} : { problem }) });
    return new Response(body, {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    });
  }

  async function signIn(request: Request): Promise<Response> {
    const form = new URLSearchParams(await request.text());
    const returnPath = safeReturnPath(form.get('return'));
    if (!isSameOrigin(request)) return page(403, returnPath, 'The form came from another page. Choose again here.');
    const persona = personas.find((candidate) => candidate.id === form.get('persona'));
    if (persona === undefined) return page(422, returnPath, 'Choose one of the people below.');
    await running().sessions.end(request);
    const begun = await running().sessions.begin(persona.id);
    const cookie = `${sessionCookie}=${begun.id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${lifetime}`;
    return new Response(null, {
      status: 303,
      headers: { location: returnPath, 'set-cookie': cookie, 'cache-control': 'no-store' },
    });
  }

  return {
    contract: 'identity',
    contractVersion: 1,
    routes,
    signInPath,
    async start(context) {
      const unknown = personas.filter((persona) => !roles.some((role) => role.code === persona.role));
      if (unknown.length > 0) {
        throw new BaseplateError({
          code: 'configuration-invalid',
          message: `Unknown role of persona ${unknown.map((persona) => persona.id).join(', ')}. Use one of: ${roles.map((role) => role.code).join(', ')}.`,
        });
      }
      if (context.address !== undefined) requireLoopback(context.address.hostname, options.allowNonLoopback);
      const { state, clock, randomBytes } = context;
      const key = await secretKey(state, 'token-key', randomBytes);
      started = {
        context,
        sessions: createSessions({ state, clock, lifetime, randomBytes }),
        tokens: createTokens({ key, clock }),
      };
    },
    async stop() {
      started = undefined;
    },
    async health() {
      return started === undefined
        ? { status: 'fail', reason: 'The local identity is not started.' }
        : { status: 'pass' };
    },
    async authenticate({ request, by }) {
      if (foreignHost(request)) {
        return {
          outcome: 'refused',
          reason: 'This record is for trying things out on one machine; open it as http://127.0.0.1.',
        };
      }
      return by === 'bearer' ? bearer(request) : session(request);
    },
    async fetch(request) {
      const { pathname, searchParams } = new URL(request.url);
      if (foreignHost(request)) return new Response('Open this record as http://127.0.0.1.', { status: 403 });
      if (pathname === `${routes}/sign-in.css` && request.method === 'GET') {
        return new Response(signInStyle, {
          headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=3600' },
        });
      }
      if (pathname !== signInPath) return new Response('There is no such page.', { status: 404 });
      if (request.method === 'GET' || request.method === 'HEAD')
        return page(200, safeReturnPath(searchParams.get('return')));
      if (request.method === 'POST') return signIn(request);
      return new Response('Use GET or POST.', { status: 405, headers: { allow: 'GET, HEAD, POST' } });
    },
    async endSession({ request }) {
      await running().sessions.end(request);
      return { headers: new Headers({ 'set-cookie': `${sessionCookie}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0` }) };
    },
    async directory() {
      const users = personas.map(({ description: _, ...persona }) => ({ ...persona, organisation }));
      return { users, roles };
    },
    async issueToken({ role, timeToLive, scopes }) {
      if (!roles.some((candidate) => candidate.code === role) && !personas.some((persona) => persona.id === role)) {
        throw new BaseplateError({
          code: 'input-invalid',
          message: `There is no role or persona "${role}". Use one of: ${[...new Set([...roles.map((known) => known.code), ...personas.map((persona) => persona.id)])].join(', ')}.`,
        });
      }
      if (!Number.isInteger(timeToLive) || timeToLive < 1 || timeToLive > 86_400) {
        throw new BaseplateError({
          code: 'input-invalid',
          message: 'A token lives for 1 second to 24 hours. Give a time in that range, such as 1h.',
        });
      }
      return running().tokens.issue({ subject: role, ...(scopes === undefined ? {} : { scopes }) }, timeToLive);
    },
  };
}
