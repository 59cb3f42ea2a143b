import { findHint, type Html, html } from '@baseplate-epr/clinical-format';
import type { Visit } from '../visit.ts';

/** The search in the header of every page. Without script it leads to the search page; with script it answers as one types. */
export function quickFind({ shell }: Visit): Html {
  return html`<form class="workspace-find" role="search" method="post" action="/patients" data-find="quick" autocomplete="off"><input type="hidden" name="csrf" value="${shell.csrfToken}"><label class="nhsuk-u-visually-hidden" for="quick-find">Find a patient: ${findHint}</label><input class="workspace-find__input" id="quick-find" name="find" type="search" maxlength="200" placeholder="Name, NHS number or date of birth" spellcheck="false" autocomplete="off"><button class="workspace-header__button" type="submit">Find</button><p class="nhsuk-u-visually-hidden" role="status" data-found-count></p><div class="workspace-find__results" data-found hidden></div></form>`;
}
