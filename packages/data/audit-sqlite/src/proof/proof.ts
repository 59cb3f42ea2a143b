import type { ModuleProof } from '@baseplate-epr/contracts';
import type { SqliteAuditOptions } from '../sqlite-audit-options.ts';
import { tamperFile } from './tamper-file.ts';

/** How `baseplate conform` damages a chain behind the log's back. */
export const proof: ModuleProof = {
  async prepare({ options, tools }) {
    const { file } = options as SqliteAuditOptions;
    return { tamper: async (kind) => tamperFile(file, kind, tools) };
  },
};
