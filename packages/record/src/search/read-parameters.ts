import { type ParsedSearch, parseSearch, type SearchAnswers } from '@baseplate-epr/fhir';
import { RecordError } from '../error/record-error.ts';
import type { RecordIssue } from '../error/record-issue.ts';
import { newerRules } from '../indexing/newer-rules.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { SearchParameters } from '../session/search-types.ts';
import { answerNeeds } from './answer-needs.ts';

/** What to parse. */
export interface ReadParametersOptions {
  /** Empty means every type. */
  readonly types: readonly string[];
  readonly parameters: SearchParameters;
  /** For a condition every part must count: one that has no value may have been meant to have one. */
  readonly handling: 'strict' | 'lenient' | 'condition';
  /** Milliseconds since 1970; the same for all pages of a search. */
  readonly now: number;
}

/** A search that was understood, and warnings: parts that were left out, results that may be missing. */
export interface ReadParameters {
  readonly search: ParsedSearch;
  readonly issues: readonly RecordIssue[];
}

/**
 * Parses search parameters and refuses what must be refused (R4 §3.1.1.1.4): under strict handling every unknown parameter, under
 * lenient handling only those whose neglect would turn the meaning round. What has no value is not an error of a search.
 */
export async function readParameters(
  parts: RecordParts,
  caller: Caller,
  options: ReadParametersOptions,
): Promise<ReadParameters> {
  const { types, parameters, handling, now } = options;
  const [type] = types;
  let answers: SearchAnswers = new Map();
  const parse = () =>
    parseSearch({
      answers,
      ...(types.length === 1 && type !== undefined ? { type } : { types }),
      parameters,
      baseUrl: parts.baseUrl(),
      now,
      limits: { count: parts.limits.maximumCount, conditions: parts.limits.searchConditions },
      registry: parts.index.searching(),
    });
  let search = parse();
  // Another process may have added a parameter, taken one out, or finished a reindex, a moment ago.
  const inDoubt = search.unknown.length > 0 || parts.index.rules() !== 'own' || parts.index.mentions(parameters);
  if (inDoubt && (await parts.index.refresh())) search = parse();
  if (search.needs.length > 0) {
    answers = await answerNeeds(parts, caller, search.needs);
    search = parse();
  }
  const refused = search.unknown.filter(
    ({ refuse, empty }) => refuse || handling === 'condition' || (handling === 'strict' && empty !== true),
  );
  if (refused.length > 0) throw refusal(refused.map((one) => issueOf(one, 'error')));
  const left = search.unknown.map((one) => issueOf(one, 'warning'));
  return { search, issues: [...left, ...otherRules(parts.index.rules())] };
}

const olderRules =
  'The record is still indexed by the rules of an older release, so results may be missing. An administrator must run: baseplate reindex';

function otherRules(rules: 'own' | 'older' | 'newer'): readonly RecordIssue[] {
  if (rules === 'own') return [];
  return [{ severity: 'warning', code: 'incomplete', diagnostics: rules === 'older' ? olderRules : newerRules }];
}

function issueOf({ name, reason }: ParsedSearch['unknown'][number], severity: 'error' | 'warning'): RecordIssue {
  const left = severity === 'warning' ? ' It was left out.' : '';
  return {
    severity,
    code: 'not-supported',
    diagnostics: `The search parameter “${name}” is not applied. ${reason}${left}`,
  };
}

function refusal(issues: readonly RecordIssue[]): RecordError {
  return new RecordError({
    status: 400,
    code: 'query-invalid',
    issues,
    message: 'The search has parameters that are not applied.',
  });
}
