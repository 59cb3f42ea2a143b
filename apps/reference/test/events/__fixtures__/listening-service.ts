import { appendFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { DigitalService, ModuleReference, ServiceContext } from '@baseplate-epr/contracts';

/** What the service does with what it hears. */
export interface ListeningOptions {
  /** Gets a line for each change, before the answer: process, patient, id, version, attempt. */
  readonly file: string;
  /** Never answers what concerns these patients; an abort is not listened to. */
  readonly deaf?: boolean;
}

/** A service that writes down what it hears, for tests that kill its process. */
export function listeningService(options: ListeningOptions): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: 'reference',
    module: import.meta.url,
    factory: 'createListeningService',
    options,
    // It writes a file and ends the record's process, which it could not from anywhere else.
    runs: 'inline',
  };
}

/**
 * Makes the service. Its process ends the hard way while it hears of the resource that `DIES_AT` names, after the line is written and before it
 * answers. No option says so: options that were applied win over those that another start names.
 */
export function createListeningService({ file, deaf }: ListeningOptions): DigitalService {
  async function hear({ event, record }: ServiceContext): Promise<Response> {
    if (event === undefined) return new Response(null, { status: 404 });
    if (deaf) await new Promise(() => undefined);
    const read = await record.fetch(`/fhir/${event.type}/${event.id}`);
    if (!read.ok) return new Response(null, { status: 503 });
    await wait(Math.random() * 3);
    const { patients, id, versionId, attempt } = event;
    appendFileSync(file, `${process.pid} ${patients.join()} ${id} ${versionId} ${attempt}\n`);
    if (id === process.env.DIES_AT) process.kill(process.pid, 'SIGKILL');
    return new Response(null, { status: 204 });
  }
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: {
      name: 'listening',
      contractVersion: 1,
      title: 'Listening',
      scopes: ['system/Observation.rs'],
      slots: [],
      assets: [],
      subscribes: [{ type: 'Observation' }],
    },
    start: async () => {},
    stop: async () => {},
    health: async () => ({ status: 'pass' }),
    fetch: async (_request, context) => hear(context),
  };
}
