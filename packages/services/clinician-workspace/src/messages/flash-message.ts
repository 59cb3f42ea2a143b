import { createHash } from 'node:crypto';
import type { ServiceContext } from '@baseplate-epr/contracts';

/** Minutes that a message waits for its page. */
const waits = 10 * 60_000;

function keyOf({ principal }: ServiceContext, patient: string): string {
  return `message/${createHash('sha256').update(principal.id).digest('hex').slice(0, 32)}/${patient}`;
}

/** Keeps a sentence for the next page about this patient; it never stands in an address. */
export async function keepMessage(context: ServiceContext, patient: string, sentence: string): Promise<void> {
  await context.state.set({ key: keyOf(context, patient), value: sentence, expiresAt: context.now + waits });
}

/** The sentence that waits for this page, once: of two pages that ask at the same time only one gets it. */
export async function takeMessage(context: ServiceContext, patient: string): Promise<string | undefined> {
  const key = keyOf(context, patient);
  const entry = await context.state.get({ key });
  if (entry === undefined) return undefined;
  const { deleted } = await context.state.delete({ key, ifVersion: entry.version });
  return deleted ? entry.value : undefined;
}
