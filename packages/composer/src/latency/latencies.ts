import type { LatencyView, RouteLatency } from '@baseplate-epr/contracts';
import { createHistogram, type Histogram } from './histogram.ts';

/** One request that was answered, or was not. */
export interface Measured extends Pick<RouteLatency, 'of' | 'route'> {
  readonly milliseconds: number;
  readonly failed: boolean;
}

/** Remembers how long the answers of this process took. */
export interface Latencies {
  note(measured: Measured): void;
  view(): LatencyView;
  /** Runs work that answers a request, and notes how long it took until the answer began. */
  measure(route: Pick<Measured, 'of' | 'route'>, work: () => Promise<Response>): Promise<Response>;
}

/** What is measured is forgotten when it is between one and two such times old, in milliseconds. */
const windowTime = 30 * 60_000;
/** Routes told apart; what comes beyond is counted together. There are fewer, unless something is wrong. */
const mostRoutes = 300;

interface Window {
  readonly since: number;
  readonly routes: Map<string, { readonly of: string; readonly route: string; failed: number; times: Histogram }>;
}

/** Makes {@link Latencies}. @param now - milliseconds since 1970 */
export function createLatencies(now: () => number): Latencies {
  let current: Window = { since: now(), routes: new Map() };
  let before: Window | undefined;

  function turn(): void {
    const age = now() - current.since;
    if (age < windowTime) return;
    before = age < 2 * windowTime ? current : undefined;
    current = { since: now(), routes: new Map() };
  }
  const note: Latencies['note'] = ({ of, route, milliseconds, failed }) => {
    turn();
    const { routes } = current;
    const asked = `${of} ${route}`;
    const isKnown = routes.has(asked) || routes.size < mostRoutes;
    const key = isKnown ? asked : 'others';
    const found = routes.get(key) ?? { ...(isKnown ? { of, route } : others), failed: 0, times: createHistogram() };
    routes.set(key, found);
    found.times.add(milliseconds);
    if (failed) found.failed += 1;
  };
  return {
    note,
    async measure(route, work) {
      const began = performance.now();
      let failed = true;
      try {
        const response = await work();
        failed = response.status >= 500;
        return response;
      } finally {
        note({ ...route, milliseconds: performance.now() - began, failed });
      }
    },
    view() {
      turn();
      const routes: RouteLatency[] = [];
      for (const key of new Set([...(before?.routes.keys() ?? []), ...current.routes.keys()])) {
        const parts = [before?.routes.get(key), current.routes.get(key)].filter((part) => part !== undefined);
        const [first] = parts;
        if (first === undefined) continue;
        const times = createHistogram(...parts.map((part) => part.times));
        const failed = parts.reduce((sum, part) => sum + part.failed, 0);
        const [p50, p95] = [times.percentile(0.5), times.percentile(0.95)];
        routes.push({ of: first.of, route: first.route, count: times.count(), failed, p50, p95 });
      }
      return { since: (before ?? current).since, routes: routes.sort(byName) };
    },
  };
}

const others = { of: 'others', route: 'everything else' };

function byName(left: RouteLatency, right: RouteLatency): number {
  const [one, other] = [left, right].map(({ of, route }) => `${of} ${route}`) as [string, string];
  return one < other ? -1 : 1;
}
