import type {
  FragmentDescription,
  FragmentHost,
  FragmentRequest,
  FragmentResult,
  Logger,
  Principal,
} from '@baseplate-epr/contracts';
import { framedFragment, frameStyle } from '../panel-style/panel-style.ts';
import { showsPanels } from '../panel-style/refuse-styles.ts';
import { addressForPanels } from '../panel-style/style-of-panels.ts';
import { fragmentResult } from './fragment-result.ts';
import type { ServiceRunner } from './service-runner.ts';
import type { ServiceShelf } from './service-shelf.ts';

/** Time a service has for a page or form of its own, in milliseconds. */
const pageTimeBudget = 5000;

/** Whom and what a fragment host serves. */
export interface FragmentHostOptions {
  readonly services: ServiceShelf;
  readonly principal: Principal;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  now(): number;
}

/**
 * The shell's way to the other services for one request. A service that is slow, fails or answers nonsense costs its own panel,
 * never the page.
 */
export function createFragmentHost(options: FragmentHostOptions): FragmentHost {
  const { services } = options;
  return {
    list: ({ slot }) => describe(services, slot),
    styles: () => [
      frameStyle.path,
      ...services
        .all()
        .filter((runner) => showsPanels(runner) && runner.manifest.userInterface !== true)
        .flatMap(({ manifest: { name, assets } }) =>
          assets.flatMap(({ kind, path }) => (kind === 'style' ? [addressForPanels(name, path)] : [])),
        ),
    ],
    async fetch(request) {
      const runner = services.get(request.service);
      if (runner === undefined) return { outcome: 'unavailable', since: options.now(), reason: 'failed' };
      const attempt = runner.breaker.attempt();
      if (attempt === undefined) {
        return { outcome: 'unavailable', since: runner.breaker.view().awaySince ?? options.now(), reason: 'failed' };
      }
      const outcome = await withinBudget(runner, request, options);
      if (typeof outcome === 'object') {
        attempt.succeeded();
        return outcome.outcome === 'content'
          ? { ...outcome, html: framedFragment(outcome.html, request.service) }
          : outcome;
      }
      if (options.signal.aborted) {
        attempt.abandoned();
        return { outcome: 'unavailable', since: options.now(), reason: outcome };
      }
      options.logger.warn('a service did not answer a fragment', { service: request.service, reason: outcome });
      return { outcome: 'unavailable', since: attempt.failed(outcome), reason: outcome };
    },
  };
}

function describe(services: ServiceShelf, slot: string | undefined): readonly FragmentDescription[] {
  const all = services.all().flatMap(({ manifest }) =>
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

function budgetOf({ manifest }: ServiceRunner, { path, form }: FragmentRequest): number {
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
