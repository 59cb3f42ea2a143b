import {
  buttonLink,
  card,
  describeProblem,
  emptyState,
  fragmentResponse,
  type HtmlValue,
  html,
  rowList,
} from '@baseplate-epr/clinical-format';
import type { Condition } from '@medplum/fhirtypes';
import { readDirectory } from '../read/read-directory.ts';
import { mayWrite } from '../service/may-write.ts';
import type { Visit } from '../service/visit.ts';
import { problemRow } from './problem-row.ts';
import { readProblems } from './read-problems.ts';

const pastOnPage = 300;

/** The page of problems: all of them, and what can be done. @throws FhirError 403 if they are withheld */
export async function problemsPage(visit: Visit): Promise<Response> {
  const { client, page } = visit;
  const problems = await readProblems(client, page.patient, pastOnPage);
  const { active, past, notTrue, moreActive, morePast } = problems;
  const directory = await readDirectory(client, [...active, ...past, ...notTrue], problems.included);
  const may = mayWrite(visit, 'Condition');
  const rows = (list: readonly Condition[]) =>
    rowList(list.map((problem) => problemRow(problem, directory, may && ways(problem, page.linkBase))));
  const part = (heading: string, list: readonly Condition[], empty: string, more: boolean): HtmlValue =>
    html`<h3 class="nhsuk-heading-xs">${heading}</h3>${list.length === 0 ? emptyState(empty) : rows(list)}${
      more && html`<p><b>Older ones are not shown.</b> This page reads the newest ${pastOnPage}.</p>`
    }`;
  return fragmentResponse(
    card({
      id: 'problems-allergies-problems-page',
      heading: 'Problems',
      meta: `${moreActive ? 'more than ' : ''}${active.length} active, ${morePast ? 'more than ' : ''}${past.length} past`,
      content: html`${may && html`<p>${buttonLink('Add a problem', `${page.linkBase}/problems/add`)}</p>`}${part('Active', active, 'No active problems recorded.', moreActive)}${part(
        'Past',
        past,
        'No past problems recorded.',
        morePast,
      )}${notTrue.length > 0 && part('Refuted or entered in error', notTrue, '', false)}`,
    }),
  );
}

function ways(problem: Condition, linkBase: string): HtmlValue {
  const { group, name, certainty } = describeProblem(problem);
  const link = (text: string, path: string) =>
    html`<a class="nhsuk-link" href="${linkBase}/problems/${problem.id}/${path}">${text}<span class="nhsuk-u-visually-hidden">: ${name}</span></a>`;
  if (certainty === 'Entered in error') return undefined;
  return html`<p class="clinical-ways">${group === 'active' && link('Resolve', 'resolve')} ${link('Entered in error', 'error')}</p>`;
}
