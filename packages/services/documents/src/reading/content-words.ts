import { type Html, html } from '@baseplate-epr/clinical-format';
import type { Attachment } from '@medplum/fhirtypes';
import type { DocumentContent } from '../read/read-content.ts';
import { letterHtml } from './letter-html.ts';

/** A part of a document: its words, or in words why they are not here and how to get at them. */
export function contentWords(
  content: DocumentContent,
  attachment: Attachment,
  { file }: { readonly file: string },
): Html {
  if (content.state === 'text') return html`<pre class="clinical-text">${content.text}</pre>`;
  if (content.state === 'html') return letterHtml(content.text ?? '');
  if (content.state === 'withheld') return html`<p>Content withheld for your role.</p>`;
  if (content.state === 'elsewhere') return html`<p>The content is kept outside this record and is not shown here.</p>`;
  if (content.state === 'absent') return html`<p>The content is not in this record.</p>`;
  const { contentType, size } = attachment;
  const kind = contentType === undefined ? 'type not recorded' : contentType.split(';', 1)[0];
  return html`<p>This is a file (${kind}, ${size === undefined ? 'length not recorded' : sizeWords(size)}), which is not shown here. <a class="nhsuk-link" href="${file}">Download the file</a></p>`;
}

function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
