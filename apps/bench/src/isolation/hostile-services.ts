// Services that take what they can get, to measure what that costs the record. They run in processes of their own.
import type { DigitalService, ModuleReference } from '@baseplate-epr/contracts';

type Mischief = () => () => void;

/** Computes without pause, but answers whether it is alive. */
const busy: Mischief = () => {
  let on = true;
  const slice = () => {
    const until = performance.now() + 20;
    while (performance.now() < until);
    if (on) setImmediate(slice);
  };
  slice();
  return () => {
    on = false;
  };
};

/** Computes and never answers again, until it is ended. */
const spinning: Mischief = () => {
  // After the answer is out.
  const timer = setTimeout(() => {
    for (;;);
  }, 100);
  return () => clearTimeout(timer);
};

/** Takes memory until its limit. */
const leaking: Mischief = () => {
  const held: unknown[] = [];
  const timer = setInterval(() => held.push(new Array(200_000).fill(0).map((_, index) => ({ index }))), 10);
  return () => clearInterval(timer);
};

const mischiefs = { busy, spinning, leaking };

/** Names of the services. */
export const hostileNames = Object.keys(mischiefs) as readonly (keyof typeof mischiefs)[];

/** Chooses one of them for an assembly. */
export function hostile(name: keyof typeof mischiefs): ModuleReference<'digital-service'> {
  const options = { name };
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: 'bench',
    module: import.meta.url,
    factory: 'createHostile',
    options,
  };
}

/** Makes it. `/on` begins, `/off` ends. */
export function createHostile({ name }: { readonly name: keyof typeof mischiefs }): DigitalService {
  let end: (() => void) | undefined;
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: { name, contractVersion: 1, title: name, scopes: [], slots: [], assets: [] },
    async start() {},
    async stop() {},
    async health() {
      return { status: 'pass' };
    },
    async fetch({ url }) {
      end?.();
      end = new URL(url).pathname === '/on' ? mischiefs[name]() : undefined;
      return new Response('done');
    },
  };
}
