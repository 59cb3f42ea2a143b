import { nobody } from './nobody.ts';
import type { ServiceRunner } from './service-runner.ts';

/** Milliseconds that files of a service are served after it has been replaced: as long as somebody may take to scroll in an open page. */
const keptFor = 10 * 60_000;
/** Largest file kept, and the most that is kept together, in bytes. */
const fileLimit = 2_000_000;
const sumLimit = 20_000_000;
/** Milliseconds a service has to give its files. */
const givingTime = 5000;

/** Style sheets and other declared files of services that have been replaced: pages made by them are still open, and ask for them. */
export interface KeptAssets {
  /** Asks a service for its files while it still answers. A file that it does not give is not kept. */
  keep(runner: ServiceRunner): Promise<void>;
  /** The file at this path of the record; `undefined` if there is none any more. */
  find(path: string): Response | undefined;
}

interface Kept {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: readonly (readonly [string, string])[];
  readonly until: number;
}

/** Keeps none at first. What a path answers never changes, by the contract, so a path is kept once. */
export function createKeptAssets({ now }: { now(): number }): KeptAssets {
  const files = new Map<string, Kept>();
  const forget = () => {
    for (const [path, { until }] of files) if (until < now()) files.delete(path);
    let sum = [...files.values()].reduce((total, { body }) => total + body.byteLength, 0);
    for (const [path, { body }] of files) {
      if (sum <= sumLimit) return;
      files.delete(path);
      sum -= body.byteLength;
    }
  };
  return {
    async keep(runner) {
      await Promise.all(
        runner.manifest.assets.map(async ({ path }) => {
          const file = await fileOf(runner, path).catch(() => undefined);
          if (file === undefined) return;
          const place = placeOf(runner, path);
          // Put last again: what was kept first is forgotten first.
          files.delete(place);
          files.set(place, { ...file, until: now() + keptFor });
        }),
      );
      forget();
    },
    find(path) {
      const file = files.get(path);
      if (file === undefined || file.until < now()) return undefined;
      return new Response(file.body, { headers: file.headers.map(([name, value]): [string, string] => [name, value]) });
    },
  };
}

function placeOf({ manifest }: ServiceRunner, path: string): string {
  return manifest.userInterface === true ? path : `/services/${manifest.name}${path}`;
}

async function fileOf(runner: ServiceRunner, path: string): Promise<Omit<Kept, 'until'> | undefined> {
  const signal = AbortSignal.timeout(givingTime);
  const late = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
  const answer = await Promise.race([
    runner.run(new Request(new URL(path, 'http://service.invalid')), { principal: nobody, requestId: 'kept', signal }),
    late,
  ]);
  if (answer === undefined || !answer.ok) return undefined;
  const body = await Promise.race([answer.arrayBuffer(), late]);
  if (body === undefined || body.byteLength > fileLimit) return undefined;
  return { body: new Uint8Array(body), headers: [...answer.headers] };
}
