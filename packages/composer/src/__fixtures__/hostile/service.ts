// Runs in a process of its own, so that it imports types only.
import type { DigitalService, ServiceContext } from '@baseplate-epr/contracts';

/** How a service answers. */
export type Answer = (request: Request, context: ServiceContext) => Promise<Response>;

const idle = { start: async () => {}, stop: async () => {}, health: async () => ({ status: 'pass' }) as const };

/** A service of this name with one panel. */
export function service(name: string, answer: Answer, more: Partial<DigitalService> = {}): DigitalService {
  return {
    ...idle,
    contract: 'digital-service',
    contractVersion: 1,
    manifest: {
      name,
      contractVersion: 1,
      title: name,
      scopes: ['user/Patient.rs'],
      slots: [{ slot: 'main', path: '/card', title: name, order: 1, timeBudget: 2000 }],
      assets: [],
    },
    fetch: answer,
    ...more,
  };
}

export const html = (text: string | ReadableStream, status = 200, headers = {}): Response =>
  new Response(text, { status, headers: { 'content-type': 'text/html', ...headers } });
export const told = (value: unknown): Response => html(`<p>${JSON.stringify(value).replaceAll('<', '&lt;')}</p>`);
export const outcome = (action: () => unknown): string => {
  try {
    return `did: ${String(action())}`;
  } catch (error) {
    return String((error as { readonly code?: string }).code ?? error);
  }
};
export const ask = async (work: Promise<Response>): Promise<string | number> =>
  work.then(
    async (response) => (response.ok ? await response.text() : response.status),
    (error: Error & { readonly code?: string }) => error.code ?? error.message,
  );
