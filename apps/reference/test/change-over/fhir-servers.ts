import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemToken } from '../crash/crash-round.ts';
import { runBaseplate } from '../start/run-baseplate.ts';

/** Somebody else's FHIR server, in a process of its own. */
export interface FhirServer {
  /** Its R4 base. */
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** Types that the tests' record holds. */
export const types = ['Basic', 'Binary', 'Patient'];

const program = fileURLToPath(
  new URL('../../../../packages/data/records-fhir/src/__fixtures__/small-server/run.ts', import.meta.url),
);

/** An R4 server written from the specification, with opaque version ids. It keeps these types. */
export async function smallServer(kept = types): Promise<FhirServer> {
  const child = spawn(process.execPath, [program, ...kept], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return {
    url: String(line).trim(),
    token: 'token of the small server',
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Our own record, as another supplier's would be: by R4 over HTTP alone. */
export async function ownRecord(folder: string): Promise<FhirServer> {
  const data = join(folder, 'keeper');
  const process = runBaseplate(['start'], { data });
  const url = await process.ready;
  return {
    url: `${url}/fhir`,
    token: await systemToken(data, url),
    async stop() {
      await process.stop('SIGTERM');
    },
  };
}
