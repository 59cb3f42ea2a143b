import { ListObjectsV2Command, type ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import { BaseplateError, type DocumentDescription, type DocumentPage } from '@baseplate-epr/contracts';
import type { Bucket } from '../bucket/bucket.ts';

/** As many as S3 gives at once. */
const mostAtOnce = 1_000;

/** Reads one page of documents. S3 lists keys in the order of their bytes, which is that of digests. */
export async function listDocuments(
  bucket: Bucket,
  { after = '', limit }: { readonly after?: string; readonly limit: number },
): Promise<DocumentPage> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
    throw new BaseplateError({ code: 'query-invalid', message: 'The limit must be a whole number from 1 to 10,000.' });
  }
  const documents: DocumentDescription[] = [];
  for await (const document of documentsAfter(bucket, after, limit + 1)) {
    if (documents.length === limit) {
      const next = documents.at(-1)?.sha256;
      return { documents, ...(next === undefined ? {} : { next }) };
    }
    documents.push(document);
  }
  return { documents };
}

async function* documentsAfter(
  { name: Bucket, keys, on }: Bucket,
  after: string,
  wanted: number,
): AsyncGenerator<DocumentDescription> {
  const common = { Bucket, Prefix: keys.documents, MaxKeys: Math.min(mostAtOnce, wanted) };
  let place: Partial<ListObjectsV2CommandInput> = after === '' ? {} : { StartAfter: keys.documents + after };
  for (;;) {
    const input = { ...common, ...place };
    const { Contents = [], NextContinuationToken } = await on((client) => client.send(new ListObjectsV2Command(input)));
    for (const { Key = '', Size = 0 } of Contents) {
      const sha256 = keys.digestAt(Key);
      if (sha256 !== undefined) yield { sha256, size: Size };
    }
    if (NextContinuationToken === undefined) return;
    place = { ContinuationToken: NextContinuationToken };
  }
}
