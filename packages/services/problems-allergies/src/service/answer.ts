import { fragmentResponse, withheldResponse } from '@baseplate-epr/clinical-format';
import { alertsStrip } from '../alerts/alerts-strip.ts';
import { chartCard } from '../view/chart-card.ts';
import type { Visit } from './visit.ts';

/** Answers a path of the service; `undefined` for a path it does not have. */
export async function answer(visit: Visit): Promise<Response | undefined> {
  const { url, client, page, context } = visit;
  if (visit.request.method === 'GET') {
    if (url.pathname === '/alerts') return fragmentResponse(await alertsStrip(client, page.patient, context.now));
    if (url.pathname === '/card') {
      const { scopes } = context.principal;
      const card = await chartCard(client, { patient: page.patient, linkBase: page.linkBase, scopes });
      return card === undefined ? withheldResponse() : fragmentResponse(card);
    }
  }
  return undefined;
}
