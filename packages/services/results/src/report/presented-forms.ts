import { type Html, html } from '@baseplate-epr/clinical-format';
import type { Attachment, DiagnosticReport } from '@medplum/fhirtypes';

/** The report as its writer laid it out: plain text whole, and of anything else that it is there. A report of imaging is often nothing but this. */
export function presentedForms({ presentedForm = [] }: DiagnosticReport): Html {
  return html`${presentedForm.map(formWords)}`;
}

function formWords({ contentType = '', data, title }: Attachment): Html {
  if (data !== undefined && contentType.split(';', 1)[0]?.trim().toLowerCase() === 'text/plain') {
    return html`<h3 class="nhsuk-heading-xs">${title ?? 'The report in words'}</h3><pre class="clinical-text">${Buffer.from(data, 'base64').toString('utf8')}</pre>`;
  }
  const kind = contentType === '' ? 'type not recorded' : contentType.split(';', 1)[0];
  return html`<p><b>This report comes with a document (${kind}), which is not shown here.</b> Read it where the report was made before acting on it.</p>`;
}
