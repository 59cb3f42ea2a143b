import type {
  FragmentDescription,
  FragmentHost,
  FragmentRequest,
  FragmentResult,
  Logger,
  Principal,
} from '@baseplate-epr/contracts';
import { fragmentResult } from './fragment-result.ts';
import type { ServiceRunner } from './service-runner.ts';

/** Time a service has for a page or form of its own, in milliseconds. */
const pageTimeBudget = 5000;

/** Remembers, over all requests, since when each service has been away. */
export type AwaySince = Map<string, number>;

/** Whom and what a fragment host serves. */
export interface FragmentHostOptions {
  readonly runners: ReadonlyMap<string, ServiceRunner>;
  readonly principal: Principal;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly away: AwaySince;
  readonly logger: Logger;
  now(): number;
}

/**
 * The shell's way to the other services for one request. A service that is slow, fails or answers nonsense costs its own panel,
 * never the page.
 */
export function createFragmentHost(options: FragmentHostOptions): FragmentHost {
  const { runners, away } = options;
  return {
    list: ({ slot }) => describe(runners, slot),
    styles: () =>
      [...runners.values()].flatMap(({ service: { manifest } }) =>
        manifest.userInterface === true
          ? []
          : manifest.assets.map((asset) => `/services/${manifest.name}${asset.path}`),
      ),
    async fetch(request) {
      const runner = runners.get(request.service);
      if (runner === undefined) return { outcome: 'unavailable', since: options.now(), reason: 'failed' };
      const outcome = await withinBudget(runner, request, options);
      if (typeof outcome === 'object') {
        away.delete(request.service);
        return outcome;
      }
      const since = away.get(request.service) ?? options.now();
      away.set(request.service, since);
      options.logger.warn('a service did not answer a fragment', { service: request.service, reason: outcome });
      return { outcome: 'unavailable', since, reason: outcome };
    },
  };
}

function describe(
  runners: ReadonlyMap<string, ServiceRunner>,
  slot: string | undefined,
): readonly FragmentDescription[] {
  const all = [...runners.values()].flatMap(({ service: { manifest } }) =>
    manifest.slots.map((fill) => ({
      service: manifest.name,
      slot: fill.slot,
      path: fill.path,
      title: fill.title,
      order: fill.order,
    })),
  );
  return all
    .filter((description) => slot === undefined || description.slot === slot)
    .sort((a, b) => a.order - b.order || compare(a.service, b.service) || compare(a.path, b.path));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function budgetOf({ service: { manifest } }: ServiceRunner, { path, form }: FragmentRequest): number {
  if (form !== undefined) return pageTimeBudget;
  return manifest.slots.find((fill) => fill.path === path.split('?', 1)[0])?.timeBudget ?? pageTimeBudget;
}

async function withinBudget(
  runner: ServiceRunner,
  fragment: FragmentRequest,
  { principal, requestId, signal }: FragmentHostOptions,
): Promise<FragmentResult | 'slow' | 'failed'> {
  const tooLate = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'slow'>((resolve) => {
    timer = setTimeout(
      () => {
        tooLate.abort();
        resolve('slow');
      },
      budgetOf(runner, fragment),
    );
  });
  const answer = (async () => {
    try {
      const call = { principal, requestId, signal: AbortSignal.any([signal, tooLate.signal]), page: fragment.page };
      return (
        (await fragmentResult(await runner.run(toRequest(fragment), call), fragment.page.linkBase)) ??
        ('failed' as const)
      );
    } catch {
      // What a service throws may hold patient data; the panel says that it is away, the log says which.
      return 'failed' as const;
    }
  })();
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toRequest({ path, form }: FragmentRequest): Request {
  const url = new URL(path, 'http://service.invalid');
  return form === undefined ? new Request(url) : new Request(url, { method: 'POST', body: form });
}
