import {
  buttonLink,
  card,
  emptyState,
  formatDateTime,
  fragmentResponse,
  type Html,
  html,
  isAhead,
  news2Acknowledgement,
  nextSet,
  nextSetWords,
  type PatientFacts,
  responseWords,
  type ScoredSet,
  scaleWords,
  scoreSet,
} from '@baseplate-epr/clinical-format';
import { scopesAllow } from '@baseplate-epr/fhir-client';
import type { ObservationVisit } from '../observation-visit.ts';
import { readNewest } from '../reading/read-newest.ts';
import { readSingles } from '../reading/read-singles.ts';
import { news2Chart } from './news2-chart.ts';
import { singlesList } from './singles-list.ts';

/** The card of the chart: the last sets on the NEWS2 chart, what they ask for, and the way to record the next one. */
export async function observationsCard(visit: ObservationVisit): Promise<Response> {
  const { page, record, context, options } = visit;
  const { facts, sets } = await readNewest(visit);
  const scored = sets.map((set) => scoreSet(set, facts, context.now));
  const [latest] = scored;
  const singles = singlesList(await readSingles(record, page.patient, sets));
  const next = nextSetWords(nextSet(latest, facts, context.now, options));
  const mayRecord = scopesAllow(context.principal.scopes, 'Observation', 'c');
  const recordLink = mayRecord && html`<p>${buttonLink('Record observations', `${page.linkBase}/record`)}</p>`;
  return fragmentResponse(
    card({
      id: 'observations-card',
      heading: 'Observations',
      meta:
        latest === undefined
          ? undefined
          : latest.score.outcome === 'withheld'
            ? 'NEWS2 not scored'
            : `NEWS2, SpO₂ scale ${latest.scale}`,
      link: { text: 'All observations', href: `${page.linkBase}/all` },
      content:
        latest === undefined
          ? html`${emptyState(singles === undefined ? 'No observations recorded.' : 'No set of observations recorded.')}${singles}${next !== undefined && html`<p>${next}</p>`}${recordLink}`
          : html`${news2Chart(scored)}${words(latest, facts, next, context.now)}${singles}${recordLink}${notes(scored, facts, context.now)}`,
    }),
  );
}

function words(latest: ScoredSet, { patient }: PatientFacts, next: string | undefined, now: number): Html {
  if (patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined) {
    return html`<p class="observations-latest-words"><b>The patient has died.</b> No response to the scores is called for.</p>`;
  }
  const caution = latest.score.outcome === 'withheld' ? undefined : latest.score.caution;
  const ahead =
    isAhead(latest, now) &&
    html`<p><b>The newest set carries a time that has not come yet.</b> Older columns may be newer than it: check when it was taken.</p>`;
  return html`${ahead}<p class="observations-latest-words"><b>${responseWords(latest)}</b> ${next}${caution !== undefined && html` ${caution}.`}</p>`;
}

function notes(sets: readonly ScoredSet[], facts: PatientFacts, now: number): Html {
  const organisations = [...new Set(sets.map(({ organisation }) => organisation ?? 'source not recorded'))];
  const latest = sets[0]?.time;
  const withheld = sets[0]?.score.outcome === 'withheld';
  return html`<div class="observations-notes"><p class="clinical-meta">Last set ${formatDateTime(latest)} · ${organisations.join(', ')}${!withheld && html` · ${scaleWords(facts, now)}`}</p><p class="clinical-meta">${news2Acknowledgement}</p></div>`;
}
