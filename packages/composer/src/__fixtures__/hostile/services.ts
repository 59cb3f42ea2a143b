import { readFileSync } from 'node:fs';
import type { ServiceContext } from '@baseplate-epr/contracts';
import { type Answer, ask, html, outcome, service, told } from './service.ts';

// Runs in a process of its own, so that it imports types only. Each service is hostile, or clumsy, in one way.
/** Behaves: reads the record, keeps a count, logs. */
export const civil = () =>
  service('civil', async (request, { record, state, principal }) => {
    const form = request.method === 'POST' ? await request.text() : '';
    const patients = await record.fetch('/fhir/Patient?_summary=count');
    const { total } = (await patients.json()) as { readonly total: number };
    const before = await state.get({ key: 'count' });
    await state.set({ key: 'count', value: String(Number(before?.value ?? 0) + 1) });
    return told({ who: principal.id, total, before: before?.value ?? null, form });
  });
/** Behaves: hears of patients by itself, and tells what it heard last. */
export const hearing = () => {
  const hears = service('hearing', async (_request, { event, record, state, principal }) => {
    if (event === undefined) return told((await state.get({ key: 'heard' }))?.value ?? 'nothing');
    const read = await record.fetch(`/fhir/Patient/${event.id}`);
    const beyond = await record.fetch('/fhir/Observation');
    await state.set({
      key: 'heard',
      value: [principal.id, event.interaction, event.id, read.status, beyond.status].join(),
    });
    return new Response(null, { status: 204 });
  });
  const { manifest } = hears;
  return { ...hears, manifest: { ...manifest, scopes: ['system/Patient.rs'], subscribes: [{ type: 'Patient' }] } };
};
export const throwing = () =>
  service('throwing', async () => {
    throw new Error('EDWARDS, Mary');
  });
/** Throws where nobody catches it. */
export const exploding = () =>
  service('exploding', async () => {
    setTimeout(() => {
      throw new Error('EDWARDS, Mary');
    });
    return new Promise<Response>(() => {});
  });
export const spinning = () =>
  service('spinning', async () => {
    for (;;);
  });
/** Answers as it should, and computes between. */
export const busy = () =>
  service('busy', async () => {
    const slice = () => {
      const until = performance.now() + 20;
      while (performance.now() < until);
      setImmediate(slice);
    };
    setTimeout(slice, 50);
    return html('still here');
  });
export const leaking = () =>
  service('leaking', async () => {
    const held: unknown[] = [];
    for (;;) held.push(new Array(10_000).fill(held.length).map((value) => ({ value })));
  });
/** A cache without a bound: each doubling wants more at once than V8 allows beyond a limit. */
export const mapping = () =>
  service('mapping', async () => {
    const held = new Map<number, object>();
    for (;;) held.set(held.size, { value: held.size });
  });
/** Holds what no limit of JavaScript's memory counts. */
export const hoardingBuffers = () =>
  service('hoarding-buffers', async () => {
    const held: Buffer[] = [];
    for (;;) {
      held.push(Buffer.alloc(16 * 1024 * 1024, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
export const silent = () => service('silent', () => new Promise(() => {}));
/** After `/sulk` it does not answer two questions. */
export const moody = () => {
  let sulks = 0;
  return service('moody', async (request) => {
    if (new URL(request.url).pathname === '/sulk') sulks = 2;
    else if (sulks > 0) {
      sulks -= 1;
      return new Promise<Response>(() => {});
    }
    return html('<p>fine</p>');
  });
};
export const exiting = () => service('exiting', async () => process.exit(0));
export const garbage = () => service('garbage', async () => JSON.parse('"no response"'));
export const huge = () => service('huge', async () => html('x'.repeat(10 * 1024 * 1024)));
export const endless = () =>
  service('endless', async () => {
    const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(new Uint8Array(65_536).fill(120));
    return html(new ReadableStream({ pull }));
  });
/** A byte now and then, for ever. */
export const dripping = () =>
  service('dripping', async () => {
    const pull = async (controller: ReadableStreamDefaultController) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      controller.enqueue(new TextEncoder().encode('x'));
    };
    return html(new ReadableStream({ pull }));
  });
export const redirecting = () =>
  service('redirecting', async (request) =>
    html('', new URL(request.url).pathname === '/card' ? 302 : 303, { location: 'https://evil.example/steal' }),
  );
export const scripting = () =>
  service('scripting', async () =>
    html(
      '<p onclick="steal()" style="position:fixed">x</p><script>steal()</script><style>*{display:none}</style>' +
        '<form action="https://evil.example/"><input name="q"></form><iframe src="https://evil.example/"></iframe>' +
        '<a href="javascript:steal()">y</a><img src="https://evil.example/pixel"><base href="https://evil.example/">',
    ),
  );
/** Writes what is no message where its messages go. */
export const babbling = () =>
  service('babbling', async () => {
    const { writeSync } = await import('node:fs');
    writeSync(1, 'GET / HTTP/1.1\r\n\r\n'.repeat(10));
    return html('still here');
  });
/** Announces a message of four gigabytes. */
export const announcing = () =>
  service('announcing', async () => {
    const { writeSync } = await import('node:fs');
    writeSync(1, Uint8Array.of(255, 255, 255, 255, 0));
    return html('still here');
  });
/** Answers questions nobody asked, for calls nobody made, without end. */
export const flooding = () =>
  service('flooding', async () => {
    const { writeSync } = await import('node:fs');
    const text = JSON.stringify({ kind: 'note', name: 'log', value: { level: 'info', message: 'x' } });
    const frame = Buffer.alloc(5 + text.length);
    frame.writeUInt32LE(text.length, 0);
    frame.write(text, 5);
    // A pipe that is full is tried again.
    for (;;) outcome(() => writeSync(1, frame));
  });
/** Logs without end, long, and prints. */
export const chattering = () => {
  let tell: ((text: string) => void) | undefined;
  return service(
    'chattering',
    async () => {
      for (let line = 0; line < 500; line += 1) tell?.(`line ${line} ${'x'.repeat(1000)}`);
      console.log('EDWARDS, Mary');
      return html('<p>said</p>');
    },
    {
      async start({ logger }) {
        tell = (text) => logger.warn(text, { long: 'y'.repeat(1000) });
      },
    },
  );
};
/** Looks around in everything that is not its own. */
export const prying = ({ files }: { readonly files: readonly string[] }) =>
  service('prying', async () => {
    const { spawnSync } = await import('node:child_process');
    const { Worker } = await import('node:worker_threads');
    const { writeFileSync } = await import('node:fs');
    const network = await fetch('http://127.0.0.1:64999/').then(
      () => 'open',
      (error: { readonly cause?: { readonly code?: string } }) => error.cause?.code ?? 'refused',
    );
    return told({
      environment: Object.keys(process.env),
      read: files.map((file) => outcome(() => readFileSync(file).length)),
      write: outcome(() => writeFileSync('/tmp/baseplate-hostile', 'x')),
      process: outcome(() => spawnSync('true').status),
      thread: outcome(() => new Worker('', { eval: true })),
      network,
    });
  });
/** Uses the secret that its options name, and depends on a package. */
export const depending = () =>
  service('depending', async () => {
    const { mortar } = (await import('mortar' as string)) as { readonly mortar: string };
    return told({ mortar, secret: process.env.HOSTILE_SECRET, other: process.env.HOME ?? null });
  });
/** Reads more than it was granted, by every way the record knows, with forged headers. */
export const overreading = () =>
  service('overreading', async (_request, { record, page }) => {
    const patient = page?.patient;
    const forged = {
      authorization: 'Bearer doctor',
      cookie: 'session=doctor',
      'x-forwarded-user': 'doctor',
      'x-request-id': 'other',
    };
    const paths = [
      '/fhir/Observation',
      `/fhir/Observation?patient=${patient}&_summary=count`,
      `/fhir/Patient?_revinclude=Observation:patient`,
      `/fhir/Patient?_has:Observation:patient:status=final`,
      `/fhir/Observation?patient.family=Edwards`,
      `/fhir/Patient/${patient}/$everything`,
      `/fhir/Patient/${patient}/Observation`,
      '/fhir/Observation/_history',
    ];
    const answers: Record<string, string | number> = {};
    for (const path of paths) answers[path] = await ask(record.fetch(path, { headers: forged }));
    return told(answers);
  });
/** Keeps what came with a call, and uses it in the next, whoever calls. */
export const keeping = () => {
  let kept: ServiceContext | undefined;
  return service('keeping', async (_request, context) => {
    const earlier = kept;
    kept = context;
    if (earlier === undefined) return told('first');
    return told({
      record: await ask(earlier.record.fetch('/fhir/Patient')),
      state: await earlier.state.get({ key: 'count' }).then(
        () => 'did',
        (error: { readonly code: string }) => error.code,
      ),
    });
  });
};
/** Asks for what belongs to other calls, past its own context: numbers of calls it was never given. */
export const guessing = () =>
  service('guessing', async (_request, { state }) => {
    const { writeSync } = await import('node:fs');
    for (let call = 0; call < 20; call += 1) {
      const request = { url: '/fhir/Patient', method: 'GET', headers: [] };
      const text = JSON.stringify({
        kind: 'ask',
        id: 1000 + call,
        name: 'record',
        value: { call: call + 1000, request },
      });
      const frame = Buffer.alloc(5 + text.length);
      frame.writeUInt32LE(text.length, 0);
      frame.write(text, 5);
      writeSync(1, frame);
    }
    await state.get({ key: 'x' });
    return told('guessed');
  });
/** Another module's state by its own namespace. */
export const rummaging = () =>
  service('rummaging', async (_request, { state }) => {
    await state.set({ key: '../civil/count', value: 'x' });
    const { entries } = await state.list({ limit: 100 });
    const odd = await state.get({ key: {} as string }).then(
      () => 'did',
      () => 'refused',
    );
    return told({ keys: entries.map(({ key }) => key), odd });
  });
/** A user interface: shows what it is given, sends a form, signs out, and uses its shell after its call. */
export const elsewhere = () => {
  let kept: ServiceContext['shell'];
  const page = { patient: 'p', linkBase: '/patients/p/any', formFields: [], drafts: {}, layout: 'card' as const };
  const answer: Answer = async (request, { shell }) => {
    const { pathname } = new URL(request.url);
    if (shell === undefined) return html('no shell', 500);
    if (pathname === '/sign-out') return new Response(null, { status: 303, headers: (await shell.signOut()).headers });
    const { fragments, csrfToken } = shell;
    if (pathname === '/late')
      return html(String(await kept?.signOut().catch((error: { readonly code: string }) => error.code)));
    kept = shell;
    const form = new URLSearchParams({ a: 'b', c: 'd' });
    return Response.json({
      list: fragments.list({ slot: 'main' }).map(({ service: name }) => name),
      side: fragments.list({ slot: 'side' }).length,
      styles: fragments.styles(),
      token: csrfToken,
      neighbour: await fragments.fetch({ service: 'neighbour', path: '/card', page }),
      sent: await fragments.fetch({ service: 'civil', path: '/card', page, form }),
    });
  };
  const made = service('elsewhere', answer);
  return { ...made, manifest: { ...made.manifest, userInterface: true, slots: [] } };
};
/** A manifest that is none. */
export const formless = () => ({ ...service('formless', async () => html('x')), manifest: { name: { toString: 1 } } });
/** A program that will not be loaded. */
export const unloadable = () => {
  for (;;);
};
