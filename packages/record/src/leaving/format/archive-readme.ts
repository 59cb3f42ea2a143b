import type { ArchiveManifest } from './archive-manifest.ts';
import { archivePaths as paths } from './archive-paths.ts';

/** The README of an archive: all that a stranger must know to read and check it without the program that wrote it. */
export function archiveReadme(manifest: ArchiveManifest): string {
  const { assembly, kind, mark, records, documents, audit, problems } = manifest;
  const { name, odsCode } = assembly.organisation;
  const what = kind === 'export' ? 'an export of everything' : 'a backup of everything';
  const count = (number: number) => number.toLocaleString('en-GB');
  return `# ${name} (${odsCode}): ${what}

This folder holds a whole patient record as it was at ${new Date(mark.time).toISOString()}: ${count(records.versions)} versions of FHIR R4 resources,
${count(documents.files)} documents, and ${count(audit.entries)} entries of the audit log. It needs no program of ours: everything is text, JSON or a plain file.
All text is UTF-8, and every line ends with one line feed (U+000A). ${
    problems.length === 0
      ? 'Nothing was left out.'
      : `**${count(problems.length)} things could not be taken along or do not agree: see \`problems\` in ${paths.manifest}.**`
  }

It is confidential patient data. Keep it as you would keep the record itself.

## Is it whole?

    sha256sum --check ${paths.seal} && sha256sum --check --quiet ${paths.checksums}

checks every file. \`${paths.checksums}\` names each file of the folder but itself and \`${paths.seal}\`, and the latter, called the seal, holds
the checksum of the former. The seal was told to the person who made this folder, and stands in the audit log that stayed behind: compare it, and you know
that this is what was written.

## What is where

| path | what |
|---|---|
| \`${paths.manifest}\` | what is here: counts by type, when, by whom, from which assembly |
| \`${paths.resources}/TYPE.ndjson\` | every version of every resource of a FHIR type, one resource a line |
| \`${paths.resources}/TYPE.versions.ndjson\` | what is known of each version beside its text; deletions |
| \`${paths.buckets}\`, \`${paths.compartments}\` | digests by bucket and by patient |
| \`${paths.documents}/ab/abcd…\` | letters and images: plain files, named by the SHA-256 of their bytes |
| \`${paths.documentIndex}\` | which version of which Binary each document belongs to, its media type, and whose it is |
| \`${paths.auditEntries}\` | the audit log: who did and saw what, in hash chains |
| \`${paths.auditHeads}\` | where each chain ended when this folder was written |
| \`${paths.checkpoints}\`, \`${paths.publicKey}\` | signed notes of where chains ended, and the key to check them with |
| \`${paths.people}\` | users and roles, as far as the record knew them |
| \`${paths.profiles}\` | FHIR packages that were in force; their definitions are among the resources |
| \`${paths.state}\` | settings and journals that are neither secret nor short-lived |
| \`${paths.assembly}\` | organisation, base URL, and the modules that the record was made of |
${kind === 'backup' ? `| \`${paths.secrets}\` | **secrets**: the keys that a restored record needs. Never hand this file on |\n` : ''}
## Resources

Versions stand in commit order: the order in which they were written. A resource's current state is its last version; if that is a deletion, there is none.

A line of \`TYPE.versions.ndjson\` is a JSON object:

- \`order\`: the version's place among all versions of all types, 1, 2, 3 …
- \`id\`, \`versionId\`: FHIR's; \`versionId\` counts 1, 2, 3 … without gaps
- \`lastUpdated\`: milliseconds since 1970-01-01T00:00:00Z
- \`deleted\`: true for a deletion
- \`compartments\`: whose record it is part of, such as \`Patient/123\`
- \`hash\`: see below
- \`text\`: only where the resource was written with line breaks: its exact text

Read the two files of a type side by side: each line of \`TYPE.versions.ndjson\` belongs to the next line of \`TYPE.ndjson\`, unless \`deleted\` is
true, which has none. That line is the *text* of the version, to the byte: numbers have the digits they were written with. If the
versions line has a \`text\`, that is the text, and the line among the resources is the same with a space for each line break.

A \`Binary\` whose \`data\` reads \`sha256:DIGEST:SIZE\` stands for the document of that digest: its bytes are \`${paths.documents}/\`, the first two
digits, \`/\`, and the digest. Put them there in base64, and it is FHIR again. References below \`${assembly.baseUrl}\` are to resources of this record.

Who wrote a version: the \`Provenance\` resources, where they were made, and for every one the audit entries that name it in \`resources\`.

## Digests

The hash of a version is the first 32 hex digits of the SHA-256 of: type, id, versionId, lastUpdated (decimal), \`1\` if deleted else \`0\`, and text
(empty for a deletion), with one U+0000 between each and the next, as UTF-8.

A digest is the sum of the hashes of a set of versions, as numbers of base 16, modulo 2^128, written as 32 hex digits.

- \`${paths.buckets}\`: bucket \`name\` is the first two hex digits of the SHA-256 of \`TYPE/id\`; each version counts in one.
- \`${paths.compartments}\`: \`name\` is a compartment; a version counts once in each that it names.

\`versions\` is how many. Whoever imports this record computes the same digests there, and knows that nothing was lost or changed.

## Audit log

A line of \`${paths.auditEntries}\` is \`{"hash":"H","entry":E}\`. E is the entry as JSON, and its exact characters count. \`writer\` names a chain, \`sequence\`
counts 1, 2, 3 … in it. Chains stand one after the other, entries in their order. H is the SHA-256, in hex, of: the hash of the entry before in the
chain (64 zeros for the first), a line feed, and E, as UTF-8. So an entry that was changed, put in or taken out shows. The last entry of
each chain is the one that \`${paths.auditHeads}\` names.

A line of \`${paths.checkpoints}\` has a \`value\`, which is JSON with a \`statement\` and a \`signature\`: Ed25519 over the statement as UTF-8, in base64url, by the
key in \`${paths.publicKey}\`. The statement is JSON with \`heads\`: entries that were the last of their chain at that \`time\`. They must be here. The last line, \`export\`, was
signed when this folder was written, and names the end of every chain.

\`kind\`: \`access\` (read; \`patients\` were shown), \`intent\` and \`outcome\` (a write, before and after), \`refusal\`, \`event\`. \`time\` is in milliseconds since 1970.
`;
}
