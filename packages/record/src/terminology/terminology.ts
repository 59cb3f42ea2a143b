import type { RecordStore } from '@baseplate-epr/contracts';
import {
  type CodeSet,
  type CodeSystemResource,
  codeHierarchy,
  codeListOf,
  expandValueSet,
  needName,
  relatedCodes,
  type SearchNeed,
  terminologyError,
  type ValueSetResource,
} from '@baseplate-epr/fhir';
import { type FoundTerminology, findTerminology, isUnchanged } from './find-terminology.ts';

/** What the record knows of codes: its CodeSystem and ValueSet resources, and the value sets that R4 itself requires. */
export interface Terminology {
  /**
   * The codes that a search stands for. Worked out once, and again when a resource that it was worked out of has changed.
   * @throws BaseplateError `query-invalid` if a part is not loaded, `query-too-costly` beyond the limits
   */
  codesFor(need: SearchNeed & { readonly kind: 'value-set' | 'codes' }): Promise<CodeSet>;
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
export function createTerminology({ records, baseUrl, now, limits }: TerminologyOptions): Terminology {
  const answers = new Map<string, Answer>();

  const workOut = async (need: SearchNeed & { kind: 'value-set' | 'codes' }): Promise<Answer> => {
    const found: FoundTerminology[] = [];
    const find = async (type: 'CodeSystem' | 'ValueSet', url: string): Promise<object | undefined> => {
      const one = await findTerminology(records, { type, url, baseUrl: baseUrl() });
      found.push(one);
      return one.resource;
    };
    const valueSet = async (url: string): Promise<ValueSetResource | undefined> =>
      (await find('ValueSet', url)) ?? listedByR4(url);
    const codeSystem = async (url: string) => {
      const one = (await find('CodeSystem', url)) as CodeSystemResource | undefined;
      // An excerpt cannot tell what it leaves out; without a word on it, a system is taken as whole.
      const whole = one?.concept !== undefined && (one.content ?? 'complete') === 'complete';
      return whole ? codeHierarchy(one, limits.codeSystemConcepts) : undefined;
    };
    const source = { valueSet, codeSystem };
    const bounds = { codes: limits.searchCodes };
    if (need.kind === 'codes') return { codes: await relatedCodes(need, source, bounds), found };
    const set = await valueSet(need.url);
    if (set === undefined) {
      throw terminologyError(
        'The value set that the search names is not loaded. Load it as a ValueSet resource, under that url.',
      );
    }
    return { codes: await expandValueSet(set, source, bounds), found };
  };

  return {
    async codesFor(need) {
      const name = needName(need);
      const known = answers.get(name);
      if (known !== undefined && (await isUnchanged(records, known.found))) return known.codes;
      answers.delete(name);
      const answer = await workOut(need);
      const last = now() - settled;
      if (answer.found.every(({ alone, stamp }) => alone && (stamp === undefined || stamp.lastUpdated < last))) {
        const [oldest] = answers.keys();
        if (answers.size >= remembered && oldest !== undefined) answers.delete(oldest);
        answers.set(name, answer);
      }
      return answer.codes;
    },
  };
}

/** Value sets that R4's own elements are bound to are known without being loaded. */
function listedByR4(url: string): ValueSetResource | undefined {
  const list = codeListOf(url.split('|', 1)[0] ?? '');
  return (
    list && {
      compose: {
        include: [...list].map(([system, codes]) => ({ system, concept: [...codes].map((code) => ({ code })) })),
      },
    }
  );
}
