import type { DocumentStore } from '@baseplate-epr/contracts';

/** Which document goes where. */
export interface BringDocumentOptions {
  readonly from: DocumentStore;
  readonly to: DocumentStore;
  readonly sha256: string;
}

/** Puts a document of one store into another, unless it is there. @throws BaseplateError `not-found` if it is in neither; errors of the stores */
export async function bringDocument({ from, to, sha256 }: BringDocumentOptions): Promise<void> {
  if ((await to.head({ sha256 })) !== undefined) return;
  const { content } = await from.get({ sha256 });
  await to.put({ content, sha256 });
}
