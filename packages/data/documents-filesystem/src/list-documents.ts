import { join } from 'node:path';
import { BaseplateError, type DocumentDescription, type DocumentPage } from '@baseplate-epr/contracts';
import { documentOf, namesIn } from './document-path.ts';

/** Reads one page of documents from the names of their files, touching only the folders it needs. */
export async function listDocuments(
  directory: string,
  { after = '', limit }: { readonly after?: string; readonly limit: number },
): Promise<DocumentPage> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
    throw new BaseplateError({ code: 'query-invalid', message: 'The limit must be a whole number from 1 to 10,000.' });
  }
  const documents: DocumentDescription[] = [];
  for await (const document of documentsAfter(directory, after)) {
    if (documents.length === limit) {
      const next = documents.at(-1)?.sha256;
      return { documents, ...(next === undefined ? {} : { next }) };
    }
    documents.push(document);
  }
  return { documents };
}

async function* documentsAfter(directory: string, after: string): AsyncGenerator<DocumentDescription> {
  for (const first of await fanOutNames(directory, after.slice(0, 2))) {
    const deeper = first === after.slice(0, 2) ? after.slice(2, 4) : '';
    for (const second of await fanOutNames(join(directory, first), deeper)) {
      for (const name of await namesIn(join(directory, first, second))) {
        const document = documentOf(name);
        if (document !== undefined && document.sha256 > after) yield document;
      }
    }
  }
}

async function fanOutNames(folder: string, from: string): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name) && name >= from);
}
