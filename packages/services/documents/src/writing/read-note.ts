import type { FieldError, FormInput } from '@baseplate-epr/clinical-format';
import { noteFields } from './note-form.ts';

/** Longest note, in UTF-16 code units. */
const textLimit = 50_000;
const titleLimit = 120;

/** The title and text of a note, and what is wrong with them. */
export function readNote(input: FormInput): {
  readonly title: string;
  readonly text: string;
  readonly errors: readonly FieldError[];
} {
  const title = input.text('title').replace(/\s+/g, ' ');
  // Browsers send line ends as CR LF; kept as LF, so that the text is the same however it is written again.
  const text = input.text('text').replace(/\r\n?/g, '\n');
  const errors: FieldError[] = [];
  if (title.length > titleLimit) {
    errors.push({ field: noteFields.title, message: `Use at most ${titleLimit} characters for the title.` });
  }
  if (text === '') errors.push({ field: noteFields.text, message: 'Write the note.' });
  if (text.length > textLimit) {
    errors.push({
      field: noteFields.text,
      message: `Use at most ${textLimit} characters. Write the rest as a second note.`,
    });
  }
  return { title, text, errors };
}
