// Starts a store on a folder that this process may read but not write, and prints how that ends.
import { chmodSync } from 'node:fs';
import { isBaseplateError } from '@baseplate-epr/contracts';
import { createFilesystemDocumentStore } from '../create-filesystem-document-store.ts';
import { moduleContext } from './module-context.ts';

const directory = process.argv[2] ?? '';
chmodSync(directory, 0o555);
// An administrator may write anywhere, so give that up first.
if (process.getuid?.() === 0) process.setuid?.(65_534);
try {
  await createFilesystemDocumentStore({ directory }).start(moduleContext);
  process.stdout.write('started');
} catch (error) {
  process.stdout.write(isBaseplateError(error) ? `${error.code}: ${error.message}` : 'another error');
}
