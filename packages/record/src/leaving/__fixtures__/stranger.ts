// Somebody who has nothing but the folder and its README. Takes nothing from the rest of this repository, and says what it finds as JSON.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '';
const wrong: string[] = [];
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const lines = (path: string) => (existsSync(join(folder, path)) ? read(path).split('\n').slice(0, -1) : []);
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

// Is it whole?
for (const list of ['SHA256SUMS.sha256', 'SHA256SUMS']) {
  for (const line of lines(list)) {
    const path = line.slice(66);
    if (sha256(readFileSync(join(folder, path))) !== line.slice(0, 64)) wrong.push(`checksum of ${path}`);
  }
}

// Resources and digests.
const sums = { buckets: new Map<string, bigint>(), compartments: new Map<string, bigint>() };
const add = (sum: Map<string, bigint>, name: string, hash: string) =>
  sum.set(name, ((sum.get(name) ?? 0n) + BigInt(`0x${hash}`)) % 2n ** 128n);
let versions = 0;
for (const file of readdirSync(join(folder, 'resources')).filter((name) => name.endsWith('.versions.ndjson'))) {
  const type = file.slice(0, -'.versions.ndjson'.length);
  const resources = lines(`resources/${type}.ndjson`);
  for (const line of lines(`resources/${file}`)) {
    const facts = JSON.parse(line);
    const next = facts.deleted ? '' : (resources.shift() ?? '');
    const text: string = facts.text ?? next;
    if (!facts.deleted && JSON.parse(next).resourceType !== type) wrong.push(`a resource of ${type}`);
    const parts = [type, facts.id, facts.versionId, String(facts.lastUpdated), facts.deleted ? '1' : '0', text];
    const hash = sha256(parts.join('\u0000')).slice(0, 32);
    if (hash !== facts.hash) wrong.push(`hash of ${type}/${facts.id}`);
    add(sums.buckets, sha256(`${type}/${facts.id}`).slice(0, 2), hash);
    for (const name of new Set<string>(facts.compartments)) add(sums.compartments, name, hash);
    versions += 1;
  }
  if (resources.length > 0) wrong.push(`lines of ${type}`);
}
for (const [kind, sum] of Object.entries(sums)) {
  const written = lines(`digests/${kind}.ndjson`).map((line) => JSON.parse(line));
  if (written.length !== sum.size) wrong.push(`number of ${kind}`);
  for (const { name, sum: digest } of written) {
    if (sum.get(name)?.toString(16).padStart(32, '0') !== digest) wrong.push(`digest of ${name}`);
  }
}

// Documents.
let documents = 0;
for (const line of lines('documents.ndjson')) {
  const { sha256: name, size } = JSON.parse(line);
  const bytes = readFileSync(join(folder, 'documents', name.slice(0, 2), name));
  if (sha256(bytes) !== name || bytes.length !== size) wrong.push(`document ${name}`);
  documents += 1;
}

// Audit log.
const ends = new Map<string, { readonly sequence: number; readonly hash: string }>();
const hashes = new Map<string, string>();
for (const line of lines('audit/entries.ndjson')) {
  const [, hash = '', entry = ''] = /^\{"hash":"(.{64})","entry":(.*)\}$/.exec(line) ?? [];
  const { writer, sequence } = JSON.parse(entry);
  const before = ends.get(writer) ?? { sequence: 0, hash: '0'.repeat(64) };
  if (sequence !== before.sequence + 1) wrong.push(`place of ${sequence} in ${writer}`);
  if (sha256(`${before.hash}\n${entry}`) !== hash) wrong.push(`hash of ${sequence} in ${writer}`);
  ends.set(writer, { sequence, hash });
  hashes.set(`${writer} ${sequence}`, hash);
}
for (const line of lines('audit/heads.ndjson')) {
  const { writer, sequence, hash } = JSON.parse(line);
  if (ends.get(writer)?.sequence !== sequence || ends.get(writer)?.hash !== hash) wrong.push(`end of ${writer}`);
  ends.delete(writer);
}
if (ends.size > 0) wrong.push('chains without an end');
const key = createPublicKey(read('audit/public-key.pem'));
let checkpoints = 0;
for (const line of lines('audit/checkpoints.ndjson')) {
  const { statement, signature } = JSON.parse(JSON.parse(line).value);
  if (!verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64url'))) wrong.push('a signature');
  for (const { writer, sequence, hash } of JSON.parse(statement).heads) {
    if (hashes.get(`${writer} ${sequence}`) !== hash) wrong.push(`checkpoint of ${writer}`);
  }
  checkpoints += 1;
}

process.stdout.write(JSON.stringify({ wrong, versions, documents, entries: hashes.size, checkpoints }));
