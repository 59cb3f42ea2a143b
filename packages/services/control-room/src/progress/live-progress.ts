import { type Html, html } from '@baseplate-epr/clinical-format';
import type { RunView } from '@baseplate-epr/contracts';
import { documentEnd, documentStart } from '../page/document.ts';
import { linkTo, type Visit } from '../visit.ts';
import { whatNow } from './progress-page.ts';
import { partDone, progressWords } from './progress-words.ts';
import { runsIn } from './run-events.ts';
import { runSummary } from './run-summary.ts';

/** A line is added when a new step begins, and else no more often than this, so that a screen reader can keep up: the longer it takes, the seldomer. */
const pauseAfter = (elapsed: number) => Math.min(Math.max(elapsed / 20, 3000), 15_000);

/**
 * A page that is written as the work goes on: lines are added at its end, nothing is loaded anew and the focus stays where it is. Without script.
 * It asks once; what the assembly goes on to tell needs no further right.
 *
 * @returns `undefined` if the assembly does not tell it
 */
export async function liveProgress(visit: Visit, run: RunView): Promise<Response | undefined> {
  const { record, signal } = visit.context;
  const events = await record.fetch('/assembly/progress', { signal });
  if (!events.ok || events.body === null) return undefined;
  const pieces = piecesOf(visit, run, runsIn(events.body));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(String(value)));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  // Compressed, the lines would wait for each other.
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store, no-transform' };
  return new Response(body, { headers });
}

/** What is written cannot be taken back: that it is at work is hidden by the style sheet as soon as the page holds how it ended. */
async function* piecesOf(visit: Visit, run: RunView, runs: AsyncGenerator<RunView>): AsyncGenerator<Html> {
  yield html`${documentStart(visit, 'Progress')}<h1>Progress</h1><div class="under-way"><p>${runSummary(run)}</p><p>This page goes on by itself while the work does. The work goes on without it too. <a href="${linkTo(visit, '/progress?still')}">Pause</a> · <a href="${linkTo(visit, '/stop')}">Stop the work …</a></p></div><div class="live" tabindex="0" role="log" aria-label="Progress"><ol>`;
  let newest = run;
  let told = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  const began = performance.now();
  for await (const next of runs) {
    newest = next;
    if (next.state !== 'running') break;
    const step = `${next.progress?.place} ${next.progress?.step}`;
    const now = performance.now();
    if (step === told && now - toldAt < pauseAfter(now - began)) continue;
    [told, toldAt] = [step, now];
    const part = partDone(next);
    const percent = part === undefined ? undefined : Math.round(part * 100);
    yield html`<li>${progressWords(next)}${percent !== undefined && html` <progress max="100" value="${percent}" aria-label="Part done">${percent} %</progress>`}</li>`;
  }
  const ended =
    newest.state === 'running'
      ? html`<p>The work goes on; this page has stopped following it. <a href="${linkTo(visit, '/progress')}">Watch on</a></p>`
      : html`<div class="ended"><h2>How it ended</h2><p role="status">${runSummary(newest)}</p>${whatNow(visit, newest)}</div>`;
  yield html`</ol></div>${ended}${documentEnd}`;
}
