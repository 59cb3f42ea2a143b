import type { ModuleProof } from '@baseplate-epr/contracts';
import type { FilesystemDocumentsOptions } from '../filesystem-documents-options.ts';
import { tamperFolder } from './tamper-folder.ts';

/** How `baseplate conform` damages stored documents behind the store's back. */
export const proof: ModuleProof = {
  async prepare({ options }) {
    const { directory } = options as FilesystemDocumentsOptions;
    return { tamper: (kind) => tamperFolder(directory, kind) };
  },
};
