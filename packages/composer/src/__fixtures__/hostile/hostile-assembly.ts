import { randomBytes } from 'node:crypto';
import type { ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import type { Assembly } from '../../assembly/assembly.ts';
import { openAssembly } from '../../assembly/open-assembly.ts';
import type { AssemblyConfiguration } from '../../configuration/assembly-configuration.ts';
import { reference } from '../modules.ts';
import { plainAssembly } from '../plain-assembly.ts';

/** A panel as the shell of the fixtures tells of it. */
export interface Panel {
  readonly outcome: string;
  readonly html?: string;
  readonly since?: number;
  readonly reason?: string;
}

/** An assembly with somebody else's services beside a good one of ours. */
export interface HostileAssembly {
  readonly assembly: Assembly;
  readonly logged: readonly string[];
  /** Every panel of the chart, as this user sees it. */
  panels(user?: string): Promise<Readonly<Record<string, Panel>>>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** Opens it, with a real clock and short limits. */
export async function openHostileAssembly(
  services: readonly ModuleReference<'digital-service'>[],
  isolation: AssemblyConfiguration['isolation'] = {},
  beside = [reference('digital-service', 'shell'), reference('digital-service', 'neighbour')],
  breaker: AssemblyConfiguration['breaker'] = {},
  grants: AssemblyConfiguration['grants'] = {},
  publicOrigin = 'http://127.0.0.1:3000',
): Promise<HostileAssembly> {
  const logged: string[] = [];
  const log = (message: string, given?: object) => logged.push(`${message} ${JSON.stringify(given ?? {})}`);
  const context: ModuleContext = {
    clock: { now: () => Date.now() },
    logger: { info: log, warn: log, error: log },
    randomBytes: (size) => new Uint8Array(randomBytes(size)),
  };
  const plain = plainAssembly(...beside, ...services);
  const assembly = await openAssembly({
    configuration: {
      ...plain,
      hosting: { ...plain.hosting, publicOrigin },
      breaker,
      grants,
      isolation: { silence: 1000, callTime: 3000, ...isolation },
    },
    context,
    listen: true,
  });
  const get = (path: string, headers: Readonly<Record<string, string>> = { cookie: 'session=doctor' }) =>
    assembly.fetch(new Request(`http://127.0.0.1:3000${path}`, { headers }));
  return {
    assembly,
    logged,
    get,
    panels: async (user = 'doctor') => (await (await get('/', { cookie: `session=${user}` })).json()) as never,
  };
}
