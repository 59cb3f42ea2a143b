import { type AttributeValue, attributes } from '../html/attributes.ts';
import { type Html, html } from '../html/html.ts';
import { describedBy, type FieldOptions, formGroup } from './form-group.ts';

/** A single line of text. */
export type TextInputOptions = FieldOptions & {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'search' | 'password' | 'tel' | 'email';
  /** `decimal` or `numeric` brings up number keys without the traps of `type="number"`. */
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'search';
  /** Width in characters. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30;
  /** A unit that stands after the input: "mmHg". Say it in the label or hint too. */
  readonly suffix?: string;
  readonly autocomplete?: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
};

/** A labelled line of text with hint and error. */
export function textInput(options: TextInputOptions): Html {
  const { id, name = id, error, value, type = 'text', inputMode, width, suffix, autocomplete = 'off' } = options;
  const widthClass = width === undefined ? '' : ` nhsuk-input--width-${width}`;
  const input = html`<input${attributes({
    class: `nhsuk-input${error === undefined ? '' : ' nhsuk-input--error'}${widthClass}`,
    id,
    name,
    type,
    value,
    inputmode: inputMode,
    autocomplete,
    spellcheck: 'false',
    'aria-describedby': describedBy(options),
    'aria-invalid': error === undefined ? undefined : 'true',
    ...options.attributes,
  })}>`;
  const withSuffix = html`<div class="nhsuk-input-wrapper">${input}<div class="nhsuk-input-wrapper__suffix nhsuk-input__suffix" aria-hidden="true">${suffix}</div></div>`;
  return formGroup(options, suffix === undefined ? input : withSuffix);
}

/** Several lines of text. */
export type TextAreaOptions = FieldOptions & { readonly value?: string | undefined; readonly rows?: number };

/** A labelled text area with hint and error. A line feed stands before the text because browsers drop the first one. */
export function textArea(options: TextAreaOptions): Html {
  const { id, name = id, error, value = '', rows = 5 } = options;
  const own = attributes({
    class: `nhsuk-textarea${error === undefined ? '' : ' nhsuk-textarea--error'}`,
    id,
    name,
    rows,
    'aria-describedby': describedBy(options),
    'aria-invalid': error === undefined ? undefined : 'true',
  });
  return formGroup(options, html`<textarea${own}>\n${value}</textarea>`);
}
