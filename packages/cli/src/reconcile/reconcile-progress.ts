import type { ReconcileProgress } from '@baseplate-epr/composer';
import { progressLine } from '../terminal/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';

const labels: Readonly<Record<ReconcileProgress['phase'], readonly [label: string, unit: string]>> = {
  digests: ['Comparing digests', 'ranges'],
  left: ['Looking through the source', 'versions'],
  right: ['Looking through the target', 'versions'],
  answers: ['Reading and searching in both', 'versions'],
  documents: ['Comparing documents', 'documents'],
  audit: ['Recomputing the audit chains', 'logs'],
  state: ['Comparing the states', 'stores'],
  sample: ['Reading the sample sheet', 'patients'],
};

/** Shows how far a reconciliation is; the time of each phase counts from its beginning. */
export function showReconcileProgress(terminal: Terminal, now: () => number): (progress: ReconcileProgress) => void {
  let phase: string | undefined;
  let began = 0;
  return ({ phase: current, done, total }) => {
    if (current !== phase) began = now();
    phase = current;
    const [label, unit] = labels[current];
    const known = total === undefined ? {} : { total };
    terminal.progress(progressLine({ label, done, unit, elapsedMilliseconds: now() - began, ...known }));
  };
}
