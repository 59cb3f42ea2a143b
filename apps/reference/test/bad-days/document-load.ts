import { setTimeout as wait } from 'node:timers/promises';
import { send } from '../crash/crash-round.ts';

/** What became of the requests of one kind. */
export interface Kind {
  readonly statuses: number[];
  /** Texts of answers with 503. */
  readonly told: Set<string>;
  /** Those that ended without an answer. */
  readonly broken: string[];
  /** The longest that one took, in milliseconds. */
  slowest: number;
}

/** Requests of all kinds, made all the time until it is stopped. */
export interface DocumentLoad {
  readonly writes: Kind;
  readonly reads: Kind;
  readonly uploads: Kind;
  readonly downloads: Kind;
  /** Ids of the Binaries that were acknowledged, with their bytes. */
  readonly acknowledged: Map<string, Buffer>;
  stop(): Promise<void>;
}

const kind = (): Kind => ({ statuses: [], told: new Set(), broken: [], slowest: 0 });

/** Begins to write and read resources, and to upload and download documents, each by several callers at once. */
export function startDocumentLoad(url: string, token: string): DocumentLoad {
  const kinds = { writes: kind(), reads: kind(), uploads: kind(), downloads: kind() };
  const acknowledged = new Map<string, Buffer>();
  let going = true;
  let uploads = 0;

  const ask = async (noted: Kind, request: () => Promise<Response>): Promise<Response | undefined> => {
    const begun = performance.now();
    try {
      const response = await request();
      const body = Buffer.from(await response.arrayBuffer());
      noted.statuses.push(response.status);
      if (response.status === 503) noted.told.add(body.toString());
      return new Response(body, response);
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
      noted.broken.push(`${String(error)}: ${cause}`);
      return undefined;
    } finally {
      noted.slowest = Math.max(noted.slowest, performance.now() - begun);
    }
  };

  const write = async (name: string): Promise<void> => {
    const body = JSON.stringify({ resourceType: 'Basic', id: name, code: { text: 'written all the time' } });
    await ask(kinds.writes, () => send(url, token, `/Basic/${name}`, body, 'PUT'));
    await ask(kinds.reads, () => send(url, token, `/Basic/${name}`));
    await ask(kinds.reads, () => send(url, token, `/Basic?_id=${name}`));
  };
  const upload = async (): Promise<void> => {
    uploads += 1;
    // One in ten is put together from parts.
    const bytes = Buffer.alloc(uploads % 10 === 0 ? 6_000_000 : 30_000, `letter ${uploads} `);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/pdf' };
    const body = new Uint8Array(bytes);
    const response = await ask(kinds.uploads, () => fetch(`${url}/fhir/Binary`, { method: 'POST', headers, body }));
    const id = /Binary\/([^/]+)/.exec(response?.headers.get('location') ?? '')?.[1];
    if (response?.ok === true && id !== undefined) acknowledged.set(id, bytes);
  };
  const download = async (number: number): Promise<void> => {
    const ids = [...acknowledged.keys()];
    const id = ids[number % Math.max(1, ids.length)];
    if (id === undefined) return;
    const response = await ask(kinds.downloads, () => downloadBinary(url, token, id));
    if (response?.ok !== true) return;
    const bytes = Buffer.from(await response.arrayBuffer());
    if (acknowledged.get(id)?.equals(bytes) !== true) kinds.downloads.broken.push('other bytes than were put');
  };
  const on = async (work: (number: number) => Promise<void>): Promise<void> => {
    for (let number = 0; going; number += 1) {
      await work(number);
      await wait(10);
    }
  };
  const callers = [on(() => write('one')), on(() => write('two')), on(upload), on(upload), on(download), on(download)];
  return {
    ...kinds,
    acknowledged,
    stop: async () => {
      going = false;
      await Promise.all(callers);
    },
  };
}

/** A Binary as its bytes. */
export function downloadBinary(url: string, token: string, id: string): Promise<Response> {
  return fetch(`${url}/fhir/Binary/${id}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/pdf' },
  });
}
