export { makeDurable } from './make-durable.ts';
export { flushFolder, makeFolder } from './make-folder.ts';
export type { FileSchema } from './migrate-file.ts';
export { type OpenFileOptions, openFile } from './open-file.ts';
export { storageError } from './storage-error.ts';
