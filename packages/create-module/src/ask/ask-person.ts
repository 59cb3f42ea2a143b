import { isCancel, select, text } from '@clack/prompts';
import { Refusal } from '../refusal.ts';
import { licences, templates } from '../templates.ts';
import { problemWith } from './answers.ts';
import type { Ask } from './complete-answers.ts';

const messages: { readonly [Name in Parameters<Ask>[0]]: string } = {
  contract: 'Which contract shall it keep?',
  folder: 'Into which folder?',
  name: 'What is the package called on npm?',
  licence: 'Under which licence?',
  holder: 'Who has the copyright?',
};

/** Asks on the terminal: choices with the arrow keys, the rest as text. */
export const askPerson: Ask = async (question, suggestion) => {
  const message = messages[question];
  const choices = question === 'contract' ? templates : question === 'licence' ? licences : undefined;
  const answer =
    choices === undefined
      ? await text({
          message,
          ...(suggestion === undefined ? {} : { initialValue: suggestion }),
          validate: (value) => problemWith[question](value ?? ''),
        })
      : await select({
          message,
          options: choices.map(({ name, title, hint }) => ({ value: name as string, label: title, hint })),
        });
  if (isCancel(answer)) throw new Refusal('Nothing was written.');
  return answer;
};
