import type { RecordStore } from '@baseplate-epr/contracts';
import {
  compileValueSet,
  isJsonObject,
  type KnownCodeSystem,
  type KnownValueSet,
  ownTerminologyResource,
  readCodeSystem,
  type Terminology,
  type TerminologyNeed,
  valueSetNeeds,
} from '@baseplate-epr/fhir';
import { tooCostly } from '../error/refusals.ts';
import { requireWaiting } from '../session/require-waiting.ts';
import { type FoundTerminology, findTerminology } from './find-terminology.ts';

/** Reads what one search needs of terminology, each resource once. */
export interface TerminologyReader {
  /** What was read so far. */
  readonly terminology: Terminology;
  /**
   * Reads a resource and all that it draws on, by whatever steps.
   * @returns what was found of each, or was not
   * @throws RecordError 422 `query-too-costly` beyond the limits, `cancelled` if nobody waits any more
   */
  read(first: TerminologyNeed): Promise<readonly FoundTerminology[]>;
}

/** What it works with. */
export interface TerminologyReaderOptions {
  readonly records: RecordStore;
  readonly baseUrl: string;
  /** Concepts of all code systems together. */
  readonly concepts: number;
  readonly signal: AbortSignal | undefined;
}

/** CodeSystems and ValueSets that are looked for in one search. */
const mostResources = 100;

interface Read {
  readonly found: FoundTerminology;
  readonly codeSystem?: KnownCodeSystem | undefined;
  readonly valueSet?: KnownValueSet;
  readonly needs: readonly TerminologyNeed[];
}

/** What R4 itself defines need not be loaded; what is loaded comes first. */
export function createTerminologyReader(options: TerminologyReaderOptions): TerminologyReader {
  const { records, baseUrl, signal } = options;
  const known = new Map<string, Read>();
  let conceptsLeft = options.concepts;
  const terminology: Terminology = {
    codeSystem: (url) => known.get(nameOf({ type: 'CodeSystem', url }))?.codeSystem,
    valueSet: (url) => known.get(nameOf({ type: 'ValueSet', url }))?.valueSet,
  };

  async function readOne(need: TerminologyNeed): Promise<Read> {
    requireWaiting(signal);
    if (known.size >= mostResources) {
      throw tooCostly(
        `The search needs more than ${mostResources} value sets and code systems, which is the limit. Name fewer of them, or load value sets with their expansion.`,
      );
    }
    const { type, url } = need;
    const found = await findTerminology(records, { type, url, baseUrl, signal });
    const resource = found.resource ?? ownTerminologyResource(type, url);
    if (!isJsonObject(resource)) return { found, needs: [] };
    if (type === 'ValueSet') {
      return { found, valueSet: compileValueSet(resource, terminology), needs: valueSetNeeds(resource) };
    }
    const codeSystem = readCodeSystem(resource, conceptsLeft);
    conceptsLeft -= codeSystem?.concepts.size ?? 0;
    return { found, codeSystem, needs: [] };
  }

  return {
    terminology,
    async read(first) {
      const all = new Map<string, Read>();
      const waiting = [first];
      for (const need of waiting) {
        const name = nameOf(need);
        if (all.has(name)) continue;
        const read = known.get(name) ?? (await readOne(need));
        known.set(name, read);
        all.set(name, read);
        waiting.push(...read.needs);
      }
      return [...all.values()].map(({ found }) => found);
    },
  };
}

function nameOf({ type, url }: TerminologyNeed): string {
  return `${type} ${url}`;
}
