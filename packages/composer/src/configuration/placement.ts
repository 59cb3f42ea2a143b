import type { ModuleReference, SecretReference } from '@baseplate-epr/contracts';
import { breakerOf } from '../service/breaker/breaker.ts';
import { isolationOf } from '../service/elsewhere/isolation-limits.ts';

type Service = ModuleReference<'digital-service'>;

/** Lets a service run in the record's own process. Baseplate's own do so by default; what one breaks there, it breaks for everybody. */
export function inline(service: Service): Service {
  return { ...service, runs: 'inline' };
}

/** Lets a service run in a thread of its own: it cannot hold the record up, but may do whatever the record's process may. For trusted code. */
export function inWorker(service: Service): Service {
  return { ...service, runs: 'worker' };
}

/** Lets a service run in a process of its own, as services of others do by default. */
export function inProcess(service: Service): Service {
  return { ...service, runs: 'process' };
}

/** Where a service is that its supplier runs. */
export interface AtAddressOptions {
  /** Name by which the assembly knows it, such as the supplier's package. */
  readonly package: string;
  /** Where it is served, with `serveDigitalService`. Only `https:`, or `http:` on this machine. */
  readonly url: string;
  /** Proves to it that this record calls. At least 32 characters. */
  readonly secret: SecretReference;
}

/** A service that runs elsewhere, under an address. Nothing of it has to be installed here. */
export function atAddress({ package: name, url, secret }: AtAddressOptions): Service {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: name,
    module: url,
    factory: 'remote',
    options: {},
    runs: { url, secret },
  };
}

/** What is wrong with where a service is to run, in words. */
export function* placementProblems(place: string, runs: unknown): Generator<string> {
  if (runs === undefined || runs === 'inline' || runs === 'worker' || runs === 'process') return;
  const { url, secret, ...others } = typeof runs === 'object' && runs !== null ? (runs as Record<string, unknown>) : {};
  if (url === undefined || Object.keys(others).length > 0) {
    yield `${place}.runs: not a place. Write inline(…), inWorker(…), inProcess(…) or atAddress({ … }) of the composer.`;
    return;
  }
  if (!isSafeAddress(url))
    yield `${place}.runs.url: not an address that starts with https:, or with http: on this machine. What goes there is about patients.`;
  if (typeof (secret as { readonly secret?: unknown } | undefined)?.secret !== 'string')
    yield `${place}.runs.secret: missing. Name the environment variable that holds it: { secret: 'RISK_SECRET' }.`;
}

function isSafeAddress(url: unknown): boolean {
  const parsed = typeof url === 'string' ? URL.parse(url) : null;
  if (parsed === null) return false;
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(parsed.hostname);
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isHere);
}

/** What is not known of the bounds on services. */
export function isolationProblems(isolation: unknown): Generator<string> {
  return unknownProblems('isolation', isolation, Object.keys(isolationOf({})));
}

/** What is not known of the limits of breakers. */
export function breakerProblems(breaker: unknown): Generator<string> {
  return unknownProblems('breaker', breaker, Object.keys(breakerOf({})));
}

function* unknownProblems(place: string, value: unknown, known: readonly string[]): Generator<string> {
  for (const name of Object.keys(typeof value === 'object' && value !== null ? value : {})) {
    if (!known.includes(name)) yield `${place}.${name}: not known here. There are ${known.join(', ')}.`;
  }
}
