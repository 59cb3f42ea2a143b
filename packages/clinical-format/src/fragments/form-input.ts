import type { HtmlValue } from '../html/html.ts';
import { insetText } from './notices.ts';
import { submissionId } from './submission.ts';

/** What somebody has typed into a form, by field. */
export type FormInput = {
  /** Trimmed; of several values the first; empty where there is none. */
  text(name: string): string;
  /** Every value of a field as it was sent, such as the boxes that are ticked. */
  all(name: string): readonly string[];
  /** True if it was kept from an earlier visit and never sent. */
  readonly draft: boolean;
  /** Of a form that was sent with a submission: the id to write under, see {@link submissionId}. */
  readonly submission?: string | undefined;
};

/** Reads a form that was sent. */
export async function sentInput(request: Request): Promise<FormInput> {
  const form = new URLSearchParams(await request.text());
  const submission = await submissionId(form);
  return { text: (name) => form.get(name)?.trim() ?? '', all: (name) => form.getAll(name), draft: false, submission };
}

/**
 * The input of a form that is opened: what was kept of it (`page.drafts` of the fragment page), else nothing. A form about one entry
 * of several carries that entry's id as the hidden field `about`; what was kept of it about another entry does not count.
 */
export function openedInput(
  drafts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
  form: string,
  about?: string,
): FormInput {
  const found = Object.hasOwn(drafts, form) ? drafts[form] : undefined;
  const kept = about === undefined || found?.about?.[0] === about ? found : undefined;
  const values = (name: string): readonly string[] =>
    kept !== undefined && Object.hasOwn(kept, name) ? (kept[name] ?? []) : [];
  return { text: (name) => values(name)[0]?.trim() ?? '', all: values, draft: kept !== undefined };
}

/** Says, if it is so, that what stands in a form was typed earlier and never sent. */
export function draftWords({ draft }: FormInput): HtmlValue {
  return draft && insetText('Unsaved draft: what you typed earlier is below. It is not in the record yet.');
}
