import { type Html, html } from '@baseplate-epr/clinical-format';
import type { RunView } from '@baseplate-epr/contracts';
import { askAssembly } from '../assembly/ask-assembly.ts';
import { documentPage } from '../page/document.ts';
import { notToldPage } from '../page/message-page.ts';
import { linkTo, type Visit } from '../visit.ts';
import { momentWords } from '../words/amounts.ts';
import { liveProgress } from './live-progress.ts';
import { partDone, progressWords } from './progress-words.ts';
import { runSummary } from './run-summary.ts';

/** How far the change of the assembly is that was asked for last: as it comes, or as it stands (`?still`). */
export async function progressPage(visit: Visit): Promise<Response> {
  const told = await askAssembly(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  const [run] = told.value.changes?.runs ?? [];
  if (run?.state === 'running' && !visit.url.searchParams.has('still')) {
    const live = await liveProgress(visit, run);
    if (live !== undefined) return live;
  }
  return documentPage(visit, { title: 'Progress', main: html`<h1>Progress</h1>${still(visit, run, told.value.at)}` });
}

function still(visit: Visit, run: RunView | undefined, at: number): Html {
  if (run === undefined)
    return html`<p>Nothing was asked for here yet. <a href="${linkTo(visit, '/plan')}">See the plan</a>.</p>`;
  const part = partDone(run);
  const isRunning = run.state === 'running';
  return html`<p>${runSummary(run)}</p>${
    isRunning &&
    html`<p>${progressWords(run)}</p>${part !== undefined && html`<progress max="100" value="${Math.round(part * 100)}">${Math.round(part * 100)} %</progress>`}<p class="quiet">As it stood at ${momentWords(at)}.</p><p class="actions"><a class="button" href="${linkTo(visit, '/progress?still')}">Look again</a> <a href="${linkTo(visit, '/progress')}">Watch it live</a> <a href="${linkTo(visit, '/stop')}">Stop …</a></p>`
  }${!isRunning && whatNow(visit, run)}`;
}

/** Where one can go when a run has ended. */
export function whatNow(visit: Visit, { kind, state }: RunView): Html {
  const isUndoable = kind === 'apply' && state === 'done';
  return html`<p class="actions"><a class="button" href="${linkTo(visit, '/')}">See the assembly</a> ${
    isUndoable && html`<a href="${linkTo(visit, '/rollback')}">Roll back …</a>`
  } ${state !== 'done' && html`<a href="${linkTo(visit, '/plan')}">Look at the plan again</a>`}</p>`;
}
