import type { FragmentResult } from '@baseplate-epr/contracts';
import { openTags } from './open-tags.ts';
import { sanitiseFragment } from './sanitise-fragment.ts';
import { createSanitisedBefore } from './sanitised-before.ts';

/** Largest fragment taken from a service, in UTF-16 code units. */
const fragmentLimit = 500_000;

/** Deeper than any panel needs. Beyond it parsing costs the square of the depth, and everybody would wait for it. */
const depthLimit = 1000;

/** Some forty charts, 29,000 characters each. */
const before = createSanitisedBefore({ all: 1_200_000, each: 60_000 });

/** Longest message taken from a service, in UTF-16 code units. */
const messageLimit = 500;

/**
 * What a service's answer means to the shell; `undefined` if it means nothing the protocol knows.
 *
 * @param linkBase - the only place in the shell that forms of the fragment may be sent to.
 */
export async function fragmentResult(response: Response, linkBase: string): Promise<FragmentResult | undefined> {
  const { status, headers } = response;
  const isShown = status === 200 || status === 404 || status === 422;
  // Nobody reads the rest of it, and whoever makes it shall not wait for that.
  if (!isShown) await response.body?.cancel();
  if (status === 303) {
    const message = messageOf(headers.get('baseplate-message'));
    return {
      outcome: 'done',
      path: pathWithin(headers.get('location')),
      ...(message === undefined ? {} : { message }),
    };
  }
  if (status === 403) return { outcome: 'withheld' };
  if (!isShown) return undefined;
  const html = await limitedText(response);
  if (html === undefined) return undefined;
  const clean = before.of(linkBase, html, () =>
    openTags(html) > depthLimit ? undefined : sanitiseFragment(html, { linkBase }),
  );
  return clean === undefined ? undefined : { outcome: 'content', status, html: clean };
}

/** The form was accepted, whatever is wrong with the message: to say that it failed would have it sent again. */
function messageOf(header: string | null): string | undefined {
  if (header === null) return undefined;
  try {
    return decodeURIComponent(header).slice(0, messageLimit);
  } catch {
    return undefined;
  }
}

/** A path of the service; what leads elsewhere becomes the way back to the chart. */
function pathWithin(location: string | null): string {
  return location !== null && /^\/(?![/\\])/.test(location) ? location : '';
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
