import type { ModuleContext } from '@baseplate-epr/contracts';
import { progressLine } from '../terminal/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** How a phase of an export or import is called, and what it counts. */
export type PhaseWords = Readonly<Record<string, readonly [label: string, unit: string]>>;

const megabyte = 1_000_000;

/** Shows how far each phase is: one line for each, from its own beginning. */
export function phaseProgress(
  words: PhaseWords,
  terminal: Terminal,
  { clock }: ModuleContext,
): (progress: { readonly phase: string; readonly done: number; readonly total?: number }) => void {
  let current: { readonly phase: string; readonly since: number; readonly before: number } | undefined;
  return ({ phase, done, total }) => {
    const [label = phase, unit = ''] = words[phase] ?? [];
    if (current?.phase !== phase) {
      terminal.endProgress();
      current = { phase, since: clock.now(), before: done };
    }
    const scale = unit === 'MB' ? megabyte : 1;
    terminal.progress(
      progressLine({
        label,
        done: Math.floor(done / scale),
        before: Math.floor(current.before / scale),
        unit,
        elapsedMilliseconds: clock.now() - current.since,
        ...(total === undefined ? {} : { total: Math.ceil(total / scale) }),
      }),
    );
  };
}
