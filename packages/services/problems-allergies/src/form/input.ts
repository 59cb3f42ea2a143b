import type { FragmentPage } from '@baseplate-epr/contracts';
import type { Visit } from '../service/visit.ts';

/** What somebody has typed into a form: fields by name, empty where there is nothing. */
export interface Input {
  /** Trimmed; of several values the first. */
  text(name: string): string;
  /** Every value of a field, such as the boxes that are ticked. */
  all(name: string): readonly string[];
  /** True if it was kept from an earlier visit and never sent. */
  readonly draft: boolean;
}

/** Input of a form that was sent. */
export async function sentInput({ request }: Visit): Promise<Input> {
  const form = new URLSearchParams(await request.text());
  return { text: (name) => form.get(name)?.trim() ?? '', all: (name) => form.getAll(name), draft: false };
}

/** Input of a form that is opened: what was kept of it, else nothing. */
export function openedInput({ drafts }: FragmentPage, form: string): Input {
  const kept = drafts[form];
  return {
    text: (name) => kept?.[name]?.[0]?.trim() ?? '',
    all: (name) => kept?.[name] ?? [],
    draft: kept !== undefined,
  };
}
