import { card, type Html, html } from '@baseplate-epr/clinical-format';
import { hiddenFieldNames } from './form-fields.ts';

/** What only a program wrote into a form: numbers of submissions and the like. */
const meaningless = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The input of a form that nobody took, to copy: its service is away, or is another one than the one that made the form. */
export function whatWasTyped(form: URLSearchParams): Html | undefined {
  const typed = [...form].filter(
    ([name, value]) => !hiddenFieldNames.has(name) && value.trim() !== '' && !meaningless.test(value),
  );
  if (typed.length === 0) return undefined;
  const rows = typed.map(
    ([name, value]) => html`<dt>${name.replace(/[-_.]+/g, ' ')}</dt><dd><pre class="clinical-text">${value}</pre></dd>`,
  );
  return card({
    id: 'typed',
    heading: 'What you typed',
    content: html`<p>The form was not taken. This is what it held; copy what you need before you leave this page.</p><dl>${rows}</dl>`,
  });
}
