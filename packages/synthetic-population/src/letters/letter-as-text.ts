import type { Letter, LetterSection } from './letter.ts';

function sectionText(section: LetterSection): string {
  const lines = [
    section.heading.toUpperCase(),
    ...(section.paragraphs ?? []),
    ...(section.items ?? []).map((item) => `- ${item}`),
  ];
  return lines.join('\n');
}

/** A letter as plain text, one blank line between its parts. */
export function letterAsText(letter: Letter): string {
  return [
    `${letter.from}\n${letter.date}`,
    letter.recipient,
    letter.title,
    letter.patientLines.join('\n'),
    ...letter.sections.map(sectionText),
    letter.signature,
    '',
  ].join('\n\n');
}
