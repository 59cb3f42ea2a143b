/**
 * Answers a form that came without a session: nothing was done, and here is the way back. It names no field of the form and carries
 * no style, since what the pages of this assembly look like is not known here.
 */
export function sessionEndedPage(signInPath: string, path: string): Response {
  const back = `${signInPath}?return=${encodeURIComponent(path)}`;
  const body = `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Your session has ended: nothing was saved</title></head>
<body>
<main>
<h1>Your session has ended: nothing was saved</h1>
<p>The form was sent after your session had ended, so nothing was saved.</p>
<p><a href="${back.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)}">Sign in again</a>, open the page and send the form once more. If what you typed was kept as a draft, it is still there; otherwise your browser's Back button may show it.</p>
</main>
</body>
</html>
`;
  return new Response(body, {
    status: 401,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}
