import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isJsonObject } from '@baseplate-epr/fhir';
import { sendRequest } from '../support/send-request.ts';
import { startRecord } from '../support/start-record.ts';
import { brokenProfileRules } from './broken-rules.ts';
import { knownFaults } from './known-faults.ts';
import { mutateByProfile } from './mutate-by-profile.ts';
import { mutateByType } from './mutate-by-type.ts';
import type { Mutation } from './mutation.ts';
import { readDefinitions, readExamples, type UkCoreExample } from './read-uk-core.ts';
import { ukCoreFolder } from './uk-core-folder.ts';
import { validateOverHttp } from './validate-over-http.ts';

/** Requests at once. */
const concurrency = 8;

const folder = ukCoreFolder();
if (folder !== undefined) await checkUkCore(folder);

async function checkUkCore(ukCore: string): Promise<void> {
  const lines: string[] = [];
  const say = (line: string) => {
    lines.push(line);
    console.log(line);
  };
  let unexpected = 0;
  const absent = new Set<string>();
  const definitions = readDefinitions(ukCore);
  const examples = readExamples(ukCore, definitions);
  const record = await startRecord((baseplate) => {
    const installed = baseplate(['profiles', 'install', ukCore]);
    say(`$ baseplate profiles install uk-core`);
    for (const [, url = ''] of installed.stderr.matchAll(/It binds to (\S+) .*?, which is not here/g)) absent.add(url);
    for (const line of `${installed.stdout}${installed.stderr}`.trim().split('\n')) say(line);
  });
  try {
    const accepted: UkCoreExample[] = [];
    for (const example of examples) {
      const { file, text, profile, resource } = example;
      const issues = await validateOverHttp(record, { type: String(resource.resourceType), text }, profile);
      const errors = issues.filter(({ severity }) => severity === 'error');
      const written = await write(record, example);
      if ((errors.length === 0) !== written < 300) {
        unexpected += 1;
        say(`$validate and a write do not agree (${written}): ${file}`);
      }
      if (errors.length === 0) {
        accepted.push(example);
        continue;
      }
      const known = knownFaults[file];
      if (known === undefined) unexpected += 1;
      say(`refused ${file}: ${errors.map((one) => `${one.expression?.[0]}: ${one.diagnostics}`).join(' ')}`);
      say(`  ${known ?? 'UNEXPECTED: nobody has looked at this yet.'}`);
    }
    say(`${examples.length} examples: ${accepted.length} accepted, ${examples.length - accepted.length} refused.`);
    const counts = new Map<string, { made: number; missed: number }>();
    for (const example of accepted) {
      const mutations = [...mutationsOf(example)];
      for (let at = 0; at < mutations.length; at += concurrency) {
        const some = mutations.slice(at, at + concurrency);
        const told = await Promise.all(some.map((one) => isRefused(record, one, example.profile)));
        for (const [index, mutation] of some.entries()) {
          const count = counts.get(mutation.kind) ?? { made: 0, missed: 0 };
          counts.set(mutation.kind, count);
          count.made += 1;
          const answer = told[index];
          if (answer === undefined) continue;
          count.missed += 1;
          unexpected += 1;
          say(`missed: ${mutation.kind} at ${mutation.expression} of ${example.file}: ${answer}`);
        }
      }
    }
    say('\nsingle faults, each refused at its path:');
    let made = 0;
    for (const [kind, count] of [...counts].sort()) {
      made += count.made;
      say(`${String(count.made).padStart(7)}  ${kind}${count.missed === 0 ? '' : ` (${count.missed} MISSED)`}`);
    }
    say(`${String(made).padStart(7)}  in all, ${unexpected === 0 ? 'none' : unexpected} unexpected`);
  } finally {
    await record.stop();
  }

  function* mutationsOf({ resource, profile }: UkCoreExample): Generator<Mutation> {
    yield* mutateByType(resource);
    yield* mutateByProfile(resource, profile, definitions, absent);
    for (const { rule, profile: name, change } of brokenProfileRules) {
      if (!profile.includes(name)) continue;
      const changed = change(resource);
      const expression = String(resource.resourceType) + (rule === 'ukcore-spec-001' ? '.collection' : '');
      if (changed !== undefined) yield { kind: `rule broken: ${rule}`, resource: changed, expression };
    }
  }

  const evidence = fileURLToPath(new URL('../../../../docs/evidence', import.meta.url));
  mkdirSync(evidence, { recursive: true });
  writeFileSync(`${evidence}/uk-core.txt`, `${lines.join('\n')}\n`);
  if (unexpected > 0) process.exitCode = 1;
}

/** Undefined if the fault is told at its path, otherwise what was said. */
async function isRefused(
  record: { readonly base: string; readonly token: string },
  { resource, expression }: Mutation,
  profile: string,
): Promise<string | undefined> {
  const type = String(resource.resourceType);
  const issues = await validateOverHttp(record, { type, text: JSON.stringify(resource) }, profile);
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.some((one) => one.expression?.[0] === expression)) return undefined;
  return errors.length === 0 ? 'accepted' : `told at ${errors.map((one) => one.expression?.[0]).join(', ')}`;
}

/** Writes an example as one that claims its profile; the status of the answer. */
async function write({ base, token }: { base: string; token: string }, example: UkCoreExample): Promise<number> {
  const { resource, profile } = example;
  const meta = isJsonObject(resource.meta) ? resource.meta : {};
  const claiming = { ...resource, id: undefined, meta: { ...meta, profile: [profile] } };
  const answer = await sendRequest(base, token, {
    method: 'POST',
    path: `/${resource.resourceType}`,
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(claiming),
  });
  return answer.status;
}
