import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BaseplateOptions, BaseplateProcess } from '../start/run-baseplate.ts';
import { runBaseplate } from '../start/run-baseplate.ts';
import { tokenBeside } from '../start/token-beside.ts';

/** Versions that the record acknowledged: `Type/id` and the version's number. */
export type Acknowledged = Map<string, number>;

const fhir = 'application/fhir+json';

/** How a token is made. */
export interface TokenOptions extends Pick<BaseplateOptions, 'configuration' | 'environment'> {
  /** Name of the file of the record's state among its data; default: `state.db`. */
  readonly stateFile?: string;
}

/** A system token, from the file of the record's state, or where that is elsewhere from the command that scripts use. */
export async function systemToken(
  data: string,
  url: string,
  { stateFile = 'state.db', ...chosen }: TokenOptions = {},
): Promise<string> {
  const state = join(data, stateFile);
  if (existsSync(state)) return tokenBeside(state);
  const command = runBaseplate(['token'], { data, port: new URL(url).port, ...chosen });
  if ((await command.ended) !== 0) throw new Error(`No token: ${command.said()}`);
  return command.answered().trim();
}

/** A FHIR request with a token. */
export function send(url: string, token: string, path: string, body?: string, method = 'POST'): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': fhir };
  return fetch(`${url}/fhir${path}`, body === undefined ? { headers } : { method, headers, body });
}

/** Writes from several callers at once until the record is gone; notes what was acknowledged, and nothing else. */
export async function writeUntilKilled(
  url: string,
  token: string,
  round: number,
  acknowledged: Acknowledged,
): Promise<void> {
  const writer = async (name: string) => {
    try {
      for (let n = 0; ; n += 1) {
        if (n % 3 === 0) await transaction(name, n);
        else await update(name, n);
      }
    } catch {
      // The record was killed: the request in hand was not acknowledged.
    }
  };
  const update = async (name: string, n: number) => {
    const key = `Basic/${name}`;
    const body = JSON.stringify({ resourceType: 'Basic', id: name, code: { text: `change ${n}` } });
    const response = await send(url, token, `/${key}`, body, 'PUT');
    await response.arrayBuffer();
    if (response.ok) acknowledged.set(key, Number(/\d+/.exec(response.headers.get('etag') ?? '')?.[0]));
  };
  const transaction = async (name: string, n: number) => {
    const ids = ['a', 'b', 'c'].map((part) => `${name}-${n}-${part}`);
    const entry = ids.map((id) => ({
      resource: { resourceType: 'Basic', id, code: { text: 'one of three' } },
      request: { method: 'PUT', url: `Basic/${id}` },
    }));
    const response = await send(url, token, '', JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }));
    await response.arrayBuffer();
    if (response.ok) for (const id of ids) acknowledged.set(`Basic/${id}`, 1);
  };
  await Promise.all(Array.from({ length: 6 }, (_, place) => writer(`round-${round}-${place}`)));
}

/** What is wrong with what the record holds after it was killed. */
export async function faultsIn(url: string, token: string, acknowledged: Acknowledged): Promise<string[]> {
  const faults: string[] = [];
  for (const [key, version] of acknowledged) {
    const response = await send(url, token, `/${key}/_history?_count=1000`);
    const history = await bundleIn(response);
    const versions = (history.entry ?? []).map(({ resource }) => Number(resource.meta.versionId));
    // Newest first, each once, from at least the acknowledged one down to the first.
    const newest = versions[0] ?? 0;
    const whole = versions.every((number, place) => number === newest - place) && versions.length === newest;
    // One more than was acknowledged may be there: the kill fell between commit and answer.
    if (!whole || newest < version || newest > version + 1) faults.push(`${key}: ${versions} instead of ${version}`);
  }
  return faults;
}

/** Transactions of which a part is there and a part is not. */
export async function halves(url: string, token: string): Promise<string[]> {
  const parts = new Map<string, number>();
  let next: string | undefined = '/Basic?_count=500&_elements=id';
  while (next !== undefined) {
    const page = await bundleIn(await send(url, token, next));
    for (const { resource } of page.entry ?? []) {
      const [, group] = /^(.*)-[abc]$/.exec(resource.id) ?? [];
      if (group !== undefined) parts.set(group, (parts.get(group) ?? 0) + 1);
    }
    const link: string | undefined = page.link?.find(({ relation }) => relation === 'next')?.url;
    next = link?.slice(link.indexOf('/fhir') + '/fhir'.length);
  }
  return [...parts].filter(([, count]) => count !== 3).map(([group]) => group);
}

/** What these tests read of a Bundle. */
export interface AnsweredBundle {
  readonly total?: number;
  readonly entry?: readonly {
    readonly resource: { readonly id: string; readonly meta: { readonly versionId: string } };
  }[];
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
}

/** The Bundle of an answer. @throws an Error with the status of any other answer */
export async function bundleIn(response: Response): Promise<AnsweredBundle> {
  const body: unknown = await response.json();
  if (isBundle(body)) return body;
  throw new Error(`Not a Bundle: status ${response.status}`);
}

function isBundle(body: unknown): body is AnsweredBundle {
  return typeof body === 'object' && body !== null && 'resourceType' in body && body.resourceType === 'Bundle';
}

/** Kills a process the hard way and waits until it is gone. */
export async function kill(command: BaseplateProcess): Promise<void> {
  await command.stop('SIGKILL');
}
