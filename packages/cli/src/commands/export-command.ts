import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { runExport } from '../leaving/run-export.ts';

/** `baseplate export`: everything, in open formats, to leave with. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'Write everything the record holds into a folder, in open formats, while it is in use',
  positionals: 'FOLDER',
  options: [
    { name: 'everything', description: 'Versions, documents, audit log, people and settings; never secrets' },
    {
      name: 'superseded',
      description: 'Also of a record that goes on elsewhere, as it once was: only if that is lost',
    },
  ],
  async run({ flags, positionals: [directory, ...more] }, command) {
    if (directory === undefined || more.length > 0 || !flags.has('everything')) {
      throw new BaseplateError({
        code: 'input-invalid',
        message: 'Name one new or empty folder: baseplate export --everything FOLDER',
      });
    }
    return runExport(directory, 'export', command, { superseded: flags.has('superseded') });
  },
};
