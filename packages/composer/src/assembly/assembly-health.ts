import type { Health, Module, ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { Modules } from '../module/modules.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';
import { inGoodTime } from '../swapping/in-good-time.ts';
import type { AssemblyHealth } from './assembly.ts';

const order = ['pass', 'warn', 'fail'] as const;

/** How long a module may take to say how it is, in milliseconds: twice what the contract allows. */
const answeringTime = 2000;

/**
 * Asks every module how it is. The assembly is as well as the worst of them, but for a failed document store or digital service, which is a
 * warning.
 *
 * @param servicesTrouble - why others answer than those that were applied, if they do
 */
export async function assemblyHealth(
  { hosting, data }: AssemblyConfiguration,
  modules: Omit<Modules, 'services'>,
  services: ServiceShelf,
  servicesTrouble?: string,
): Promise<AssemblyHealth> {
  const asked: readonly (readonly [string, ModuleReference, Pick<Module, 'health'>])[] = [
    ['hosting.server', hosting.server, modules.server],
    ['hosting.identity', hosting.identity, modules.identity],
    ['data.records', data.records, modules.records],
    ['data.documents', data.documents, modules.documents],
    ['data.audit', data.audit, modules.audit],
    ['data.state', data.state, modules.state],
    ...services.all().map((runner) => [`services.${runner.manifest.name}`, runner.reference, runner] as const),
  ];
  const answers: AssemblyHealth['modules'][number][] = await Promise.all(
    asked.map(async ([place, reference, module]) => ({ place, package: reference.package, ...(await ask(module)) })),
  );
  if (servicesTrouble !== undefined)
    answers.push({ place: 'services', package: '', status: 'warn', reason: servicesTrouble });
  // Without its documents, or one of its panels, a record still answers for all else. Were it to call itself failed, whatever sends requests to
  // healthy processes would send none at all. Without its user interface a process is of no use to people.
  const shell = `services.${services.shell()?.manifest.name}`;
  const isDispensable = (place: string) =>
    place === 'data.documents' || (place.startsWith('services.') && place !== shell);
  const counted = answers.map(({ place, status }) => (status === 'fail' && isDispensable(place) ? 'warn' : status));
  const worst = Math.max(...counted.map((status) => order.indexOf(status)));
  return { status: order[worst] ?? 'fail', modules: answers };
}

async function ask(module: Pick<Module, 'health'>): Promise<Health> {
  const failing = (reason: string) => (): Health => ({ status: 'fail', reason });
  const asked = (async () => module.health())();
  const answer = asked.catch(failing('It threw when asked how it is, which its contract forbids.'));
  const late = 'It does not say how it is.';
  return inGoodTime(answeringTime, answer, late).catch(failing(late));
}

/** What `/health` tells the outside: the overall state and no more. 503 when something the record needs has failed. */
export function healthAnswer({ status }: AssemblyHealth): Response {
  return Response.json({ status }, { status: status === 'fail' ? 503 : 200, headers: { 'cache-control': 'no-store' } });
}
