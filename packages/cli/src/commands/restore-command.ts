import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { runArchiveImport } from '../leaving/run-archive-import.ts';

/** `baseplate restore`: brings a backup back into an empty place. */
export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Bring a backup back into an empty data folder, and compare both; never overwrites anything',
  positionals: 'FOLDER',
  options: [
    { name: 'report', value: 'FOLDER', description: 'Write the reconciliation report there, to read and to sign' },
  ],
  async run({ options, positionals: [directory, ...more] }, command) {
    if (directory === undefined || more.length > 0) {
      throw new BaseplateError({ code: 'input-invalid', message: 'Name the backup: baseplate restore FOLDER' });
    }
    const { report } = options;
    return runArchiveImport({ directory, purpose: 'restore', ...(report === undefined ? {} : { report }) }, command);
  },
};
