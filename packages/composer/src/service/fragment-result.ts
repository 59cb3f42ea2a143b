import type { FragmentResult } from '@baseplate-epr/contracts';
import { sanitiseFragment } from './sanitise-fragment.ts';

/** Largest fragment taken from a service, in UTF-16 code units. */
const fragmentLimit = 500_000;

/** What a service's answer means to the shell; `undefined` if it means nothing the protocol knows. */
export async function fragmentResult(response: Response): Promise<FragmentResult | undefined> {
  const { status, headers } = response;
  if (status === 303) {
    const message = headers.get('baseplate-message');
    return {
      outcome: 'done',
      path: headers.get('location') ?? '',
      ...(message === null ? {} : { message: decodeURIComponent(message) }),
    };
  }
  if (status === 403) return { outcome: 'withheld' };
  if (status !== 200 && status !== 404 && status !== 422) return undefined;
  const html = await limitedText(response);
  return html === undefined ? undefined : { outcome: 'content', status, html: sanitiseFragment(html) };
}

async function limitedText(response: Response): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > fragmentLimit) return undefined;
  }
  return text + decoder.decode();
}
