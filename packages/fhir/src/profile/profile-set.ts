import type { GeneralEngine } from '../fhirpath/general-engine.ts';
import { loadGeneralEngine } from '../fhirpath/general-engine.ts';
import type { JsonObject } from '../json/json-value.ts';
import { createTerminology, type Terminology, withoutVersion } from '../terminology/terminology.ts';
import { compileItem } from './compile-item.ts';
import type { CompiledProfile, CompileScope } from './compile-scope.ts';
import { mergeNodes } from './merge-nodes.ts';
import { needsGeneralEngine } from './needs-general-engine.ts';
import { ownProfile } from './own-profiles.ts';
import { readStructureDefinition } from './read-structure-definition.ts';
import type { ProfileDefinition } from './structure-definition.ts';

/** Something in a definition that cannot be used here, and why. */
export interface ProfileProblem {
  /** Canonical URL of the definition; empty where it has none. */
  readonly url: string;
  /** In words. */
  readonly problem: string;
  /** True when the whole definition cannot be used, false when a part of it is not checked. */
  readonly unusable: boolean;
}

/** Profiles, extensions and terminology that resources can be held against. Immutable; what is compiled is kept. */
export interface ProfileSet {
  /** A profile or extension by canonical URL; a version after `|` must be the one that is here. R4's own are always here. */
  find(canonical: string): CompiledProfile | undefined;
  /** Canonical URLs of the loaded profiles of a resource type, in the order of loading. R4's own are not among them. */
  profilesOf(type: string): readonly string[];
  /** True when nothing was loaded. */
  readonly isEmpty: boolean;
  readonly terminology: Terminology;
  /** Compiles everything that was loaded, which otherwise happens at first use, and tells what cannot be used. */
  problems(): readonly ProfileProblem[];
}

/**
 * Makes a profile set of StructureDefinition, ValueSet and CodeSystem resources; resources of other types are passed over.
 *
 * Later definitions take the place of earlier ones of the same URL.
 */
export async function createProfileSet(resources: readonly JsonObject[]): Promise<ProfileSet> {
  const definitions = new Map<string, ProfileDefinition>();
  const unusable: ProfileProblem[] = [];
  for (const resource of resources) {
    if (resource.resourceType !== 'StructureDefinition') continue;
    const { profile, problem } = readStructureDefinition(resource);
    const url = typeof resource.url === 'string' ? resource.url : '';
    if (profile === undefined) unusable.push({ url, problem, unusable: true });
    else definitions.set(profile.url, profile);
  }
  const wantsEngine = [...definitions.values()].some(({ tree }) => needsGeneralEngine(tree));
  return assemble(
    definitions,
    unusable,
    createTerminology(resources),
    wantsEngine ? await loadGeneralEngine() : undefined,
  );
}

function assemble(
  definitions: ReadonlyMap<string, ProfileDefinition>,
  unusable: readonly ProfileProblem[],
  terminology: Terminology,
  engine: GeneralEngine | undefined,
): ProfileSet {
  const compiled = new Map<string, CompiledProfile | undefined>();
  const told = new Map<string, ProfileProblem>();
  const underWay = new Set<string>();

  const tell = (url: string, problem: string, whole: boolean) => {
    told.set(`${url} ${problem}`, { url, problem, unusable: whole });
  };

  const definitionOf = (url: string) => definitions.get(url) ?? ownProfile(url);

  const compile = (url: string): CompiledProfile | undefined => {
    const definition = definitionOf(url);
    if (definition === undefined) return undefined;
    if (underWay.has(url)) {
      tell(url, 'It builds on itself, by way of others.', true);
      return undefined;
    }
    underWay.add(url);
    const tree = treeOf(definition);
    underWay.delete(url);
    if (tree === undefined) return undefined;
    const check = compileItem(tree, undefined, scopeOf(definition, false));
    return { definition, tree, isOwn: !definitions.has(url), check };
  };

  const scopeOf = ({ url, type }: ProfileDefinition, eager: boolean): CompileScope => ({
    url,
    type,
    terminology,
    engine,
    profile: find,
    profileType: (other) => definitionOf(other)?.type,
    eager,
    nested: new Map(),
    problem: (text) => tell(url, text, false),
  });

  /** What a definition and all it builds on say; undefined, and told, where something it builds on is missing. */
  const treeOf = ({ url, base, type, tree, complete }: ProfileDefinition) => {
    const baseUrl = withoutVersion(base);
    if (complete || baseUrl === `http://hl7.org/fhir/StructureDefinition/${type}`) return tree;
    const below = find(baseUrl);
    if (below !== undefined) return mergeNodes(below.tree, tree);
    tell(url, `It builds on ${base}, which is not here. Install the package that has it first.`, true);
    return undefined;
  };

  const find = (canonical: string): CompiledProfile | undefined => {
    const url = withoutVersion(canonical);
    if (!compiled.has(url)) compiled.set(url, compile(url));
    const profile = compiled.get(url);
    const version = canonical.slice(url.length + 1);
    // R4's own have no version of their own but 4.0.1, by which nobody calls them.
    return version === '' || profile?.isOwn || profile?.definition.version === version ? profile : undefined;
  };

  return {
    find,
    profilesOf: (type) =>
      [...definitions.values()].filter((one) => one.type === type && !one.abstract).map((one) => one.url),
    isEmpty: definitions.size === 0,
    terminology,
    problems() {
      for (const url of definitions.keys()) {
        const profile = find(url);
        if (profile !== undefined) compileItem(profile.tree, undefined, scopeOf(profile.definition, true));
      }
      return [...unusable, ...told.values()];
    },
  };
}
