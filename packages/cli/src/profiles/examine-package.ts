import { createProfileSet, type JsonObject, validateResource } from '@baseplate-epr/fhir';
import type { FhirPackage, PackageDefinition } from './read-package.ts';

/** What becomes of a package. */
export interface ExaminedPackage {
  /** Definitions that can be used. */
  readonly usable: readonly PackageDefinition[];
  /** What cannot be used, and why. */
  readonly refused: readonly string[];
  /** Parts of usable definitions that will not be checked, and why. */
  readonly unchecked: readonly string[];
}

/**
 * Checks every definition as a resource, and compiles all of them as a trial.
 *
 * @param others - definitions of packages that are installed already; profiles may build on them.
 */
export async function examinePackage(
  { definitions, unreadable }: FhirPackage,
  others: readonly JsonObject[],
): Promise<ExaminedPackage> {
  const refused = unreadable.map(({ file, reason }) => `${file}: ${reason}`);
  const sound: PackageDefinition[] = [];
  const urls = new Set<unknown>();
  for (const definition of definitions) {
    const reason =
      faultOf(definition) ??
      (isTwice(definition, urls) ? 'The package has another definition of the same URL.' : undefined);
    if (reason === undefined) sound.push(definition);
    else refused.push(`${definition.file}: ${reason}`);
  }
  const set = await createProfileSet([...others, ...sound.map(({ parsed }) => parsed.resource)]);
  const own = new Set(sound.map(({ parsed }) => parsed.resource.url));
  const problems = set.problems().filter(({ url }) => own.has(url));
  const unusable = new Set(problems.filter((one) => one.unusable).map(({ url }) => url));
  const told = (unusableOnes: boolean) =>
    problems.filter((one) => one.unusable === unusableOnes).map(({ url, problem }) => `${url}: ${problem}`);
  return {
    usable: sound.filter(({ parsed }) => !unusable.has(String(parsed.resource.url))),
    refused: [...refused, ...told(true)],
    unchecked: told(false),
  };
}

function faultOf({ parsed }: PackageDefinition): string | undefined {
  const { url, resourceType } = parsed.resource;
  if (typeof url !== 'string' && resourceType !== 'NamingSystem') return 'It has no url, so nothing can name it.';
  const [fault, ...more] = validateResource(parsed).filter(({ severity }) => severity === 'error');
  if (fault === undefined) return undefined;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return `It is not valid R4: ${fault.expression}: ${fault.diagnostics}${others}`;
}

function isTwice({ parsed }: PackageDefinition, urls: Set<unknown>): boolean {
  const { url } = parsed.resource;
  if (url === undefined) return false;
  const twice = urls.has(url);
  urls.add(url);
  return twice;
}
