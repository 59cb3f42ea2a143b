import { createHash } from 'node:crypto';
import type { ServiceContext } from '@baseplate-epr/contracts';

/** Milliseconds that a message waits for its page. */
const waits = 10 * 60_000;

/** Keeps a sentence for the next page about this patient; it never stands in an address. */
export async function keepMessage(context: ServiceContext, patient: string, sentence: string): Promise<void> {
  await context.state.set({ key: keyOf(context, patient), value: sentence, expiresAt: context.now + waits });
}

/** The sentence that waits for this page, once. */
export async function takeMessage(context: ServiceContext, patient: string): Promise<string | undefined> {
  const key = keyOf(context, patient);
  const entry = await context.state.get({ key });
  if (entry === undefined) return undefined;
  const { deleted } = await context.state.delete({ key, ifVersion: entry.version });
  return deleted ? entry.value : undefined;
}

function keyOf({ principal }: ServiceContext, patient: string): string {
  return `message/${createHash('sha256').update(principal.id).digest('hex')}/${patient}`;
}
