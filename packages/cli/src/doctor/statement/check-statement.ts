import { randomUUID } from 'node:crypto';
import { BaseplateError } from '@baseplate-epr/contracts';
import { interactionTrials } from './interaction-trials.ts';
import { operationTrials } from './operation-trials.ts';
import { searchTrials } from './search-trials.ts';
import type { ParameterClaim, Statement } from './statement.ts';
import { systemTrials } from './system-trials.ts';
import type { Trial, TrialAnswer } from './trial.ts';

/** Sends a request to the record; `path` begins with `/fhir`. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** How what a record claims compares with what it does. */
export interface StatementCheck {
  /** Requests sent. */
  readonly tried: number;
  /** Where the two do not agree, in words. */
  readonly disagreements: readonly string[];
}

/** Requests under way at once. */
const atOnce = 8;

/**
 * Drives everything that `/fhir/metadata` claims, and tries what it does not: the two must agree. No request changes the record, though
 * each is audited like any other.
 */
export async function checkStatement(send: Send): Promise<StatementCheck> {
  const response = await send('/fhir/metadata', { headers: { accept: 'application/fhir+json' } });
  if (!response.ok) {
    throw new BaseplateError({
      code: 'module-unavailable',
      message: `The record answers ${response.status} to /fhir/metadata. See its log for the reason, then try again.`,
    });
  }
  const statement = (await response.json()) as Statement;
  const groups = trialsOf(statement).values();
  const disagreements: string[] = [];
  let tried = 1;
  const work = async () => {
    for (const trials of groups) {
      const answers: TrialAnswer[] = [];
      for (const { path, init } of trials) answers.push(await answerOf(await send(path, init)));
      tried += answers.length;
      const words = disagreement(trials, answers);
      if (words !== undefined) disagreements.push(words);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { tried, disagreements };
}

/** Each group is about one claim, which holds if one of its requests shows it. */
function trialsOf(statement: Statement): readonly (readonly Trial[])[] {
  const { rest } = statement;
  const nobody = randomUUID();
  const [{ resource }] = rest;
  const all = new Map<string, ParameterClaim>(
    resource.flatMap(({ searchParam }) => searchParam.map((one) => [one.name, one])),
  );
  // Every parameter of every other type would be a hundred thousand requests; a few a type, and others for each, show as much.
  const names = [...all.values()];
  const some = (index: number) => [0, 1, 2].flatMap((step) => names[(index * 7 + step * 131) % names.length] ?? []);
  return [
    ...systemTrials(statement, nobody).map((one) => [one]),
    ...resource.flatMap((claims, index) => [
      ...interactionTrials(claims, nobody).map((one) => [one]),
      ...searchTrials(claims, some(index), nobody).map((one) => [one]),
    ]),
    ...operationTrials(rest[0], nobody),
  ];
}

async function answerOf(response: Response): Promise<TrialAnswer> {
  const text = await response.text();
  const { status } = response;
  if (status < 400 || !text.startsWith('{')) return { status, issues: [] };
  const { issue = [] } = JSON.parse(text) as { readonly issue?: readonly { readonly code: string }[] };
  return { status, issues: issue.map(({ code }) => code) };
}

function disagreement(trials: readonly Trial[], answers: readonly TrialAnswer[]): string | undefined {
  const [first] = trials;
  if (first === undefined) return undefined;
  const offered = trials.some(({ offered }, index) => offered(answers[index] ?? { status: 0, issues: [] }));
  if (offered === first.claimed) return undefined;
  const statuses = answers.map(({ status }) => status).join(', ');
  return first.claimed
    ? `${first.subject} is claimed, and answers ${statuses}`
    : `${first.subject} is not claimed, and yet answers ${statuses}`;
}
