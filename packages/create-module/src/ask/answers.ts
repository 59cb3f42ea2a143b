import { type LicenceName, licences, type TemplateName, templates } from '../templates.ts';

/** All that has to be known. */
export interface Answers {
  /** Where to write, as it was given. */
  readonly folder: string;
  readonly contract: TemplateName;
  /** npm name of the package. */
  readonly name: string;
  readonly licence: LicenceName;
  /** Who has the copyright. */
  readonly holder: string;
}

/** What has been said of it, not yet looked at. */
export type GivenAnswers = { readonly [Name in keyof Answers]?: string | undefined };

/** Says what is wrong with an answer, and what to say instead; `undefined` if nothing is. */
export const problemWith: { readonly [Name in keyof Answers]: (value: string) => string | undefined } = {
  folder: (value) => (value.trim() === '' ? 'Name a folder, such as my-module.' : undefined),
  contract: (value) => oneOf(value, templates, 'contract'),
  name(value) {
    if (!/^(@[a-z0-9][a-z0-9._-]*\/)?[a-z][a-z0-9-]*$/.test(value) || value.length > 100)
      return `"${value}" is no name for a package here. Use lower-case letters, digits and hyphens, such as ward-board or @supplier/ward-board.`;
    if (unscoped(value).length > 40)
      return `"${unscoped(value)}" is longer than 40 characters, which the names of modules may have.`;
    return value.startsWith('@baseplate-epr/') ? '@baseplate-epr is not yours. Use a scope of your own.' : undefined;
  },
  licence: (value) => oneOf(value, licences, 'licence'),
  holder: (value) => (value.trim() === '' ? 'Name the person or organisation that has the copyright.' : undefined),
};

/** The name of a package without its scope. */
export function unscoped(name: string): string {
  return name.replace(/^@[^/]+\//, '');
}

function oneOf(value: string, choices: readonly { readonly name: string }[], what: string): string | undefined {
  const names = choices.map(({ name }) => name);
  return names.includes(value) ? undefined : `"${value}" is no ${what}. Choose one of ${names.join(', ')}.`;
}
