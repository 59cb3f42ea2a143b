import { BaseplateError, type DigitalService, type Health, type ModuleReference } from '@baseplate-epr/contracts';
import { reference } from './modules.ts';

/** What one of these services does. */
export interface GreeterOptions {
  readonly name?: string;
  readonly says: string;
  readonly scopes?: readonly string[];
  /** Name of a style sheet that says the same; absent: there is none. */
  readonly style?: string;
  readonly health?: Health['status'];
  /** It fails when it is started. */
  readonly broken?: boolean;
  readonly userInterface?: boolean;
}

/** What of these services is running in this process, once for each that is. */
export const running: string[] = [];
/** What of them fails at its next start. */
export const refusing = new Set<string>();
const gates = new Map<string, PromiseWithResolvers<void>>();

/** Lets everything go on that waits in services which say this. */
export function openGate(says: string): void {
  gates.get(says)?.resolve();
}

/** Names a greeter in a configuration; another package is another supplier's. */
export function greeter(options: GreeterOptions, name = '@example/greeter'): ModuleReference<'digital-service'> {
  return { ...reference('digital-service', 'createGreeter', options), package: name, module: import.meta.url };
}

/** Says its words; `/wait` is answered when its gate is opened, `/keep` and `/kept` use its state, and nothing is at `/missing`.
 * `/drafts-kept` shows the drafts of a user interface. */
export function createGreeter(options: GreeterOptions): DigitalService {
  const {
    name = 'greeter',
    says,
    scopes = [],
    style,
    health = 'pass',
    broken = false,
    userInterface = false,
  } = options;
  let isStarted = false;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: {
      name,
      contractVersion: 1,
      title: name,
      scopes,
      slots: userInterface ? [] : [{ slot: 'main', path: '/card', title: name, order: 1, timeBudget: 1000 }],
      assets: style === undefined ? [] : [{ kind: 'style', path: `/${style}` }],
      userInterface,
    },
    async start() {
      if (broken || refusing.has(says))
        throw new BaseplateError({ code: 'module-unavailable', message: `${says} cannot start.` });
      running.push(says);
      isStarted = true;
    },
    async stop() {
      if (isStarted) running.splice(running.indexOf(says), 1);
      isStarted = false;
    },
    async health() {
      return health === 'pass' ? { status: 'pass' } : { status: health, reason: 'It is not well.' };
    },
    async fetch(request, { state, shell }) {
      const { pathname } = new URL(request.url);
      if (pathname === `/${style}`) return new Response(says, { headers: { 'content-type': 'text/css' } });
      if (pathname === '/wait') {
        const gate = gates.get(says) ?? Promise.withResolvers<void>();
        gates.set(says, gate);
        await gate.promise;
      }
      if (pathname.endsWith('/missing')) return new Response('no such page', { status: 404 });
      if (pathname === '/token') return new Response(shell?.csrfToken);
      if (pathname === '/keep') await state.set({ key: 'kept', value: says });
      if (pathname === '/kept') return page((await state.get({ key: 'kept' }))?.value ?? 'nothing');
      if (pathname === '/drafts-kept')
        return page(JSON.stringify((await state.list({ prefix: 'draft/', limit: 9 })).entries));
      return request.method === 'POST' ? new Response('no such form', { status: 404 }) : page(says);
    },
  };
}

function page(words: string): Response {
  return new Response(`<p>${words}</p>`, { headers: { 'content-type': 'text/html' } });
}
