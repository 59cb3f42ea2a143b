import {
  alertNote,
  formatDateTime,
  fragmentResponse,
  type Html,
  html,
  joinHtml,
  lateFor,
  nextSet,
  scoreSet,
} from '@baseplate-epr/clinical-format';
import { scopesAllow } from '@baseplate-epr/fhir-client';
import type { ObservationVisit } from '../observation-visit.ts';
import { readNewest } from '../reading/read-newest.ts';
import { scoreAlert } from './score-alert.ts';

/** Sets looked at: the latest, and before it the last complete one. */
const lookedAt = 4;

/** What the strip of alerts says of observations: a score that asks for a response, and a set that is late. Nothing if there is neither. */
export async function alertFragment(visit: ObservationVisit): Promise<Response> {
  const { page, context, options } = visit;
  const { facts, sets } = await readNewest(visit);
  const scored = sets.slice(0, lookedAt).map((set) => scoreSet(set, facts, context.now));
  const [latest] = scored;
  const next = nextSet(latest, facts, context.now, options);
  const late = next?.overdue === true ? `overdue by ${lateFor(next, context.now)}` : undefined;
  const mayRecord = scopesAllow(context.principal.scopes, 'Observation', 'c');
  const link = mayRecord ? { link: { text: 'Record observations', href: `${page.linkBase}/record` } } : {};
  const alert = scoreAlert(scored, facts, context.now);
  const source = sourceWords(latest);
  const notes: Html[] = [];
  if (alert !== undefined) {
    notes.push(
      alertNote({
        tone: alert.tone,
        fact: alert.fact,
        action: late === undefined ? alert.action : `${alert.action} Next set ${late}.`,
        source,
        ...(late === undefined ? {} : link),
      }),
    );
  } else if (late !== undefined) {
    const fact = latest === undefined ? 'No observations since admission' : 'Observations overdue';
    notes.push(
      alertNote({ tone: 'caution', fact, more: `, ${late}`, action: 'Record a full set now.', source, ...link }),
    );
  }
  return fragmentResponse(html`${notes}`);
}

function sourceWords(latest: ReturnType<typeof scoreSet> | undefined): Html {
  if (latest === undefined) return html`No observations recorded`;
  const { time, person, organisation } = latest;
  return joinHtml([`Last set ${formatDateTime(time)}`, person, organisation ?? 'Source not recorded'], ' · ');
}
