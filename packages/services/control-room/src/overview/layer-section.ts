import { attributes, type Html, html } from '@baseplate-epr/clinical-format';
import type { AssemblyView, BrickView } from '@baseplate-epr/contracts';
import { linkTo, type Visit } from '../visit.ts';
import { durationWords } from '../words/amounts.ts';
import { healthBadge } from '../words/health-words.ts';
import { placeName, shortPackage } from '../words/names.ts';
import { latencyOf } from './latency-of.ts';

/** One layer. */
export interface LayerOptions {
  readonly title: string;
  readonly about: string;
  readonly bricks: readonly BrickView[];
}

/** A layer as a plate with studs, and on each stud the brick that fills it. */
export function layerSection(visit: Visit, view: AssemblyView, { title, about, bricks }: LayerOptions): Html {
  const id = title.toLowerCase().replace(' ', '-');
  return html`<section class="layer"${attributes({ 'aria-labelledby': id })}><h2${attributes({ id })}>${title} <span>${about}</span></h2>${
    bricks.length === 0
      ? html`<p>No brick here.</p>`
      : html`<ul class="plate">${bricks.map((brick) => brickItem(visit, view, brick))}</ul>`
  }</section>`;
}

function brickItem(visit: Visit, view: AssemblyView, brick: BrickView): Html {
  const { place, layer, contract, contractVersion, package: name, version, title, health } = brick;
  const over = view.changes?.changeOvers.find((one) => `data.${one.place}` === place);
  const moving = over !== undefined && over.phase !== 'mirroring';
  const measured = latencyOf(view.latency, brick);
  return html`<li><a class="brick brick--${layer} brick--${health.status}" href="${linkTo(visit, `/bricks/${place}`)}"><b class="brick__name">${placeName(place, title)}</b><span class="brick__package">${shortPackage(name)} ${version ?? html`<i>version unknown</i>`}</span>${healthBadge(health.status)}${measured !== undefined && html`<span class="brick__facts">95 % of answers within <span class="whole">${durationWords(measured.p95)}</span></span>`}${moving && html`<span class="badge badge--warn"><span aria-hidden="true">⇄</span> Changing over</span>`}${
    over?.phase === 'mirroring' &&
    html`<span class="badge badge--plain"><span aria-hidden="true">↶</span> Can be rolled back</span>`
  }</a><span class="stud">${contract} <span class="whole">version ${contractVersion}</span></span></li>`;
}
