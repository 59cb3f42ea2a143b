import { setTimeout as wait } from 'node:timers/promises';
import { send } from '../crash/crash-round.ts';

/** Reads and writes of resources, made all the time until it is stopped. */
export interface RecordLoad {
  /** By resource, the versions that were acknowledged. */
  readonly acknowledged: ReadonlyMap<string, readonly number[]>;
  /** By resource, writes that were refused with 503. */
  readonly refused: ReadonlyMap<string, number>;
  readonly statuses: ReadonlySet<number>;
  /** Texts of answers with 503. */
  readonly told: ReadonlySet<string>;
  /** Requests that ended without an answer. */
  readonly broken: readonly string[];
  /** Requests answered well so far, and refused. */
  readonly count: { well: number; refused: number };
  /** The longest that one took, in milliseconds. */
  slowest(): number;
  stop(): Promise<void>;
}

/** Begins to write and read, by several callers at once. */
export function startRecordLoad(url: string, token: string): RecordLoad {
  const acknowledged = new Map<string, number[]>();
  const refused = new Map<string, number>();
  const statuses = new Set<number>();
  const told = new Set<string>();
  const broken: string[] = [];
  const count = { well: 0, refused: 0 };
  let slowest = 0;
  let going = true;

  const ask = async (path: string, body?: string): Promise<Response | undefined> => {
    const begun = performance.now();
    try {
      const response = await send(url, token, path, body, 'PUT');
      const text = await response.text();
      statuses.add(response.status);
      count[response.ok ? 'well' : 'refused'] += 1;
      if (response.status === 503) told.add(text);
      return response;
    } catch (error) {
      broken.push(String(error));
      return undefined;
    } finally {
      slowest = Math.max(slowest, performance.now() - begun);
    }
  };
  const write = async (id: string): Promise<void> => {
    const response = await ask(
      `/Basic/${id}`,
      `{"resourceType":"Basic","id":"${id}","code":{"text":"written all the time"}}`,
    );
    const version = Number(/W\/"(\d+)"/.exec(response?.headers.get('etag') ?? '')?.[1]);
    const versions = acknowledged.get(id) ?? [];
    acknowledged.set(id, versions);
    if (response?.ok) versions.push(version);
    else refused.set(id, (refused.get(id) ?? 0) + 1);
  };
  const caller = async (name: string): Promise<void> => {
    for (let round = 0; going; round += 1) {
      const id = `${name}-${round % 5}`;
      await write(id);
      await ask(`/Basic/${id}`);
      await ask(`/Basic?_id=${id}`);
      await wait(5);
    }
  };
  const callers = ['one', 'two', 'three', 'four'].map(caller);
  return {
    acknowledged,
    refused,
    statuses,
    told,
    broken,
    count,
    slowest: () => slowest,
    stop: async () => {
      going = false;
      await Promise.all(callers);
    },
  };
}
