import { counted, type ShadowReport, shadowAssembly } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { parseDuration } from '../duration.ts';
import { readShadowReport, shadowFileIn, writeShadowReport } from '../shadow/shadow-file.ts';
import { progressLine } from '../terminal/progress-line.ts';

/** Milliseconds between two writings of the report. */
const keepEvery = 5000;

/** `baseplate shadow`: runs the new record store beside the one in force, and compares their answers. */
export const shadowCommand: Command = {
  name: 'shadow',
  summary: 'Keep the record store of --config beside the one in force, and compare their answers until Ctrl+C',
  options: [
    {
      name: 'out',
      value: 'FOLDER',
      description: 'Where shadow.json is kept; a later run with the same folder goes on from it',
    },
    { name: 'for', value: 'TIME', description: 'End by itself after this time: 90s, 30m, 8h, 7d' },
  ],
  async run({ options }, { terminal, context, configuration, signal }) {
    const { out = '', for: length } = options;
    if (out === '') {
      throw new BaseplateError({
        code: 'input-invalid',
        message: 'Say where the report goes: baseplate shadow --config FILE --out FOLDER',
      });
    }
    const seconds = length === undefined ? undefined : parseDuration(length);
    const ending = new AbortController();
    const timer = seconds === undefined ? undefined : endAfter(seconds, ending, () => context.clock.now());
    const began = context.clock.now();
    let kept = 0;
    try {
      const before = await readShadowReport(out);
      const report = await shadowAssembly({
        configuration: await configuration(),
        context,
        before,
        signal: AbortSignal.any([signal, ending.signal]),
        onStores: ({ primary, shadow }) =>
          terminal.tell(
            `${shadow} follows ${primary}, which stays in force. Stop it with Ctrl+C; it goes on from ${shadowFileIn(out)}.`,
          ),
        async onLook(now) {
          terminal.progress(
            progressLine({
              label: now.caughtUp ? 'Comparing' : 'Following',
              done: now.versions,
              before: before?.versions ?? 0,
              unit: 'versions',
              elapsedMilliseconds: context.clock.now() - began,
              note: `${now.reads + now.searches} answers compared, ${now.diverged} differ`,
            }),
          );
          if (context.clock.now() - kept < keepEvery) return;
          await writeShadowReport(out, now);
          kept = context.clock.now();
        },
      });
      terminal.endProgress();
      await writeShadowReport(out, report);
      for (const line of summary(report)) terminal.tell(line);
      return report.diverged === 0 ? 0 : 1;
    } finally {
      clearInterval(timer);
      terminal.endProgress();
    }
  },
};

/** By looking at the clock, since a timer cannot be set for more than 24 days. */
function endAfter(seconds: number, ending: AbortController, now: () => number): NodeJS.Timeout {
  const end = now() + seconds * 1000;
  return setInterval(() => now() >= end && ending.abort(), 500);
}

function summary({
  versions,
  reads,
  searches,
  time,
  diverged,
  divergences,
  caughtUp,
}: ShadowReport): readonly string[] {
  const each = (total: number) => `${(total / Math.max(1, reads + searches)).toFixed(1)} ms`;
  return [
    `${counted(versions, 'version')} followed${caughtUp ? '' : '; it had not caught up yet'}. ${counted(reads, 'read')} and ${counted(searches, 'search', 'searches')} compared; one took ${each(time.primary)} in force, ${each(time.shadow)} in the shadow.`,
    diverged === 0 ? 'No answer differed.' : `${counted(diverged, 'answer')} differed. The first of them:`,
    ...divergences.slice(0, 10).map(({ at, question, words }) => `  ${at}  ${question}  ${words}`),
  ];
}
