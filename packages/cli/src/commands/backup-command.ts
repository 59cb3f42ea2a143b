import { resolve } from 'node:path';
import { counted, verifyArchive } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { phaseProgress } from '../leaving/phase-progress.ts';
import { runExport } from '../leaving/run-export.ts';
import { stoppable } from '../leaving/stoppable.ts';

/** `baseplate backup`: everything and the keys, to come back with. */
export const backupCommand: Command = {
  name: 'backup',
  summary: 'Write a verified backup into a folder while the record is in use, or check one',
  positionals: 'FOLDER',
  options: [
    {
      name: 'check',
      description: 'Write nothing: read a backup or export from end to end and say whether it is whole',
    },
  ],
  async run({ flags, positionals: [directory, ...more] }, command) {
    if (directory === undefined || more.length > 0) {
      throw new BaseplateError({
        code: 'input-invalid',
        message: 'Name one new or empty folder: baseplate backup FOLDER',
      });
    }
    if (!flags.has('check')) return runExport(directory, 'backup', command);
    const { terminal, context, signal } = command;
    return stoppable(terminal, async () => {
      const { faults, manifest, seal } = await verifyArchive({
        directory: resolve(directory),
        signal,
        onProgress: phaseProgress({ verification: ['Reading', 'MB'] }, terminal, context),
      });
      terminal.endProgress();
      for (const { file, reason } of faults) terminal.answer(`${file}: ${reason}`);
      if (faults.length > 0 || manifest === undefined) {
        terminal.tell('It is not whole. Do not rely on it.');
        return 1;
      }
      terminal.tell(
        `It is whole: ${counted(manifest.records.versions, 'version')} as of ${new Date(manifest.mark.time).toISOString()}.`,
      );
      terminal.answer(`seal ${seal}`);
      return 0;
    });
  },
};
