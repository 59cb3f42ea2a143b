import { withPagePolicy } from './page-policy.ts';
import { wordsStyle } from './words-style.ts';

/** A page that has only something to say, without script, and never stored. */
export function pageOfWords(status: number, heading: string, content: string): Response {
  const body = `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${heading}</title><link rel="stylesheet" href="${wordsStyle.path}"></head>
<body>
<main>
<h1>${heading}</h1>
${content}
</main>
</body>
</html>
`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return withPagePolicy(new Response(body, { status, headers }), 'identity');
}

/** Text that can stand in a page or an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
