/** Something that whoever started the command can put right. Its message says what, and how. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
