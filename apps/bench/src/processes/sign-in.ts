import { fetchAnswer } from '../load/fetch-answer.ts';
import { requestBytes } from '../load/request-bytes.ts';

/** Signs in as a persona, like a browser; the session cookie. */
export async function signIn(port: number, persona: string): Promise<string> {
  const { headers, status } = await fetchAnswer(
    port,
    requestBytes({
      method: 'POST',
      path: '/identity/sign-in',
      // The page and the form are of one origin, which is the one the host header names.
      headers: { origin: 'http://127.0.0.1', 'content-type': 'application/x-www-form-urlencoded' },
      body: `persona=${persona}&return=%2F`,
    }),
  );
  const cookie = headers['set-cookie']?.split(';', 1)[0];
  if (cookie === undefined) throw new Error(`Signing in was answered with status ${status} and no cookie.`);
  return cookie;
}
