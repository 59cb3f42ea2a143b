import type { Letter, LetterSection } from './letter.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

function sectionHtml(section: LetterSection): string {
  const paragraphs = (section.paragraphs ?? []).map((text) => `<p>${escapeText(text)}</p>`).join('');
  const items =
    section.items === undefined || section.items.length === 0
      ? ''
      : `<ul>${section.items.map((text) => `<li>${escapeText(text)}</li>`).join('')}</ul>`;
  return `<h2>${escapeText(section.heading)}</h2>${paragraphs}${items}`;
}

/** A letter as a small HTML document without styles or scripts. */
export function letterAsHtml(letter: Letter): string {
  return [
    `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${escapeText(letter.title)}</title></head><body>`,
    `<p>${escapeText(letter.from)}<br>${escapeText(letter.date)}</p><p>${escapeText(letter.recipient)}</p>`,
    `<h1>${escapeText(letter.title)}</h1><p>${letter.patientLines.map(escapeText).join('<br>')}</p>`,
    ...letter.sections.map(sectionHtml),
    `<p>${escapeText(letter.signature)}</p></body></html>`,
  ].join('\n');
}
