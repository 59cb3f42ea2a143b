import { extname } from 'node:path';
import { type AssemblyConfiguration, lostFromFragment, openAssembly, styleProblems } from '@baseplate-epr/composer';
import type { ServiceWorld } from '@baseplate-epr/conformance';
import {
  BaseplateError,
  type ContractName,
  type ModuleContext,
  type ModuleReference,
  type RecordHandle,
  type ServiceManifest,
} from '@baseplate-epr/contracts';
import { fixedStories, generatePopulation } from '@baseplate-epr/synthetic-population';
import { secretsIn } from './secrets-in.ts';
import { type WorldToken, worldPrincipal, worldServicePrincipal } from './world-principal.ts';

/** A record in memory with synthetic patients. */
export interface OpenWorld extends ServiceWorld {
  close(): Promise<void>;
}

/** So many of the population's patients; the first are told by hand and have much in their charts. */
const patients = 4;

/** The moment at which the population is told, and that the record takes for now. */
const now = Date.UTC(2026, 10, 21, 8, 14);

const origin = 'http://127.0.0.1:3000';

/** Opens a real record over memory stores, and fills it, so that services can be tried with it. */
export async function openWorld(randomBytes: ModuleContext['randomBytes']): Promise<OpenWorld> {
  const quiet = () => undefined;
  const organisation = { name: 'Riverside NHS Trust', odsCode: 'RXX01' };
  const assembly = await openAssembly({
    configuration: configurationOf(organisation),
    context: { clock: { now: () => now }, logger: { info: quiet, warn: quiet, error: quiet }, randomBytes },
    listen: true,
  });
  const handle = (scopes: readonly string[], by: WorldToken['by'] = 'person'): RecordHandle => ({
    async fetch(input, init) {
      const request = new Request(typeof input === 'string' ? new URL(input, origin) : input, init);
      const { origin: asked, pathname } = new URL(request.url);
      const isOfAssembly = /^\/assembly(\/|$)/.test(pathname) && scopes.some((scope) => scope.startsWith('assembly.'));
      if (asked !== origin || !(isOfAssembly || /^\/fhir(\/|$)/.test(pathname))) {
        throw new BaseplateError({
          code: 'input-invalid',
          message:
            'A service asked its record handle for an address outside the record. Use paths that begin with /fhir/.',
        });
      }
      const token: WorldToken = { scopes, by };
      request.headers.set('authorization', `Bearer ${Buffer.from(JSON.stringify(token)).toString('base64url')}`);
      return assembly.fetch(request);
    },
  });
  let asks = 0;
  const everything = handle(worldPrincipal.scopes);
  const secrets = new Set<string>();
  for (const { text } of generatePopulation({ patients, seed: 1, now })) {
    const headers = { 'content-type': 'application/fhir+json' };
    const { status } = await everything.fetch('/fhir', { method: 'POST', headers, body: text });
    if (status !== 200) throw new Error(`The record refused a synthetic patient (${status}).`);
    for (const secret of secretsIn(text)) secrets.add(secret);
  }
  return {
    patients: fixedStories.slice(0, patients).map(({ patientId }) => patientId),
    secrets: [...secrets],
    principal: worldPrincipal,
    organisation,
    now,
    record: ({ scopes }) => handle(scopes),
    ownRecord: (manifest) => handle(systemScopesOf(manifest), 'service'),
    async events(manifest) {
      const { name, subscribes = [] } = manifest;
      const service = { name, scopes: systemScopesOf(manifest) };
      const asked = {
        principal: worldServicePrincipal,
        service,
        requestId: `events-${++asks}`,
        subscriptions: subscribes,
      };
      const { events } = await assembly.record.events({ ...asked, limit: 10_000 });
      return events.map((event) => ({ ...event, attempt: 1 }));
    },
    lost: lostFromFragment,
    styleProblems,
    close: () => assembly.stop(),
  };
}

function systemScopesOf({ scopes }: ServiceManifest): readonly string[] {
  return scopes.filter((scope) => scope.startsWith('system/'));
}

function configurationOf(organisation: AssemblyConfiguration['organisation']): AssemblyConfiguration {
  const module = new URL(`./world-modules${extname(import.meta.url)}`, import.meta.url).href;
  const reference = <Name extends ContractName>(contract: Name, factory: string): ModuleReference<Name> => ({
    contract,
    contractVersion: 1,
    package: '@baseplate-epr/cli',
    module,
    factory,
    options: {},
  });
  return {
    organisation,
    hosting: { server: reference('host', 'worldHost'), identity: reference('identity', 'worldIdentity') },
    data: {
      records: reference('record-store', 'worldRecords'),
      documents: reference('document-store', 'worldDocuments'),
      audit: reference('audit-log', 'worldAudit'),
      state: reference('state-store', 'worldState'),
    },
    services: [reference('digital-service', 'worldShell')],
  };
}
