import { type ApplyProgress, units } from '@baseplate-epr/composer';
import { progressLine } from '../terminal/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';

const labels: Readonly<Record<ApplyProgress['step'], string>> = {
  waiting: 'Waiting until every process has the new store open …',
  copying: 'Copying',
  indexing: 'Indexing anew',
  checking: 'Reading again what an earlier run has brought',
  following: 'Following what is written meanwhile …',
  holding: 'Holding writes for the flip …',
  loading: 'Loading the new services beside the old in every process …',
};

function isCounted(step: ApplyProgress['step']): boolean {
  return step === 'copying' || step === 'indexing' || step === 'checking';
}

/** Shows how far an apply is: a bar where something is counted, a line for each other step. */
export function showProgress(terminal: Terminal, now: () => number): (progress: ApplyProgress) => void {
  let step: ApplyProgress['step'] | undefined;
  let began = now();
  return ({ place, step: next, done, total, before = 0 }) => {
    if (next !== step) {
      began = now();
      step = next;
      if (!isCounted(next)) terminal.tell(labels[next]);
    }
    if (done === undefined || place === 'services' || !isCounted(next)) return;
    const [one, many] = next === 'indexing' ? (['resource', 'resources'] as const) : units[place];
    const unit = (total ?? done) === 1 ? one : many;
    const elapsedMilliseconds = now() - began;
    const known = total === undefined ? {} : { total };
    terminal.progress(progressLine({ label: labels[next], done, before, unit, elapsedMilliseconds, ...known }));
  };
}
