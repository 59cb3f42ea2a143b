import { basename, resolve } from 'node:path';
import { Refusal } from '../refusal.ts';
import type { LicenceName, TemplateName } from '../templates.ts';
import { type Answers, type GivenAnswers, problemWith } from './answers.ts';

const questions = ['contract', 'folder', 'name', 'licence', 'holder'] as const;

const optionOf: { readonly [Name in keyof Answers]: string } = {
  folder: 'FOLDER',
  contract: '--contract NAME',
  name: '--name PACKAGE',
  licence: '--licence SPDX',
  holder: '--holder WHO',
};

/** Asks a person one question, with an answer to begin with. */
export type Ask = (question: keyof Answers, suggestion: string | undefined) => Promise<string>;

/**
 * Completes what was given on the command line by asking; without anybody to ask, the licence is Apache 2.0, and the package is called like the
 * folder.
 *
 * @throws Refusal that names everything wrong or missing, all at once
 */
export async function completeAnswers(given: GivenAnswers, ask: Ask | undefined): Promise<Answers> {
  const problems = questions.flatMap((question) => {
    const value = given[question];
    return value === undefined ? [] : (problemWith[question](value) ?? []);
  });
  if (problems.length > 0) throw new Refusal(problems.join('\n'));
  const answers: { -readonly [Name in keyof Answers]?: string } = { ...given };
  const missing: string[] = [];
  for (const question of questions) {
    if (answers[question] !== undefined) continue;
    const suggestion = suggest(question, answers);
    if (ask !== undefined) answers[question] = await ask(question, suggestion);
    else if (suggestion !== undefined && problemWith[question](suggestion) === undefined)
      answers[question] = suggestion;
    else missing.push(optionOf[question]);
  }
  if (missing.length > 0) {
    throw new Refusal(
      `There is no terminal to ask on, so say on the command line what is missing: ${missing.join(', ')}. For instance:\n  npm create @baseplate-epr/module -- my-module --contract digital-service --holder 'Supplier Ltd'`,
    );
  }
  const { folder = '', contract, name = '', licence, holder = '' } = answers;
  return { folder, contract: contract as TemplateName, name, licence: licence as LicenceName, holder };
}

function suggest(question: keyof Answers, { folder, contract }: GivenAnswers): string | undefined {
  if (question === 'folder' && contract !== undefined) return `my-${contract}`;
  if (question === 'name' && folder !== undefined) return basename(resolve(folder)).toLowerCase();
  return question === 'licence' ? 'Apache-2.0' : undefined;
}
