import { type CodeHierarchy, codesReached } from './code-hierarchy.ts';
import { type CodeSet, codesWithout, commonCodes, listedCodes, unionOfCodes } from './code-set.ts';
import { filterCodes } from './filter-codes.ts';
import { terminologyError, tooManyCodes } from './terminology-error.ts';
import type { ExpansionPart, ValueSetPart, ValueSetResource } from './terminology-resource.ts';

/** Where code systems and value sets come from. */
export interface TerminologySource {
  /** A code system by url, perhaps with `|version`; undefined if it is not there, or not all its concepts are. */
  codeSystem(url: string): Promise<CodeHierarchy | undefined>;
  valueSet(url: string): Promise<ValueSetResource | undefined>;
}

/** Bounds on an expansion. */
export interface ExpansionLimits {
  /** Codes listed one by one. */
  readonly codes: number;
}

/** Value sets within value sets. */
const deepest = 10;

/**
 * The codes of a value set (https://hl7.org/fhir/R4/valueset.html#compositions): of its complete expansion if it brings one, else of what
 * it includes without what it excludes. A system that is included whole is not listed, and need not be loaded.
 * @throws BaseplateError `query-invalid` if a part is not loaded or not supported, `query-too-costly` beyond the limits
 */
export async function expandValueSet(
  valueSet: ValueSetResource,
  source: TerminologySource,
  limits: ExpansionLimits,
  depth = 0,
): Promise<CodeSet> {
  if (depth > deepest) throw terminologyError('The value set includes others too deeply, or itself.');
  const { compose, expansion } = valueSet;
  if (expansion?.contains !== undefined && isWhole(expansion))
    return bounded(codesOfExpansion(expansion.contains), limits);
  const task = { source, limits, depth };
  const included = unionOfCodes(await Promise.all((compose?.include ?? []).map((part) => codesOfPart(task, part))));
  const out = unionOfCodes(await Promise.all((compose?.exclude ?? []).map((part) => codesOfPart(task, part))));
  return bounded(codesWithout(await listedWhereCut(task, included, out), out), limits);
}

interface Task {
  readonly source: TerminologySource;
  readonly limits: ExpansionLimits;
  readonly depth: number;
}

function bounded(set: CodeSet, { codes }: ExpansionLimits): CodeSet {
  if (listedCodes(set) > codes) throw tooManyCodes(codes);
  return set;
}

function isWhole({ total, offset = 0, contains = [] }: NonNullable<ValueSetResource['expansion']>): boolean {
  return offset === 0 && (total === undefined || count(contains) >= total);
}

function count(parts: readonly ExpansionPart[]): number {
  return parts.reduce((sum, { contains = [] }) => sum + 1 + count(contains), 0);
}

function codesOfExpansion(parts: readonly ExpansionPart[]): CodeSet {
  const own = parts.flatMap(({ system, code, abstract }) =>
    system !== undefined && code !== undefined && abstract !== true ? [new Map([[system, new Set([code])]])] : [],
  );
  return unionOfCodes([...own, ...parts.map(({ contains }) => (contains ? codesOfExpansion(contains) : new Map()))]);
}

async function codesOfPart(task: Task, part: ValueSetPart): Promise<CodeSet> {
  const { system, concept, filter, valueSet = [] } = part;
  const sets = await Promise.all(valueSet.map((url) => nested(task, url)));
  if (system !== undefined) {
    const codes =
      concept !== undefined
        ? new Set(concept.flatMap(({ code }) => code ?? []))
        : filter !== undefined && filter.length > 0
          ? filterCodes(await loaded(task, versioned(part)), filter)
          : 'all';
    sets.push(new Map([[system, codes]]));
  }
  const [first, ...others] = sets;
  return first === undefined ? new Map() : others.reduce(commonCodes, first);
}

async function nested({ source, limits, depth }: Task, url: string): Promise<CodeSet> {
  const found = await source.valueSet(url);
  if (found === undefined)
    throw terminologyError('The value set includes another that is not loaded. Load it as a ValueSet.');
  return expandValueSet(found, source, limits, depth + 1);
}

async function loaded({ source }: Task, url: string): Promise<CodeHierarchy> {
  const found = await source.codeSystem(url);
  if (found !== undefined) return found;
  throw terminologyError(
    'The value set chooses from a code system that is not loaded with all its concepts. Load it as a CodeSystem with the content “complete”, or the value set with an expansion.',
  );
}

function versioned({ system = '', version }: ValueSetPart): string {
  return version === undefined ? system : `${system}|${version}`;
}

/** A whole system from which some codes are taken away has to be listed. */
async function listedWhereCut(task: Task, included: CodeSet, out: CodeSet): Promise<CodeSet> {
  const listed = new Map(included);
  for (const [system, codes] of included) {
    const cut = out.get(system);
    if (codes === 'all' && cut !== undefined && cut !== 'all') {
      listed.set(system, new Set((await loaded(task, system)).concepts.keys()));
    }
  }
  return listed;
}

/**
 * A code with all that it subsumes (`below`) or that subsume it (`above`).
 * @throws BaseplateError `query-invalid` if the code system is not loaded or does not have the code, `query-too-costly` beyond the limits
 */
export async function relatedCodes(
  {
    system,
    code,
    direction,
  }: { readonly system: string; readonly code: string; readonly direction: 'above' | 'below' },
  source: TerminologySource,
  limits: ExpansionLimits,
): Promise<CodeSet> {
  const hierarchy = await source.codeSystem(system);
  if (hierarchy === undefined) {
    throw terminologyError(
      `The code system that “${direction}” needs is not loaded with all its concepts. Load it as a CodeSystem with the content “complete”.`,
    );
  }
  return bounded(new Map([[system, codesReached(hierarchy, code, direction)]]), limits);
}
