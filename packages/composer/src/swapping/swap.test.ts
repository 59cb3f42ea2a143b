import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import { afterAll, afterEach, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { plainAssembly } from '../__fixtures__/plain-assembly.ts';
import { greeter, openGate, refusing, running } from '../__fixtures__/swapped-services.ts';
import { applyPlan } from '../apply/apply-assembly.ts';
import { rollback } from '../apply/rollback.ts';
import type { Assembly } from '../assembly/assembly.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { assemblyStatus } from '../plan/assembly-status.ts';
import { planAssembly } from '../plan/plan-assembly.ts';

type Service = ModuleReference<'digital-service'>;

const folder = mkdtempSync(join(tmpdir(), 'baseplate-swap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const logged: string[] = [];
const log = (message: string) => logged.push(message);
let time = 1_795_000_000_000;
const context: ModuleContext = {
  clock: { now: () => time },
  logger: { info: log, warn: log, error: log },
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
};
const opened: Assembly[] = [];
afterEach(async () => {
  for (const assembly of opened.splice(0)) await assembly.stop();
  expect(running).toEqual([]);
  logged.length = 0;
});

const shell = reference('digital-service', 'shell');
const first = greeter({ says: 'first', style: 'first.css' });
const second = greeter({ says: 'second', style: 'second.css' });

function configuration(name: string, ...services: readonly Service[]): AssemblyConfiguration {
  return { ...plainAssembly(...services), ledger: { directory: join(folder, name) } };
}

async function open(given: AssemblyConfiguration): Promise<Assembly> {
  const assembly = await openAssembly({ configuration: given, context, listen: true });
  opened.push(assembly);
  return assembly;
}

async function apply(given: AssemblyConfiguration) {
  const plan = await planAssembly({ configuration: given, context });
  return applyPlan(plan, { configuration: given, context, onProgress: () => {}, signal: new AbortController().signal });
}

function undo(given: AssemblyConfiguration) {
  return rollback({ configuration: given, context, onProgress: () => {}, signal: new AbortController().signal });
}

function ask(assembly: Assembly, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { cookie: 'session=doctor', ...init.headers };
  return assembly.fetch(new Request(`http://127.0.0.1:3000${path}`, { ...init, headers }));
}

const text = async (assembly: Assembly, path: string) => (await ask(assembly, path)).text();

test('another version answers in every process, what is in hand is finished, and one rollback brings the first back', async () => {
  const before = configuration('version', shell, first);
  const after = configuration('version', shell, second);
  const processes = [await open(before), await open(before)];
  const [one, other] = processes as [Assembly, Assembly];
  const waiting = text(one, '/services/greeter/wait');
  expect(await apply(after)).toMatchObject([{ place: 'services', processes: 2, late: [] }]);
  for (const assembly of processes) expect(await text(assembly, '/services/greeter/page')).toBe('<p>second</p>');
  // The call that is in hand keeps the first one running.
  expect(running).toContain('first');
  openGate('first');
  expect(await waiting).toBe('<p>first</p>');
  // A page made by the first one is still open, and asks for its style sheet.
  expect(await text(one, '/services/greeter/first.css')).toBe('first');
  expect(await text(other, '/services/greeter/second.css')).toBe('second');
  // In a chart it holds for the panels of its service, also the one that is only kept.
  for (const [assembly, style] of [[one, 'first'] as const, [other, 'second'] as const])
    expect(await text(assembly, `/services/greeter/${style}.css?for=panels`)).toBe(
      `@scope ([data-service="greeter"]){\n${style}\n}\n`,
    );
  while (running.includes('first')) await wait(5);
  time += 11 * 60_000;
  expect((await ask(one, '/services/greeter/first.css')).headers.get('content-type')).toMatch(/^text\/html/);

  expect(await assemblyStatus(after, context)).toMatchObject({ services: [shell, second], undo: 'services', late: [] });
  expect(await undo(after)).toMatchObject([{ outcome: 'rolled-back', report: { place: 'services', processes: 2 } }]);
  for (const assembly of processes) expect(await text(assembly, '/services/greeter/page')).toBe('<p>first</p>');
  expect((await assemblyStatus(after, context)).undo).toBeUndefined();
  await expect(undo(after)).rejects.toMatchObject({ code: 'not-found' });
});

test('a service whose style sheet cannot be kept within its panels is not put in front, and says why', async () => {
  const before = configuration('reaching', shell, first);
  const assembly = await open(before);
  const reaching = greeter({ says: '} body *{visibility:hidden}', style: 'reaching.css' });
  await expect(apply(configuration('reaching', shell, reaching))).rejects.toThrow(
    /\/reaching\.css of greeter: Its brackets do not match/,
  );
  expect(await text(assembly, '/services/greeter/page')).toBe('<p>first</p>');
});

test('what was applied is in force after a restart, whatever the file says, and the difference is told', async () => {
  const before = configuration('restart', shell, first);
  await open(before);
  await apply(configuration('restart', shell, second));
  await opened.splice(0)[0]?.stop();
  const again = await open(before);
  expect(await text(again, '/services/greeter/page')).toBe('<p>second</p>');
  expect(logged.join('\n')).toContain(
    'services: @example/greeter is in force as it was applied, while the configuration gives it other settings',
  );
});

test('services are added and taken out, and the user interface is another one, at once', async () => {
  const given = configuration('others', shell, first);
  const assembly = await open(given);
  const added = greeter({ name: 'added', says: 'added' });
  const face = greeter({ name: 'face', says: 'face', style: 'face.css', userInterface: true });
  await apply(configuration('others', face, added));
  expect(await text(assembly, '/anywhere')).toBe('<p>face</p>');
  expect(await text(assembly, '/services/added/')).toBe('<p>added</p>');
  expect((await ask(assembly, '/services/greeter/page')).status).toBe(404);
  expect(await text(assembly, '/static.css')).toBe('body{}');
  await undo(given);
  expect(await (await ask(assembly, '/')).json()).toMatchObject({ greeter: { outcome: 'content' } });
});

test('a form of the interface before is not lost: it is shown again, to the one who sent it alone', async () => {
  const [old, next] = ['old', 'next'].map((says) => greeter({ name: says, says, userInterface: true }));
  const assembly = await open(configuration('form', old as Service));
  await apply(configuration('form', next as Service));
  const send = async (headers: Record<string, string>, form: Record<string, string>) => {
    const body = String(new URLSearchParams(form));
    const sent = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': `${body.length}` };
    const answer = await ask(assembly, '/patients/p/notes', { method: 'POST', body, headers: { ...sent, ...headers } });
    return { status: answer.status, text: await answer.text() };
  };
  const csrf = await text(assembly, '/token');
  const own = { 'sec-fetch-site': 'same-origin', accept: 'text/html' };
  const form = { csrf, note: 'Half a <sentence>', submission: '8f14e45f-ceea-467f-a0e6-b2a3c1d4e5f6', empty: ' ' };
  const page = await send(own, form);
  expect(page.status).toBe(422);
  expect(page.text).toContain('Half a &#60;sentence&#62;');
  expect(page.text).not.toMatch(/8f14e45f|empty/);
  expect(page.text).not.toContain(csrf);
  expect((await send({ ...own, accept: '*/*' }, form)).text).toMatch(/^The record has no page any more .* copy it/);
  // Nobody else's page makes this record show words of theirs.
  expect(await send({ 'sec-fetch-site': 'cross-site' }, form)).toEqual({ status: 404, text: 'no such form' });
  expect(await send(own, { note: 'no token' })).toEqual({ status: 404, text: 'no such form' });
});

test('a page that is open while the screens are changed keeps what is typed, says so, leads to its patient and signs out', async () => {
  const [old, next] = ['old', 'next'].map((says) => greeter({ name: says, says, userInterface: true }));
  const given = configuration('open-page', old as Service, first);
  const assembly = await open(given);
  const csrf = await text(assembly, '/token');
  const send = (path: string, form: Record<string, string>) => {
    const body = String(new URLSearchParams({ csrf, ...form }));
    const sent = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': `${body.length}` };
    return ask(assembly, path, {
      method: 'POST',
      body,
      headers: { ...sent, 'sec-fetch-site': 'same-origin', accept: 'text/html' },
    });
  };
  const where = { 'draft-form': 'note', 'draft-service': 'greeter', 'draft-path': '/write', 'draft-action': '/write' };
  const draft = { ...where, patient: 'p', 'draft-patient': 'p', 'draft-screens': 'old', text: 'Half a sentence' };
  const navigate = (path: string) => ask(assembly, path, { headers: { accept: 'text/html' } });
  const before = await send('/drafts', draft);
  expect([before.headers.get('baseplate-screens'), await before.text()]).toEqual([
    null,
    expect.stringMatching(/^Draft/),
  ]);
  expect(await (await navigate('/patients/p/missing')).text()).toBe('no such page');
  await apply(configuration('open-page', next as Service, first));

  const after = await send('/drafts', { ...draft, text: 'A whole sentence' });
  expect([after.status, after.headers.get('baseplate-screens')]).toEqual([200, 'changed']);
  expect(await after.text()).toContain('kept as a draft');
  const page = await navigate('/patients/p/missing');
  expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('<a href="/patients/p">')]);
  // What the interface in place says of a patient, and to a script, is its own.
  expect(await (await navigate('/patients/missing')).text()).toBe('no such page');
  expect(await text(assembly, '/patients/p/missing')).toBe('no such page');

  const sent = { patient: 'p', text: 'The last words', submission: '8f14e45f-ceea-467f-a0e6-b2a3c1d4e5f6' };
  const unsent = await (await send('/patients/p/greeter/write', sent)).text();
  expect(unsent).toContain('It is kept as an unsaved draft');
  expect(unsent).toContain('<a href="/patients/p">');
  expect(await text(assembly, '/drafts-kept')).toContain('The last words');
  // A form about another patient than its page is shown, and kept nowhere.
  expect(await (await send('/patients/p/greeter/write', { ...sent, patient: 'q', text: 'Of q' })).text()).not.toContain(
    'kept as an unsaved draft',
  );
  expect(await text(assembly, '/drafts-kept')).not.toContain('Of q');
  const out = await send('/sign-out', {});
  expect([out.status, out.headers.get('location')]).toEqual([303, '/']);
  expect(await text(assembly, '/drafts-kept')).toBe('<p>[]</p>');
});

test('a form of the own page of a service that was taken out is shown again', async () => {
  const formed = reference('digital-service', 'formed');
  const assembly = await open(configuration('taken', shell, formed));
  const page: { readonly formFields: readonly { readonly value: string }[] } = JSON.parse(
    await text(assembly, '/services/formed/'),
  );
  const csrf = page.formFields[0]?.value ?? '';
  await apply(configuration('taken', shell, first));
  const send = async (fields: Record<string, string>) => {
    const body = String(new URLSearchParams(fields));
    const sent = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': `${body.length}` };
    const headers = { ...sent, 'sec-fetch-site': 'same-origin', accept: 'text/html' };
    return ask(assembly, '/services/formed/write', { method: 'POST', body, headers });
  };
  const again = await send({ csrf, note: 'Half a sentence' });
  expect(again.status).toBe(422);
  expect(await again.text()).toContain('Half a sentence');
  expect((await send({ csrf: 'another', note: 'Half a sentence' })).status).toBe(404);
});

test('one that does not start, or is not well, in one process is put in front in none', async () => {
  const given = configuration('broken', shell, first);
  const assembly = await open(given);
  for (const broken of [greeter({ says: 'ill', health: 'fail' }), greeter({ says: 'dead', broken: true })]) {
    await expect(apply(configuration('broken', shell, broken))).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringMatching(/It is not well|dead cannot start/),
    });
    expect(await text(assembly, '/services/greeter/page')).toBe('<p>first</p>');
  }
  expect((await assembly.health()).status).toBe('pass');
}, 120_000);

test('what fails in a process alone, where the plan could not see it, is put in front in none and leaves nothing running', async () => {
  const before = configuration('alone', shell, first);
  const after = configuration('alone', shell, second, greeter({ name: 'beside', says: 'beside' }));
  const processes = [await open(before), await open(before)];
  const plan = await planAssembly({ configuration: after, context });
  expect(plan.problems).toEqual([]);
  refusing.add('beside');
  const options = { configuration: after, context, onProgress: () => {}, signal: new AbortController().signal };
  await expect(applyPlan(plan, options)).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringMatching(
      /^Process \d+ on .*, which serves, cannot put the new services in front.* beside cannot start/,
    ),
  });
  refusing.clear();
  for (const assembly of processes) expect(await text(assembly, '/services/greeter/page')).toBe('<p>first</p>');
  while (running.includes('second')) await wait(5);
  expect(await assemblyStatus(after, context)).toMatchObject({ services: [shell, first] });
  await applyPlan(plan, options);
  for (const assembly of processes) expect(await text(assembly, '/services/beside/page')).toBe('<p>beside</p>');
});

test('a module of another supplier does not read what the one before has kept, nor lose it', async () => {
  const given = configuration('state', shell, first);
  const assembly = await open(given);
  await ask(assembly, '/services/greeter/keep');
  await apply(configuration('state', shell, second));
  expect(await text(assembly, '/services/greeter/kept')).toBe('<p>first</p>');
  await apply(configuration('state', shell, greeter({ says: 'stranger' }, '@other/greeter')));
  expect(await text(assembly, '/services/greeter/kept')).toBe('<p>nothing</p>');
  await undo(given);
  expect(await text(assembly, '/services/greeter/kept')).toBe('<p>first</p>');
});

test('the state of the user interface is there for the next one', async () => {
  const [old, next] = ['old', 'next'].map((says) =>
    greeter({ name: says, says, userInterface: true }, `@${says}/face`),
  );
  const assembly = await open(configuration('drafts', old as Service));
  await ask(assembly, '/keep');
  await apply(configuration('drafts', next as Service));
  expect(await text(assembly, '/kept')).toBe('<p>old</p>');
});
