import type { Capability, ContractName, Module, ServiceManifest, ServiceRequirement } from '@baseplate-epr/contracts';

/** Modules by their place in an assembly, as far as they are there. */
type Loaded = Readonly<Record<string, Module | readonly Module[] | undefined>>;

/**
 * What services require and the assembly does not have, and services that require each other in a circle.
 *
 * @param complete - whether everything could be loaded; otherwise what is missing may be what could not be, which is told already
 */
export function requirementProblems(
  services: readonly { readonly manifest: ServiceManifest }[],
  loaded: Loaded,
  complete: boolean,
): readonly string[] {
  const named = new Map(services.map(({ manifest }) => [manifest.name, manifest.requires ?? []]));
  const problems: string[] = [];
  for (const [name, requires] of named) {
    for (const requirement of requires) {
      if ('contract' in requirement) problems.push(...capabilityProblem(name, requirement, loaded));
      else if (complete && !named.has(requirement.service))
        problems.push(
          `services: ${name} requires the service ${requirement.service}, which is not there. Add it, or take ${name} out.`,
        );
    }
  }
  return [...problems, ...circles(named)];
}

function capabilityProblem(
  name: string,
  { contract, capability }: Extract<ServiceRequirement, { readonly contract: ContractName }>,
  loaded: Loaded,
): string[] {
  const module = Object.values(loaded)
    .flat()
    .find((candidate) => candidate?.contract === contract) as
    | { readonly capabilities?: Readonly<Record<string, Capability>> }
    | undefined;
  if (module === undefined) return [];
  const stated = module.capabilities?.[capability];
  if (stated !== undefined && stated.support !== 'unsupported') return [];
  const why =
    stated === undefined
      ? 'which says nothing of it'
      : `which does not (${(stated.reason ?? 'no reason given').replace(/[.]$/, '')})`;
  return [
    `services: ${name} requires a ${contract} that can do ${capability}, ${why}. Choose another ${contract}, or take ${name} out.`,
  ];
}

function circles(named: ReadonlyMap<string, readonly ServiceRequirement[]>): string[] {
  const found = new Map<string, string>();
  const walk = (path: readonly string[]): void => {
    const last = path.at(-1) ?? '';
    for (const requirement of named.get(last) ?? []) {
      if ('contract' in requirement) continue;
      const at = path.indexOf(requirement.service);
      if (at < 0) walk([...path, requirement.service]);
      else {
        const circle = path.slice(at);
        const members = [...circle].sort().join();
        if (!found.has(members)) found.set(members, [...circle, requirement.service].join(' → '));
      }
    }
  };
  for (const name of named.keys()) walk([name]);
  return [...found.values()].map(
    (circle) =>
      `services: they require each other in a circle: ${circle}. Take one of these requirements, or services, out.`,
  );
}
