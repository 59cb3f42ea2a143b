import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clinicianWorkspace } from '@baseplate-epr/clinician-workspace';
import { type Assembly, defineAssembly, openAssembly, systemContext } from '@baseplate-epr/composer';
import { localIdentity, type Persona } from '@baseplate-epr/identity-local';
import { nodeServer } from '@baseplate-epr/server-node';
import { Client } from 'fhir-kit-client';
import { openStores } from './stores.ts';

/** A real record that listens on a port of its own and keeps its data in a folder of its own. */
export interface OpenRecord {
  /** Its FHIR base. */
  readonly base: string;
  /** A bearer token for a role or persona. */
  token(role: string, options?: { readonly scopes?: readonly string[]; readonly timeToLive?: number }): Promise<string>;
  /** A FHIR client that somebody else wrote. */
  client(role: string): Promise<Client>;
  /** Sends a plain request; `line` is method and path below the base. */
  send(line: string, options?: SendOptions): Promise<Sent>;
  /** Puts its clock forward by milliseconds. */
  advance(milliseconds: number): void;
  /** Stops and opens again, on the same data and another port. */
  restart(): Promise<void>;
  /** Whether the audit is whole, also against what it was known to hold. */
  verifyAudit(): ReturnType<Assembly['record']['verifyAudit']>;
  stop(): Promise<void>;
}

/** What goes with a request. */
export interface SendOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Bytes of one resource that this record takes. */
export const resourceLimit = 2 * 1024 * 1024;

const patients: readonly Persona[] = ['ann', 'ben'].map((patient) => ({
  id: `patient-${patient}`,
  display: 'A Patient',
  role: 'patient',
  description: 'For tests',
  patient,
}));

/** Opens the reference assembly on the stores of this project of the test run, with no more of its screens than the shell. */
export async function openRecord(): Promise<OpenRecord> {
  const folder = await mkdtemp(join(tmpdir(), 'baseplate-api-'));
  const stores = await openStores(folder);
  const configuration = defineAssembly({
    organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
    hosting: { server: nodeServer({ port: 0 }), identity: localIdentity({ personas: patients }) },
    data: stores.data,
    services: [clinicianWorkspace()],
    limits: { resourceLength: resourceLimit },
  });
  let ahead = 0;
  const context = { ...systemContext(), clock: { now: () => Date.now() + ahead } };
  const open = () => openAssembly({ configuration, context, listen: true });
  let assembly = await open();
  const baseNow = () => `${assembly.url}/fhir`;

  const token: OpenRecord['token'] = async (role, { scopes, timeToLive = 600 } = {}) => {
    const issued = await assembly.identity.issueToken?.({ role, timeToLive, ...(scopes ? { scopes } : {}) });
    if (issued === undefined) throw new Error('The identity of the reference assembly makes no tokens.');
    return issued.token;
  };

  return {
    get base() {
      return baseNow();
    },
    token,
    client: async (role) => new Client({ baseUrl: baseNow(), bearerToken: await token(role) }),
    async send(line, { token: bearer, body, headers } = {}) {
      const [method = 'GET', path = ''] = line.split(/ (.*)/s);
      const response = await fetch(path.startsWith('http') ? path : baseNow() + path, {
        method,
        headers: {
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    advance(milliseconds) {
      ahead += milliseconds;
    },
    async restart() {
      await assembly.stop();
      assembly = await open();
    },
    verifyAudit: () => assembly.record.verifyAudit(),
    async stop() {
      await assembly.stop();
      await stores.close();
      await rm(folder, { recursive: true });
    },
  };
}
