import { randomBytes } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { createSigningKey } from '@baseplate-epr/certificate';
import { isBaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type InstalledBricks, installBricks } from '../__fixtures__/installed-bricks.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { atAddress } from '../configuration/placement.ts';
import { createAdmission } from './admission.ts';

const now = Date.UTC(2026, 10, 21);
const warnings: string[] = [];
const context: ModuleContext = {
  clock: { now: () => now },
  logger: { info() {}, warn: (message) => warnings.push(message), error() {} },
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
};
let bricks: InstalledBricks;

beforeEach(async () => {
  bricks = await installBricks(now);
  warnings.length = 0;
});
afterEach(() => bricks.remove());

/** The words of the refusal; "it started" if there was none. */
async function start(configuration: AssemblyConfiguration = bricks.configuration): Promise<string> {
  try {
    const assembly = await openAssembly({ configuration, context, listen: false });
    await assembly.stop();
    return 'it started';
  } catch (error) {
    return isBaseplateError(error) ? error.message : String(error);
  }
}

test('with a valid certificate for every module an assembly starts', async () => {
  await bricks.certify('bricks');
  await bricks.certify('extra');
  expect(await start()).toBe('it started');
  expect(warnings).toEqual([]);
});

test('without certificates nothing starts, every module is named with what to do, and on trial nobody asks', async () => {
  const words = await start();
  for (const place of ['hosting.server', 'data.records', 'data.state', 'services[0]', 'services[1]'])
    expect(words).toContain(`${place}: `);
  expect(words).toContain('extra 1.0.0 (digest ');
  expect(words).toContain('There is no certificate for it. Put a valid certificate into ');
  const { mode: _, ...trial } = bricks.configuration;
  expect(await start(trial)).toBe('it started');
});

test('one byte changed after the certificate was made keeps the module out, and nothing of it is run', async () => {
  await bricks.certify('bricks');
  await bricks.certify('extra');
  await appendFile(bricks.fileOf('extra', 'index.js'), '\nglobalThis.wasRun = true;');
  expect(await start()).toContain('This is not the package that was tried: extra 1.0.0 has other files');
  expect('wasRun' in globalThis).toBe(false);
});

test('a package whose files have changed since it was admitted is not started again; one whose certificate has expired is', async () => {
  await bricks.certify('extra');
  const [, extra] = bricks.configuration.services;
  if (extra === undefined) throw new Error('There is no second service.');
  let time = now;
  const admission = createAdmission(bricks.configuration, () => time);
  await admission.admit(extra);
  time += 10 * 365 * 86_400_000;
  await admission.readmit(extra);
  await appendFile(bricks.fileOf('extra', 'index.js'), '\n//');
  await expect(admission.readmit(extra)).rejects.toMatchObject({ code: 'certificate-invalid' });
});

test.each<[string, () => Promise<void>, string]>([
  ['expired', () => bricks.certify('extra', { expiresAt: '2026-11-20T00:00:00.000Z' }), 'expired on 2026-11-20'],
  ['of an unknown key', () => bricks.certify('extra', {}, createSigningKey()), 'not trusted here'],
  [
    'wrongly signed',
    () => bricks.certify('extra', {}, { ...createSigningKey(), keyId: bricks.key.keyId }),
    'signature does not hold',
  ],
  [
    'about no module',
    () => bricks.certify('extra', { modules: [] }),
    'does not say that good keeps digital-service version 1',
  ],
])('a certificate that is %s keeps the module out', async (_how, certify, words) => {
  await bricks.certify('bricks');
  await certify();
  expect(await start()).toContain(words);
});

test('an administrator’s override lets exactly this package run, is told, and is audited with the reason', async () => {
  await bricks.certify('bricks');
  const override = {
    package: 'extra',
    digest: await bricks.digestOf('extra'),
    administrator: 'Ada Example',
    reason: 'The supplier is away until Monday.',
    until: '2026-11-30',
  };
  const configuration = { ...bricks.configuration, overrides: [override] };
  const entriesAfterStart = async (given: AssemblyConfiguration) => {
    const assembly = await openAssembly({ configuration: given, context, listen: false });
    const { verification } = await assembly.record.verifyAudit();
    await assembly.stop();
    return verification.entries;
  };
  const { mode: _, ...trial } = configuration;
  expect(await entriesAfterStart(configuration)).toBe((await entriesAfterStart(trial)) + 1);
  expect(warnings.join()).toContain('Ada Example decided so (The supplier is away until Monday.)');
  const over = { ...bricks.configuration, overrides: [{ ...override, until: '2026-11-20' }] };
  expect(await start(over)).toContain('The override for it ended on 2026-11-20');
  const other = { ...bricks.configuration, overrides: [{ ...override, digest: 'f'.repeat(64) }] };
  expect(await start(other)).toContain('The override for it is about another digest');
});

test('a service at an address has no certificate; an administrator answers for the address', async () => {
  await bricks.certify('bricks');
  await bricks.certify('extra');
  const url = 'http://127.0.0.1:9/';
  const services = [
    ...bricks.configuration.services,
    atAddress({ package: 'far', url, secret: { secret: 'FAR_SECRET' } }),
  ];
  const words = await start({ ...bricks.configuration, services });
  const digest = /far at its address \(digest ([0-9a-f]{64})\) may not run in production/.exec(words)?.[1] ?? '';
  expect(digest).not.toBe('');
  const override = { package: 'far', digest, administrator: 'A', reason: 'Tried by us.', until: '2026-12-31' };
  // Admitted now, and refused for the next reason.
  expect(await start({ ...bricks.configuration, services, overrides: [override] })).toContain(
    'FAR_SECRET holds no secret',
  );
});
