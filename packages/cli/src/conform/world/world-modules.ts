import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
} from '@baseplate-epr/conformance';
import type { DigitalService, Host, Identity } from '@baseplate-epr/contracts';
import { type WorldToken, worldPrincipal, worldServicePrincipal } from './world-principal.ts';

// The modules of the record that services are tried with: everything in memory, and nobody can reach it from outside.

export const worldRecords = () => createMemoryRecordStore();
export const worldDocuments = () => createMemoryDocumentStore();
export const worldAudit = () => createMemoryAuditLog();
export const worldState = () => createMemoryStateStore();

const idle = {
  start: async () => undefined,
  stop: async () => undefined,
  health: async () => ({ status: 'pass' }) as const,
};

/** Listens nowhere: the assembly is asked directly. */
export const worldHost = (): Host => ({
  ...idle,
  contract: 'host',
  contractVersion: 1,
  address: { hostname: '127.0.0.1', port: 3000 },
  listen: async () => ({ url: 'http://127.0.0.1:3000' }),
});

/** Recognises the one person of the trial; the token says what she is narrowed to. */
export const worldIdentity = (): Identity => ({
  ...idle,
  contract: 'identity',
  contractVersion: 1,
  routes: '/identity',
  signInPath: '/identity/sign-in',
  async authenticate({ request }) {
    const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    if (token === undefined) return { outcome: 'anonymous' };
    const { scopes: tokenScopes, by } = JSON.parse(Buffer.from(token, 'base64url').toString()) as WorldToken;
    const who = by === 'service' ? worldServicePrincipal : worldPrincipal;
    return { outcome: 'authenticated', principal: { ...who, tokenScopes } };
  },
  fetch: async () => new Response(null, { status: 404 }),
  endSession: async () => ({ headers: new Headers() }),
});

/** An assembly needs a user interface; nobody looks at this one. */
export const worldShell = (): DigitalService => ({
  ...idle,
  contract: 'digital-service',
  contractVersion: 1,
  manifest: {
    name: 'shell',
    contractVersion: 1,
    title: 'Shell',
    scopes: [],
    slots: [],
    assets: [],
    userInterface: true,
  },
  fetch: async () => new Response(''),
});
