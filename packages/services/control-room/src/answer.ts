import { brickPage } from './brick/brick-page.ts';
import { confirmed, confirmPage } from './change/confirm.ts';
import { applyForm, planPage } from './change/plan-page.ts';
import { decideForm, decidePage } from './deliveries/decide-page.ts';
import { deliveriesPage } from './deliveries/deliveries-page.ts';
import { historyPage } from './history/history-page.ts';
import { latencyPage } from './latency/latency-page.ts';
import { overviewPage } from './overview/overview-page.ts';
import { notFoundPage } from './page/message-page.ts';
import { progressPage } from './progress/progress-page.ts';
import { storagePage } from './storage/storage-page.ts';
import type { Visit } from './visit.ts';

const pages: ReadonlyMap<string, (visit: Visit) => Promise<Response>> = new Map([
  ['GET /', overviewPage],
  ['GET /plan', planPage],
  ['POST /plan', applyForm],
  ['GET /progress', progressPage],
  ['GET /history', historyPage],
  ['GET /latency', latencyPage],
  ['GET /services', deliveriesPage],
  ['GET /storage', storagePage],
]);

/** Answers one request. */
export async function answer(visit: Visit): Promise<Response> {
  const { request, url } = visit;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const page = pages.get(`${method} ${url.pathname}`);
  if (page !== undefined) return page(visit);
  const [, place] = /^\/bricks\/([a-z][a-z0-9.-]{1,80})$/.exec(url.pathname) ?? [];
  if (place !== undefined && method === 'GET') return brickPage(visit, place);
  const [, service] = /^\/services\/([a-z][a-z0-9-]{0,40})$/.exec(url.pathname) ?? [];
  if (service !== undefined) return method === 'POST' ? decideForm(visit, service) : decidePage(visit, service);
  const [, what] = /^\/(rollback|finish|stop)$/.exec(url.pathname) ?? [];
  if (what !== undefined) return method === 'POST' ? confirmed(visit, what) : confirmPage(visit, what);
  return notFoundPage(visit);
}
