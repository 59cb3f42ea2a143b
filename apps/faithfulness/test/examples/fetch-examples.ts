import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageName = 'hl7.fhir.r4.examples@4.0.1';
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/baseplate/r4-examples', import.meta.url));

/**
 * The folder of the official R4 examples (CC0), fetched from the npm registry once: 19 MB, too large for everybody's installation.
 *
 * @returns undefined, and says why, if they cannot be had
 */
export function fetchExamples(): string | undefined {
  const folder = join(cache, 'package');
  if (existsSync(join(folder, 'Patient-example.json'))) return folder;
  mkdirSync(cache, { recursive: true });
  const packed = spawnSync('npm', ['pack', packageName, '--silent', '--pack-destination', cache], { encoding: 'utf8' });
  const archive = readdirSync(cache).find((name) => name.endsWith('.tgz'));
  if (packed.status !== 0 || archive === undefined) {
    console.error(`NOT RUN: ${packageName} could not be fetched. ${packed.stderr ?? packed.error?.message ?? ''}`);
    return undefined;
  }
  const unpacked = spawnSync('tar', ['-xzf', join(cache, archive), '-C', cache], { encoding: 'utf8' });
  if (unpacked.status === 0) return folder;
  console.error(`NOT RUN: ${packageName} could not be unpacked. ${unpacked.stderr ?? unpacked.error?.message ?? ''}`);
  return undefined;
}
