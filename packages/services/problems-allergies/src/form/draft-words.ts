import { type HtmlValue, insetText } from '@baseplate-epr/clinical-format';
import type { Input } from './input.ts';

/** Says that what stands in a form was typed earlier and never sent. */
export function draftWords({ draft }: Input): HtmlValue {
  return draft && insetText('Unsaved draft: what you typed earlier is below. It is not in the record yet.');
}
