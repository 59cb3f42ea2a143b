/** A field as it is in a form. */
export interface FormField {
  readonly name: string;
  /** `type` of an input, or `select`, `textarea`, `button`. */
  readonly kind: string;
  readonly value: string;
  /** Of a tick box or radio button, and of a choice of a list. */
  readonly chosen: boolean;
  /** Digits are asked for. */
  readonly numeric: boolean;
}

/** A form that is posted. */
export interface PostedForm {
  readonly action: string;
  readonly fields: readonly FormField[];
}

/** What is used of a browser's elements: see `open-inspector.ts`. */
export interface ReadElement {
  readonly tagName: string;
  readonly textContent: string | null;
  readonly value?: string;
  readonly checked?: boolean;
  readonly selected?: boolean;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<ReadElement>;
}

/** The forms of a page that are posted, with their fields. A list of choices is a field for each choice. */
export function readForms(page: Pick<ReadElement, 'querySelectorAll'>): readonly PostedForm[] {
  return [...page.querySelectorAll('form[action]')]
    .filter((form) => form.getAttribute('method')?.toLowerCase() === 'post')
    .map((form) => ({
      action: form.getAttribute('action') ?? '',
      fields: [...form.querySelectorAll('input[name], textarea[name], select[name], button[name]')].flatMap(fieldsOf),
    }));
}

function fieldsOf(element: ReadElement): readonly FormField[] {
  const name = element.getAttribute('name') ?? '';
  const tag = element.tagName.toLowerCase();
  const kind = tag === 'input' ? (element.getAttribute('type') ?? 'text').toLowerCase() : tag;
  const numeric = kind === 'number' || /numeric|decimal/.test(element.getAttribute('inputmode') ?? '');
  if (tag === 'select')
    return [...element.querySelectorAll('option')].map((option) => ({
      name,
      kind,
      value: option.value ?? '',
      chosen: option.selected === true,
      numeric: false,
    }));
  return [{ name, kind, value: element.value ?? '', chosen: element.checked === true, numeric }];
}
