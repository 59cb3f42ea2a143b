import { type Html, hiddenInputs, html } from '@baseplate-epr/clinical-format';
import type { PlanView } from '@baseplate-epr/contracts';
import { askChange, askPlan } from '../assembly/ask-assembly.ts';
import { documentPage } from '../page/document.ts';
import { notToldPage } from '../page/message-page.ts';
import { linkTo, type Visit } from '../visit.ts';
import { momentWords } from '../words/amounts.ts';
import { afterRequest } from './after-request.ts';
import { planStep } from './plan-step.ts';

/** In what the configuration differs from what is in force, what applying it would do, and the button for it. */
export async function planPage(visit: Visit): Promise<Response> {
  const told = await askPlan(visit);
  if (told.outcome !== 'told') return notToldPage(visit, told);
  return documentPage(visit, { title: 'Plan', main: html`<h1>Plan</h1>${content(visit, told.value)}` });
}

/** Applies the plan that was seen. */
export async function applyForm(visit: Visit): Promise<Response> {
  const form = new URLSearchParams(await visit.request.text());
  return afterRequest(visit, await askChange(visit, { action: 'apply', plan: form.get('plan') ?? '' }));
}

function content(visit: Visit, { at, digest, steps, problems, moves }: PlanView): Html {
  const looked = html`<p class="quiet">The configuration file as it was at ${momentWords(at)}, against what is in force. <a href="${linkTo(visit, '/plan')}">Look again</a></p>`;
  if (steps.length === 0 && problems.length === 0)
    return html`<p>Nothing differs: what the configuration names is in force. To change the assembly, change its <code>baseplate.config.ts</code> first.</p>${looked}`;
  return html`${problems.length > 0 && problemList(problems)}<ol class="steps">${steps.map((step) => html`<li>${planStep(step)}</li>`)}</ol>${looked}${
    problems.length === 0 && moves ? applyButton(visit, digest) : !moves && onlyAtNextStart(problems)
  }`;
}

function problemList(problems: readonly string[]): Html {
  return html`<div class="notice notice--fail"><h2>${problems.length === 1 ? 'One thing stands' : `${problems.length} things stand`} in the way; nothing will be moved</h2><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul></div>`;
}

function onlyAtNextStart(problems: readonly string[]): Html | false {
  return (
    problems.length === 0 &&
    html`<p>There is nothing to apply now: this takes effect when the processes are started again.</p>`
  );
}

function applyButton(visit: Visit, digest: string): Html {
  return html`<form method="post" action="${linkTo(visit, '/plan')}">${hiddenInputs([...visit.own.formFields, { name: 'plan', value: digest }])}<p>Applying does exactly this plan; if it has become another one meanwhile, nothing is done. You can stop it before the flip, and roll back after it.</p><button>Apply this plan</button></form>`;
}
