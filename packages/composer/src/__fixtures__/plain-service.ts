import type { DigitalService, ServiceContext } from '@baseplate-epr/contracts';

/** How a service answers. */
export type Answer = (request: Request, context: ServiceContext) => Promise<Response>;

/** A service that does nothing but answer; it fills the slot `main`, within 50 ms. */
export function service(name: string, answer: Answer, more: Partial<DigitalService['manifest']> = {}): DigitalService {
  const fill = { slot: 'main', path: '/card', title: name, order: 1, timeBudget: 50 };
  const manifest = {
    name,
    contractVersion: 1 as const,
    title: name,
    scopes: ['user/Patient.rs'],
    slots: [fill],
    assets: [],
    ...more,
  };
  return { ...idle, contract: 'digital-service', contractVersion: 1, manifest, fetch: answer };
}

/** A page. */
export const html = (text: string, status = 200): Response =>
  new Response(text, { status, headers: { 'content-type': 'text/html' } });

/** A module that has nothing to start or stop. */
export const idle = { start: async () => {}, stop: async () => {}, health: async () => ({ status: 'pass' }) as const };
