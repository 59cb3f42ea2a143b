import type { BrickView, CertificateView, ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyHealth } from '../assembly/assembly.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { ServiceShelf } from '../service/service-shelf.ts';
import { packageVersion } from './package-version.ts';

/** What the bricks are told from. */
export interface BrickViewsOptions {
  /** With the stores that are in force. */
  readonly configuration: AssemblyConfiguration;
  readonly services: ServiceShelf;
  readonly health: AssemblyHealth;
  certificateOf(reference: ModuleReference): CertificateView;
}

/** Every module in its place, in the order of the layers. */
export async function brickViews({
  configuration,
  services,
  health,
  certificateOf,
}: BrickViewsOptions): Promise<readonly BrickView[]> {
  const { hosting, data } = configuration;
  const runners = new Map(services.all().map((runner) => [`services.${runner.manifest.name}`, runner]));
  const references: readonly (readonly [string, ModuleReference])[] = [
    ['hosting.server', hosting.server],
    ['hosting.identity', hosting.identity],
    ['data.records', data.records],
    ['data.documents', data.documents],
    ['data.audit', data.audit],
    ['data.state', data.state],
    ...[...runners].map(([place, { reference }]) => [place, reference] as const),
  ];
  return Promise.all(
    references.map(async ([place, reference]) => {
      const { contract, contractVersion, package: name, keeps } = reference;
      const version = await packageVersion(reference);
      const runner = runners.get(place);
      const found = health.modules.find((module) => module.place === place);
      return {
        place,
        layer: layerOf(place),
        contract,
        contractVersion,
        package: name,
        ...(version === undefined ? {} : { version }),
        ...(keeps === undefined ? {} : { keeps }),
        ...(runner === undefined ? {} : { title: runner.manifest.title, runs: runner.runs }),
        health: healthOf(found),
        certificate: runner?.certificate ?? certificateOf(reference),
        ...(runner === undefined ? {} : { breaker: runner.breaker.view() }),
      };
    }),
  );
}

function layerOf(place: string): BrickView['layer'] {
  return place.startsWith('hosting.') ? 'hosting' : place.startsWith('data.') ? 'data' : 'services';
}

function healthOf(found: AssemblyHealth['modules'][number] | undefined): BrickView['health'] {
  // Put in while the others were asked.
  if (found === undefined) return { status: 'warn', reason: 'It has not been asked how it is yet.' };
  const { status, reason } = found;
  return reason === undefined ? { status } : { status, reason };
}
