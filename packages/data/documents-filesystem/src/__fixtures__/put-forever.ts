// Puts documents, four at a time, and tells of each one that was acknowledged, until it is killed.
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createFilesystemDocumentStore } from '../create-filesystem-document-store.ts';
import { moduleContext } from './module-context.ts';

const store = createFilesystemDocumentStore({ directory: process.argv[2] ?? '' });
await store.start(moduleContext);

async function putForever(): Promise<never> {
  for (;;) {
    const bytes = randomBytes(1 + Math.floor(Math.random() * 300_000));
    const { sha256 } = await store.put({ content: new Blob([bytes]).stream() });
    writeSync(1, `${sha256}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, putForever));
