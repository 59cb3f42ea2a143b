import type { ServiceManifest } from '@baseplate-epr/contracts';
import type { ServiceCall } from '../service/service-runner.ts';

/** What kind of call of a service it is. */
export function serviceRoute(
  { method, url }: Pick<Request, 'method' | 'url'>,
  { assets }: Pick<ServiceManifest, 'assets'>,
  { page, event }: Pick<ServiceCall, 'page' | 'event'>,
): 'event' | 'file' | 'form' | 'fragment' | 'page' {
  if (event !== undefined) return 'event';
  if (method === 'POST') return 'form';
  if (page !== undefined) return 'fragment';
  return assets.some(({ path }) => path === new URL(url).pathname) ? 'file' : 'page';
}
