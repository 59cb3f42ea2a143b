import { escaped, pageOfWords } from './page-of-words.ts';

/** Answers a form that came without a session: nothing was done, and here is the way back. It names no field of the form. */
export function sessionEndedPage(signInPath: string, path: string): Response {
  const back = `${signInPath}?return=${encodeURIComponent(path)}`;
  return pageOfWords(
    401,
    'Your session has ended: nothing was saved',
    `<p>The form was sent after your session had ended, so nothing was saved.</p>
<p><a href="${escaped(back)}">Sign in again</a>, open the page and send the form once more. If what you typed was kept as a draft, it is still there; otherwise your browser's Back button may show it.</p>`,
  );
}
