import { findAsTyped } from './find-as-typed.ts';
import { guardForms } from './guard-forms.ts';
import { keepDrafts } from './keep-drafts.ts';
import { measureBanner } from './measure-banner.ts';

/**
 * The workspace's one script file. Each part is a function that stands on its own, since only its text travels to the browser: it
 * uses no import and nothing outside itself. Everything works without it.
 */
export const workspaceScript = [measureBanner, guardForms, findAsTyped, keepDrafts]
  .map((part) => `(${part.toString()})();`)
  .join('\n');
