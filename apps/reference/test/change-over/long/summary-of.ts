import type { LoadReport } from '../load.ts';
import type { LoadSummary } from './long-options.ts';

/** The figures of a load, without the names. */
export function summaryOf({ writes, reads, acknowledged, failures, p50, p99, max }: LoadReport): LoadSummary {
  return { writes, reads, acknowledged: acknowledged.length, failed: failures.length, p50, p99, max };
}
