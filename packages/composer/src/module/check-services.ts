import { assemblyScopes, type ServiceManifest } from '@baseplate-epr/contracts';
import { scopesCover } from '@baseplate-epr/record';

const ofAssembly: ReadonlySet<string> = new Set(assemblyScopes);
const scopeSyntax = /^(user|patient|system)\/([A-Z][A-Za-z]*|\*)\.(c?r?u?d?s?)(\?.+)?$/;

/**
 * Every mistake in what the services of an assembly say of themselves, also against each other.
 *
 * @param complete - whether these are all; otherwise nobody knows whether a user interface is missing
 */
export function serviceProblems(
  services: readonly { readonly manifest: ServiceManifest }[],
  complete: boolean,
): readonly string[] {
  const problems: string[] = [];
  const names = new Set<string>();
  for (const { manifest } of services) {
    const { name } = manifest;
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(name))
      problems.push(`services: "${name}" is not a service name. Use lower-case letters, digits and hyphens.`);
    if (names.has(name)) problems.push(`services: ${name} is there twice. Take one out.`);
    names.add(name);
    for (const scope of manifest.scopes) {
      if (!scopeSyntax.test(scope) && !ofAssembly.has(scope))
        problems.push(
          `services: ${name} asks for "${scope}", which is no SMART v2 scope. Write it like user/Observation.rs.`,
        );
    }
    for (const fill of manifest.slots) {
      if (!(fill.timeBudget >= 1 && fill.timeBudget <= 2000))
        problems.push(`services: ${name} wants ${fill.timeBudget} ms for slot ${fill.slot}; allowed are 1 to 2000.`);
    }
  }
  for (const { manifest } of services) {
    if (manifest.userInterface !== true && manifest.assets.some(({ kind }) => kind === 'script'))
      problems.push(
        `services: ${manifest.name} declares a script and is no user interface, so it would never be loaded. Take it out.`,
      );
    for (const { path, scope } of manifest.pages ?? []) {
      if (!scopesCover(manifest.scopes, scope))
        problems.push(
          `services: ${manifest.name} offers its page ${path} to whoever holds "${scope}", which it does not ask for itself. Name a scope that its own cover.`,
        );
    }
    for (const { path } of [...manifest.slots, ...manifest.assets, ...(manifest.pages ?? [])]) {
      if (!/^\/(?![/\\])[^?#]*$/.test(path))
        problems.push(
          `services: ${manifest.name} names the path "${path}". Write paths within the service, like /card.`,
        );
    }
  }
  const interfaces = services.filter(({ manifest }) => manifest.userInterface === true);
  if (interfaces.length > 1 || (complete && interfaces.length === 0)) {
    problems.push(
      interfaces.length === 0
        ? 'services: none of them is a user interface. Add one, e.g. clinicianWorkspace().'
        : `services: ${interfaces.map(({ manifest }) => manifest.name).join(' and ')} are all user interfaces. Keep one.`,
    );
  }
  return problems;
}
