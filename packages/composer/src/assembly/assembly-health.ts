import type { Health, Module, ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { Modules } from '../module/modules.ts';
import type { AssemblyHealth } from './assembly.ts';

const order = ['pass', 'warn', 'fail'] as const;

/**
 * Without its documents a record still answers for all but letters and images. Were it to call itself failed, whatever sends requests to
 * healthy processes would send none at all.
 */
const dispensable: ReadonlySet<string> = new Set(['data.documents']);

/** Asks every module how it is. The assembly is as well as the worst of them, but for a failed document store, which is a warning. */
export async function assemblyHealth(
  { hosting, data, services }: AssemblyConfiguration,
  modules: Modules,
): Promise<AssemblyHealth> {
  const asked: readonly (readonly [string, ModuleReference, Module])[] = [
    ['hosting.server', hosting.server, modules.server],
    ['hosting.identity', hosting.identity, modules.identity],
    ['data.records', data.records, modules.records],
    ['data.documents', data.documents, modules.documents],
    ['data.audit', data.audit, modules.audit],
    ['data.state', data.state, modules.state],
    ...modules.services.flatMap((service, index) => {
      const reference = services[index];
      return reference === undefined ? [] : [[`services.${service.manifest.name}`, reference, service] as const];
    }),
  ];
  const answers = await Promise.all(
    asked.map(async ([place, reference, module]) => ({ place, package: reference.package, ...(await ask(module)) })),
  );
  const counted = answers.map(({ place, status }) => (status === 'fail' && dispensable.has(place) ? 'warn' : status));
  const worst = Math.max(...counted.map((status) => order.indexOf(status)));
  return { status: order[worst] ?? 'fail', modules: answers };
}

async function ask(module: Module): Promise<Health> {
  try {
    return await module.health();
  } catch {
    return { status: 'fail', reason: 'It threw when asked how it is, which its contract forbids.' };
  }
}

/** What `/health` tells the outside: the overall state and no more. 503 when something the record needs has failed. */
export function healthAnswer({ status }: AssemblyHealth): Response {
  return Response.json({ status }, { status: status === 'fail' ? 503 : 200, headers: { 'cache-control': 'no-store' } });
}
