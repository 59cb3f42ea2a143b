import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
} from '@baseplate-epr/conformance';
import {
  type AuditLog,
  BaseplateError,
  type ContractName,
  type Host,
  type Identity,
  type ModuleContext,
  type ModuleReference,
  type RequestHandler,
  type ServiceContext,
} from '@baseplate-epr/contracts';
import { html, idle, service } from './plain-service.ts';

/** Names one of this file's factories in a configuration. */
export function reference<Name extends ContractName>(
  contract: Name,
  factory: string,
  options: object = {},
): ModuleReference<Name> {
  const runs = contract === 'digital-service' ? { runs: 'inline' as const } : {};
  return {
    contract,
    contractVersion: 1,
    package: `@example/${factory}`,
    module: import.meta.url,
    factory,
    options,
    ...runs,
  };
}

export { formed, formedToo, looking, ruling, unasking } from './own-pages.ts';
export {
  farDocuments,
  farStore,
  forgetfulStore,
  fullDiskStore,
  fullDocuments,
  fullStore,
  hugeStore,
  keptState,
  namedStore,
  narrowStore,
  olderStore,
  sharedStore,
  supersededStore,
  tinyStore,
} from './stores.ts';
export { working } from './working.ts';

export const records = () => createMemoryRecordStore();
export const documents = () => createMemoryDocumentStore();
export const audit = () => createMemoryAuditLog();
export const state = () => createMemoryStateStore();

/** A host that listens nowhere: tests call the assembly's own `fetch`. */
export const server = (): Host => ({
  ...idle,
  contract: 'host',
  contractVersion: 1,
  address: { hostname: '127.0.0.1', port: 3000 },
  listen: async (_options: { readonly handler: RequestHandler }) => ({ url: 'http://127.0.0.1:3000' }),
});

const scopesOf: Readonly<Record<string, readonly string[]>> = {
  clerk: ['user/Patient.rs'],
  administrator: ['assembly.read', 'assembly.apply'],
  auditor: ['assembly.read'],
};

/**
 * Recognises `Authorization: Bearer <role>` and a cookie `session=<role>`; a doctor may read everything, a clerk patients only, and an
 * administrator no patient but the assembly.
 */
export const identity = (): Identity => {
  const principal = (role: string) => ({
    id: role,
    kind: 'practitioner' as const,
    display: role,
    role: { code: role, display: role },
    organisation: { odsCode: 'RXX01', display: 'Riverside' },
    purposeOfUse: 'TREAT',
    scopes: scopesOf[role] ?? ['user/*.cruds'],
  });
  return {
    ...idle,
    contract: 'identity',
    contractVersion: 1,
    routes: '/identity',
    signInPath: '/identity/sign-in',
    authenticate: async ({ request, by }) => {
      const header = by === 'bearer' ? request.headers.get('authorization') : request.headers.get('cookie');
      if (header === 'Bearer forged') return { outcome: 'refused', reason: 'The token does not hold.' };
      const role = /^(?:Bearer |session=)(\w+)$/.exec(header ?? '')?.[1];
      if (role === undefined) return { outcome: 'anonymous' };
      return { outcome: 'authenticated', principal: principal(role), session: { id: role, expiresAt: 0 } };
    },
    fetch: async () => new Response('sign in', { headers: { 'content-type': 'text/html' } }),
    endSession: async () => ({ headers: new Headers({ 'set-cookie': 'session=' }) }),
  };
};

/** Fails at its start with its own words. */
export const broken = ({ message }: { readonly message: string }) => ({
  ...records(),
  start: async () => {
    throw new BaseplateError({ code: 'storage-unavailable', message });
  },
});

/** An audit log that can go on no more once somebody has signed in. */
export const dyingAudit = (): AuditLog => {
  const log = createMemoryAuditLog();
  let given: ModuleContext | undefined;
  return {
    ...log,
    start: (context) => {
      given = context;
      return log.start(context);
    },
    append: async (options) => {
      if (!options.entries.some(({ action }) => action === 'sign-in')) return log.append(options);
      given?.failed?.('Its disk is gone.');
      throw new BaseplateError({ code: 'storage-unavailable', message: 'The disk is gone.' });
    },
  };
};

/** Shows every fragment of the slot `main` as JSON; `/sign-out` signs out; `/static.css` is public. */
export const shell = () =>
  service(
    'shell',
    async (request, { shell }) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/static.css') return new Response('body{}');
      if (pathname === '/boom') throw new Error('EDWARDS, Mary');
      if (shell === undefined) return html('no shell context', 500);
      if (pathname === '/sign-out')
        return new Response(null, { status: 303, headers: (await shell.signOut()).headers });
      const page = { patient: 'p', linkBase: '/patients/p/any', formFields: [], drafts: {}, layout: 'card' as const };
      const described = shell.fragments.list({ slot: 'main' });
      const results = await Promise.all(
        described.map(({ service: name, path }) => shell.fragments.fetch({ service: name, path, page })),
      );
      return Response.json(Object.fromEntries(described.map(({ service: name }, index) => [name, results[index]])));
    },
    { userInterface: true, slots: [], assets: [{ kind: 'style', path: '/static.css' }] },
  );

/** A service that behaves: it reads through the record and draws. */
export const good = () =>
  service('good', async (_request, { record }) => {
    const patients = await record.fetch('/fhir/Patient?_summary=count');
    const observations = await record.fetch('/fhir/Observation');
    return html(
      `<p onclick="x()">${patients.status} ${observations.status}</p><script>alert(1)</script><a href="https://evil.example">x</a>`,
    );
  });
/** The same to every caller, in its own time: what stands beside it must not be felt. */
export const neighbour = () =>
  service(
    'neighbour',
    async (_request, { record }) => html(`<p>${(await record.fetch('/fhir/Patient?_summary=count')).status}</p>`),
    { slots: [{ slot: 'main', path: '/card', title: 'neighbour', order: 1, timeBudget: 2000 }] },
  );
export const slow = () => service('slow', () => new Promise(() => {}));
export const throwing = () =>
  service('throwing', async () => {
    throw new Error('EDWARDS, Mary');
  });
export const babbling = () => service('babbling', async () => new Response('x', { status: 418 }));
export const huge = () => service('huge', async () => html('x'.repeat(2_000_000)));

/** Keeps its record handle and uses it after its request. */
export const hoarding = () => {
  let kept: ServiceContext['record'] | undefined;
  return service('hoarding', async (_request, { record }) => {
    const earlier = kept;
    kept = record;
    if (earlier === undefined) return html('first');
    const refused = await earlier.fetch('/fhir/Patient').catch((error: unknown) => error);
    return html(refused instanceof Error ? refused.message : 'it worked');
  });
};

/** Says which headers it was given, and tries to leave things behind. */
export const prying = () =>
  service(
    'prying',
    async (request) =>
      new Response([...request.headers].map(([name, value]) => `${name}=${value}`).join('\n') + request.url, {
        headers: {
          'content-type': request.url.endsWith('.js') ? 'text/javascript' : 'text/plain',
          'set-cookie': 'session=stolen',
          'clear-site-data': '"*"',
          'cache-control': 'public, max-age=600',
          'access-control-allow-origin': '*',
        },
      }),
    { assets: [{ kind: 'style', path: '/prying.css' }] },
  );

/** Would have its script run in everybody's pages. */
export const scripted = () =>
  service('scripted', async () => html(''), { assets: [{ kind: 'script', path: '/scripted.js' }] });

/** Asks its record handle for other addresses. */
export const roaming = () =>
  service('roaming', async (_request, { record }) => {
    const asked = [
      'http://evil.example/fhir/Patient',
      '//evil.example/fhir/Patient',
      '/fhir/../identity/sign-in',
      '/fhirs',
      '/xyzw/Patient',
    ];
    const answers = await Promise.all(
      asked.map((path) =>
        record.fetch(path).then(
          () => 'let through',
          () => 'refused',
        ),
      ),
    );
    const same = await record.fetch('http://127.0.0.1:3000/fhir/Patient?_summary=count');
    return html(`<p>${answers.join(' ')} ${same.status}</p>`);
  });

/** Goes on after its time is over. */
export const lingering = () => {
  let late = 'not yet';
  return service('lingering', async (_request, { record, signal }) => {
    if (late !== 'not yet') return html(`<p>${late}</p>`);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    late = await record.fetch('/fhir/Patient').then(
      () => 'it worked',
      (error: unknown) => (error instanceof Error ? error.message : 'failed'),
    );
    throw new Error('EDWARDS, Mary');
  });
};

/** Not even a promise. */
export const sudden = () =>
  service('sudden', () => {
    throw new Error('EDWARDS, Mary');
  });

/** Requires things that no assembly here has, and each other. */
export const needy = () =>
  service('needy', async () => html('needy'), {
    requires: [
      { service: 'absent' },
      { service: 'circular' },
      { contract: 'record-store', capability: 'multipleProcesses' },
      { contract: 'state-store', capability: 'telepathy' },
    ],
  });
export const circular = () => service('circular', async () => html('circular'), { requires: [{ service: 'needy' }] });

/** Hears of patients, and reads each. */
export const hearing = ({ scopes = ['system/Patient.rs'] }: { readonly scopes?: readonly string[] }) =>
  service(
    'hearing',
    async (_request, { event, record, state }) => {
      if (event === undefined) return html((await state.get({ key: 'heard' }))?.value ?? 'nothing');
      const read = await record.fetch(`/fhir/Patient/${event.id}`);
      await state.set({ key: 'heard', value: `${event.interaction} ${event.id} ${read.status}` });
      return new Response(null, { status: 204 });
    },
    { scopes, subscribes: [{ type: 'Patient' }] },
  );

/** `/wait` is answered once somebody asks for `/open`; everything else at once. */
export const gated = ({ answer }: { readonly answer: string }) => {
  const gate = Promise.withResolvers<void>();
  return service('gated', async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/open') gate.resolve();
    if (pathname === '/wait') await gate.promise;
    return html(answer);
  });
};
export { gated as gatedToo };
