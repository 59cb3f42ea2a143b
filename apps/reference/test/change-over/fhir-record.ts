import { systemToken } from '../crash/crash-round.ts';
import { type CommandRun, source, type Trust } from './trust.ts';

/** The words by which an apply accepts what a FHIR server cannot keep. */
export const acceptance = [
  '--accept-loss',
  ...['--by', 'A Caldicott Guardian'],
  ...['--reason', 'The old record is kept for as long.'],
];

/** What the record answered. */
export interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly body: {
    readonly total?: number;
    readonly name?: readonly { readonly family: string }[];
    readonly meta?: { readonly lastUpdated: string };
    readonly entry?: readonly {
      readonly response: { readonly etag: string };
      readonly resource?: { readonly meta?: { readonly lastUpdated: string } };
    }[];
  };
}

/** Asks the record of a trust as an outside application does. */
export async function asker({ data, url }: Pick<Trust, 'data' | 'url'>, environment: Readonly<Record<string, string>>) {
  const token = await systemToken(data, url, { configuration: source, environment });
  return async (method: string, path: string, body?: object, ifMatch?: string): Promise<Answer> => {
    const response = await fetch(`${url}/fhir/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/fhir+json',
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, etag: response.headers.get('etag'), body: text === '' ? {} : JSON.parse(text) };
  };
}

/** A patient with a name alone. */
export const patient = (id: string, family: string) => ({ resourceType: 'Patient', id, name: [{ family }] });

/** Acknowledged versions that the record does not show exactly once, each resource with all its versions from 1 on. */
export async function missing(
  ask: Awaited<ReturnType<typeof asker>>,
  acknowledged: readonly (readonly [string, number])[],
) {
  const faults: string[] = [];
  for (const [key, version] of acknowledged) {
    const { body } = await ask('GET', `${key}/_history?_count=1000`);
    const numbers = (body.entry ?? []).map(({ response }) => Number(/\d+/.exec(response.etag)?.[0]));
    const isWhole = numbers.every((number, place) => number === numbers.length - place);
    // The bytes of a Binary come without a resource around them.
    const newest = key.startsWith('Binary/') ? numbers[0] : Number(/\d+/.exec((await ask('GET', key)).etag ?? '')?.[0]);
    const isCurrent = newest === numbers[0];
    if (!isWhole || !isCurrent || numbers.length < version || body.total !== numbers.length)
      faults.push(`${key}: ${numbers}, and ${newest} is read`);
  }
  return faults;
}

/** Runs a command as its words say: again, where it stood still for so long that the others went on without it, as on a machine that is very busy. */
export async function led(trust: Trust, words: readonly string[]): Promise<CommandRun> {
  for (;;) {
    const done = await trust.run(words);
    if (done.code === 0 || !done.said.includes('run the same command again')) return done;
  }
}
