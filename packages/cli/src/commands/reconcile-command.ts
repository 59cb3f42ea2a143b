import { loadConfiguration, reconcileAssemblies } from '@baseplate-epr/composer';
import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { showReconcileProgress } from '../reconcile/reconcile-progress.ts';
import { readyForReport, writeReport } from '../reconcile/report-files.ts';
import { reportSummary } from '../reconcile/report-summary.ts';
import { sideName } from '../reconcile/side-name.ts';

/** `baseplate reconcile`: compares what two assemblies hold, and writes the report that people sign. */
export const reconcileCommand: Command = {
  name: 'reconcile',
  summary: 'Compare the records and documents of two assemblies, and write a report to sign',
  options: [
    { name: 'from', value: 'FILE', description: 'The configuration of where the record comes from' },
    { name: 'to', value: 'FILE', description: 'The configuration of where it goes' },
    { name: 'out', value: 'FOLDER', description: 'Where report.html and report.json are written' },
    {
      name: 'digests',
      description:
        'Quick: trust digests that are equal, and say so in the report; what changed beneath them is not found',
    },
  ],
  async run({ options, flags }, { terminal, context, signal }) {
    const { from, to, out } = required(options);
    const before = await readyForReport(out, '--out');
    const [source, target] = await Promise.all([loadConfiguration(from), loadConfiguration(to)]);
    const sides = { left: sideName(source, from), right: sideName(target, to) };
    terminal.tell(`Comparing ${sides.left} with ${sides.right}. Nothing is written to either.`);
    const kept = before?.differences.flatMap(({ id, explanation }) =>
      explanation ? [[id, explanation] as const] : [],
    );
    try {
      const report = await reconcileAssemblies({
        from: source,
        to: target,
        sides,
        context,
        digestsOnly: flags.has('digests'),
        explanations: Object.fromEntries(kept ?? []),
        signal,
        onProgress: showReconcileProgress(terminal, () => context.clock.now()),
      });
      terminal.endProgress();
      const files = await writeReport(out, report, '--out');
      for (const line of reportSummary(report)) terminal.tell(line);
      terminal.tell(`The report holds patient data on its sample sheet. Read it: ${files.page}`);
      if (report.result !== 'unexplained') terminal.tell(`Sign it: baseplate sign ${out} --by NAME --reason WORDS`);
      return report.result === 'unexplained' ? 1 : 0;
    } catch (error) {
      terminal.endProgress();
      if (!signal.aborted || !isBaseplateError(error) || error.code !== 'cancelled') throw error;
      terminal.tell('Stopped. No report was written.');
      return 130;
    }
  },
};

function required(options: Readonly<Record<string, string | undefined>>) {
  const { from = '', to = '', out = '' } = options;
  if (from !== '' && to !== '' && out !== '') return { from, to, out };
  throw new BaseplateError({
    code: 'input-invalid',
    message:
      'Say which two assemblies and where the report goes: baseplate reconcile --from FILE --to FILE --out FOLDER',
  });
}
