import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ModuleContext } from '@baseplate-epr/contracts';
import { afterEach, expect, test } from 'vitest';
import { type InstalledBricks, installBricks } from '../__fixtures__/installed-bricks.ts';
import { applyPlan } from '../apply/apply-assembly.ts';
import type { Assembly } from '../assembly/assembly.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { planAssembly } from '../plan/plan-assembly.ts';

const now = Date.parse('2026-11-29T12:00:00Z');
const logged: string[] = [];
const log = (message: string) => logged.push(message);
const context: ModuleContext = {
  clock: { now: () => now },
  logger: { info: log, warn: log, error: log },
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
};
let bricks: InstalledBricks | undefined;
let assembly: Assembly | undefined;
afterEach(async () => {
  await assembly?.stop();
  await bricks?.remove();
  logged.length = 0;
});

/** A record in production without the service of the package `extra`, and the configuration that adds it. */
async function inProduction(): Promise<{ installed: InstalledBricks; added: AssemblyConfiguration }> {
  const installed = await installBricks(now);
  bricks = installed;
  await installed.certify('bricks');
  const ledger = { directory: join(installed.folder, 'ledger') };
  const added = { ...installed.configuration, ledger };
  const services = added.services.filter((service) => service.package !== 'extra');
  assembly = await openAssembly({ configuration: { ...added, services }, context, listen: true });
  return { installed, added };
}

const apply = async (configuration: AssemblyConfiguration) =>
  applyPlan(await planAssembly({ configuration, context }), {
    configuration,
    context,
    onProgress: () => {},
    signal: new AbortController().signal,
  });

test('in production a service without a certificate is put in front nowhere; with one that came since, it is, without a restart', async () => {
  const { installed, added } = await inProduction();
  const { problems } = await planAssembly({ configuration: added, context });
  expect(problems).toEqual([expect.stringMatching(/^services, extra: extra 1\.0\.0 .* may not run in production/)]);
  await installed.certify('extra');
  expect(await apply(added)).toMatchObject([{ place: 'services', processes: 1 }]);
  const page = await assembly?.fetch(
    new Request('http://127.0.0.1:3000/services/good/', { headers: { cookie: 'session=doctor' } }),
  );
  expect(page?.status).toBe(200);
});

test('an override that the configuration brings along counts, and is told', async () => {
  const { installed, added } = await inProduction();
  const override = {
    package: 'extra',
    digest: await installed.digestOf('extra'),
    administrator: 'Sam Reed',
    reason: 'Its certificate is on its way.',
    until: '2026-12-31',
  };
  await apply({ ...added, overrides: [override] });
  expect(logged.join('\n')).toContain('extra runs without a certificate until 2026-12-31: Sam Reed decided so');
});
