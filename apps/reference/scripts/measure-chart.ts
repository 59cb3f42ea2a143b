/**
 * Measures how long the server takes for a chart: `node scripts/measure-chart.ts [PATIENTS]`. One request after another, from
 * sending it to the last byte, after a warm-up; a print-out to compare by, no test.
 */
import { fixedStories } from '@baseplate-epr/synthetic-population';
import { startReference } from '../support/start-reference.ts';

const patients = Number(process.argv[2] ?? 30);
const requests = 50;
const record = await startReference({ patients });
try {
  const cookie = await signIn(record.url, 'consultant');
  for (const { key, patientId } of fixedStories.filter(({ key }) =>
    ['mary-edwards', 'long-history', 'nothing-recorded'].includes(key),
  )) {
    const chart = `${record.url}/patients/${patientId}`;
    for (let warm = 0; warm < 20; warm += 1) await timeOf(chart, cookie);
    const times: number[] = [];
    let bytes = 0;
    for (let request = 0; request < requests; request += 1) {
      const { milliseconds, size } = await timeOf(chart, cookie);
      times.push(milliseconds);
      bytes = size;
    }
    times.sort((one, other) => one - other);
    const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(1);
    console.log(
      `${key}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms; ${(bytes / 1000).toFixed(1)} kB of HTML before compression`,
    );
  }
} finally {
  await record.stop();
}

async function signIn(url: string, persona: string): Promise<string> {
  const answer = await fetch(`${url}/identity/sign-in`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ persona, return: '/' }),
    redirect: 'manual',
  });
  const [cookie = ''] = answer.headers.getSetCookie();
  return cookie.split(';')[0] ?? '';
}

async function timeOf(url: string, cookie: string): Promise<{ readonly milliseconds: number; readonly size: number }> {
  const began = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  const body = await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`The chart answered with status ${answer.status}.`);
  return { milliseconds: performance.now() - began, size: body.byteLength };
}
