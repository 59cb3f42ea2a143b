import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';
import { versionFiles } from '../format/archive-paths.ts';
import { type ArchivedVersion, archivedVersion, readFacts, type VersionFacts } from '../format/version-lines.ts';
import { codeOf } from '../writing/disk-error.ts';
import { mergeSorted } from './merge-sorted.ts';
import { readLines } from './read-lines.ts';

/** What is known of the versions of a type beside their texts, in commit order. */
export async function* readVersionFacts(
  directory: string,
  type: string,
): AsyncGenerator<VersionFacts, void, undefined> {
  const { versions } = versionFiles(type);
  for await (const line of readLines(createReadStream(join(directory, versions)))) yield readFacts(line, versions);
}

/** The versions of a type in commit order: the file of facts and the file of resources, read side by side. */
export async function* readVersions(directory: string, type: string): AsyncGenerator<ArchivedVersion, void, undefined> {
  const { resources, versions } = versionFiles(type);
  const texts = linesOf(join(directory, resources));
  try {
    for await (const facts of readVersionFacts(directory, type)) {
      if (facts.deleted) {
        yield archivedVersion(type, facts, undefined);
        continue;
      }
      const text = await texts.next();
      if (text.done) throw apart(resources, versions);
      yield archivedVersion(type, facts, text.value);
    }
    if (!(await texts.next()).done) throw apart(resources, versions);
  } finally {
    await texts.return();
  }
}

/** Every version of these types in commit order. */
export function readEveryVersion(
  directory: string,
  types: readonly string[],
): AsyncGenerator<ArchivedVersion, void, undefined> {
  const sources = types.map((type) => readVersions(directory, type));
  return mergeSorted(sources, (left, right) => left.order - right.order);
}

/** A type of which there are only deletions has no file of resources. */
async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  try {
    yield* readLines(createReadStream(path));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function apart(resources: string, versions: string): BaseplateError {
  return new BaseplateError({
    code: 'content-mismatch',
    message: `${resources} has not one line for each line of ${versions} that is no deletion. Take a copy of the archive that is whole.`,
  });
}
