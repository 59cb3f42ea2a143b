import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { FhirServer } from './fhir-servers.ts';
import { stopTrusts } from './trust.ts';

/** A folder for the records of a test file and a list for its servers; all of it is stopped and removed at the end. */
export function serversOfATest(name: string): { readonly folder: string; readonly servers: FhirServer[] } {
  const folder = mkdtempSync(join(tmpdir(), `baseplate-${name}-`));
  const servers: FhirServer[] = [];
  afterAll(async () => {
    await stopTrusts();
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
  return { folder, servers };
}
