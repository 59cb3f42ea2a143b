import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { findPlaceholder } from '../../binary/binary-placeholder.ts';
import { requireWanted } from '../../change-over/cancelled.ts';
import type { ArchiveManifest } from '../format/archive-manifest.ts';
import { archivePaths, documentFile } from '../format/archive-paths.ts';
import { codeOf } from '../writing/disk-error.ts';
import { type ArchiveDocuments, archiveDocuments } from './archive-documents.ts';
import type { ArchiveFindings } from './archive-findings.ts';
import { readLines } from './read-lines.ts';
import { readVersions } from './read-versions.ts';
import type { VerifyOptions } from './verify-archive.ts';

/** A line of the index of documents, as far as it can be told from the versions. */
type Use = Readonly<Record<'sha256' | 'size' | 'resource' | 'versionId', unknown>>;

/**
 * Looks for the document of every Binary, by the versions and by their index, both of which must say the same; and whether there are as many as the
 * manifest says. A letter that is gone is found so even where the checksums were made anew without it. What the export itself has missed is no
 * fault of the archive: its manifest tells it.
 */
export async function verifyDocuments(
  { directory, signal }: VerifyOptions,
  manifest: ArchiveManifest,
  findings: ArchiveFindings,
): Promise<void> {
  const documents = archiveDocuments(directory);
  const files = await count(documents);
  if (files < manifest.documents.files) {
    findings.add(archivePaths.documents, `holds ${files} documents; the manifest says ${manifest.documents.files}`);
  }
  const isTold = toldBy(manifest);
  const index = linesOf(join(directory, archivePaths.documentIndex));
  let uses = 0;
  try {
    for await (const use of usesIn(directory, manifest)) {
      if (uses % 1000 === 0) requireWanted(signal);
      uses += 1;
      const line = await index.next();
      if (line.done === true || !isSame(use, JSON.parse(line.value))) {
        findings.add(
          archivePaths.documentIndex,
          `does not name the document of ${use.resource}/_history/${use.versionId}`,
        );
        return;
      }
      const found = await documents.head({ sha256: use.sha256 });
      if (found?.size === use.size || isTold(use)) continue;
      const name = `the document of ${use.resource}/_history/${use.versionId}`;
      findings.add(
        documentFile(use.sha256),
        found === undefined ? `is missing: ${name}` : `has another size than ${name}`,
      );
    }
    if ((await index.next()).done !== true)
      findings.add(archivePaths.documentIndex, 'names more documents than the versions');
  } finally {
    await index.return();
  }
  if (uses !== manifest.documents.uses) {
    findings.add(archivePaths.documentIndex, `has ${uses} lines; the manifest says ${manifest.documents.uses}`);
  }
}

/** What the versions of Binary say of documents, in their order. */
async function* usesIn(directory: string, { records }: ArchiveManifest) {
  if (records.types.Binary === undefined) return;
  for await (const { id, versionId, text, deleted } of readVersions(directory, 'Binary')) {
    const found = deleted ? undefined : findPlaceholder(text);
    if (found !== undefined) yield { sha256: found.sha256, size: found.size, resource: `Binary/${id}`, versionId };
  }
}

function isSame(use: Use, line: Use): boolean {
  const { sha256, size, resource, versionId } = line;
  return use.sha256 === sha256 && use.size === size && use.resource === resource && use.versionId === versionId;
}

/** Whether the export has told of a document that it could not take along; of very many it names the first. */
function toldBy({ problems }: ArchiveManifest): (use: Use) => boolean {
  const told = new Set(problems.map(({ what }) => what));
  return ({ sha256, resource, versionId }) =>
    told.has('more') || told.has(`document ${sha256} of ${resource}/_history/${versionId}`);
}

async function count(documents: ArchiveDocuments): Promise<number> {
  let files = 0;
  let after: string | undefined;
  do {
    const page = await documents.list({ limit: 10_000, ...(after === undefined ? {} : { after }) });
    files += page.documents.length;
    after = page.next;
  } while (after !== undefined);
  return files;
}

/** Without a single document there is no index. */
async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  try {
    yield* readLines(createReadStream(path));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
