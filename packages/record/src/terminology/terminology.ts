import type { RecordStore } from '@baseplate-epr/contracts';
import {
  type CodeSet,
  listedCodes,
  needName,
  relatedCodes,
  type SearchNeed,
  terminologyError,
  tooManyCodes,
} from '@baseplate-epr/fhir';
import { type FoundTerminology, isUnchanged } from './find-terminology.ts';
import { createTerminologyReader, type TerminologyReader } from './terminology-reader.ts';

/** A need that codes answer. */
export type CodesNeed = SearchNeed & { readonly kind: 'value-set' | 'codes' };

/** What the record knows of codes: its CodeSystem and ValueSet resources, and those of R4 itself. */
export interface TerminologyKeeper {
  /** Begins the look-ups of one search; they read each resource once. `signal` ends them. */
  lookUp(signal: AbortSignal | undefined): TerminologyLookUp;
}

/** The look-ups of one search. */
export interface TerminologyLookUp {
  /**
   * The codes that a search stands for. Worked out once, and again when a resource that it was worked out of has changed.
   * @throws BaseplateError `query-invalid` if a part is not loaded, `query-too-costly` beyond the limits, `cancelled`
   */
  codesFor(need: CodesNeed): Promise<CodeSet>;
}

/** What it works with. */
export interface TerminologyOptions {
  readonly records: RecordStore;
  readonly baseUrl: () => string;
  readonly now: () => number;
  readonly limits: { readonly searchCodes: number; readonly codeSystemConcepts: number };
}

interface Answer {
  readonly codes: CodeSet;
  readonly found: readonly FoundTerminology[];
}

/** Answers that are kept; each has at most as many codes as the limit says. */
const remembered = 200;
/** A resource younger than this may change again without its time telling, so what it says is not kept. */
const settled = 1000;

/** Terminology is reference data: it is looked up with the record's own rights, and discloses nothing but what a search finds. */
export function createTerminologyKeeper({ records, baseUrl, now, limits }: TerminologyOptions): TerminologyKeeper {
  const answers = new Map<string, Answer>();

  const workOut = async (reader: TerminologyReader, need: CodesNeed): Promise<Answer> => {
    if (need.kind === 'codes') {
      const found = await reader.read({ type: 'CodeSystem', url: need.system });
      const codes = relatedCodes(need, reader.terminology.codeSystem(need.system));
      if (listedCodes(codes) > limits.searchCodes) throw tooManyCodes(limits.searchCodes);
      return { codes, found };
    }
    const found = await reader.read({ type: 'ValueSet', url: need.url });
    const valueSet = reader.terminology.valueSet(need.url);
    if (valueSet === undefined) {
      throw terminologyError(
        'The value set that the search names is not loaded. Load it as a ValueSet resource, under that url.',
      );
    }
    return { codes: valueSet.codes(limits.searchCodes), found };
  };

  const mayBeKept = (found: readonly FoundTerminology[]): boolean => {
    const last = now() - settled;
    return found.every(({ alone, stamp }) => alone && (stamp === undefined || stamp.lastUpdated < last));
  };

  return {
    lookUp(signal) {
      const reader = createTerminologyReader({
        records,
        baseUrl: baseUrl(),
        concepts: limits.codeSystemConcepts,
        signal,
      });
      return {
        async codesFor(need) {
          const name = needName(need);
          const known = answers.get(name);
          if (known !== undefined && (await isUnchanged(records, known.found))) return known.codes;
          answers.delete(name);
          const answer = await workOut(reader, need);
          if (mayBeKept(answer.found)) {
            const [oldest] = answers.keys();
            if (answers.size >= remembered && oldest !== undefined) answers.delete(oldest);
            answers.set(name, answer);
          }
          return answer.codes;
        },
      };
    },
  };
}
