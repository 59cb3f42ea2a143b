import type { DigitalService, RecordHandle, StateNamespace } from '@baseplate-epr/contracts';
import { type Inspector, openInspector } from '../accessibility/open-inspector.ts';
import { linkBaseOf, pageFor, type Question, questionsFor } from '../ask-service.ts';
import { callService, type ServiceAnswer, trialState } from '../call-service.ts';
import { linkedQuestions } from '../linked-questions.ts';
import type { ServiceWorld } from '../service-world.ts';
import { type FormField, type PostedForm, readForms } from './read-forms.ts';

/** Milliseconds a service has for a form. */
const formBudget = 5_000;

/** A form where it was found. */
export interface FoundForm {
  readonly question: Question;
  readonly form: PostedForm;
}

/** The forms of a service, and a way to send them. */
export interface OpenForms {
  /** Every posted form of its pages for one patient, each action once, as it is now: with a submission of its own. */
  find(): Promise<readonly FoundForm[]>;
  send(found: FoundForm, fields: URLSearchParams, record: RecordHandle): Promise<ServiceAnswer>;
  /** The fields of the form with this action in what came back. */
  fieldsOf(answer: ServiceAnswer, action: string): readonly FormField[];
  /** What the service keeps beside the record, as text: to see whether it changed. */
  kept(): Promise<string>;
  close(): void;
}

/** Opens what the cases about forms need. */
export async function openForms(service: DigitalService, world: ServiceWorld): Promise<OpenForms> {
  const inspector: Inspector = openInspector();
  const state: StateNamespace = await trialState(world);
  const whole = world.record(service.manifest);
  const ask = (question: Question, request: Request, record: RecordHandle) =>
    callService(service, {
      request,
      world,
      record,
      budget: formBudget,
      principal: world.principal,
      state,
      page: pageFor(service, question),
    });
  const formsIn = (html: string) => inspector.read(html, readForms);
  return {
    async find() {
      const found = new Map<string, FoundForm>();
      const first = questionsFor(service, { ...world, patients: world.patients.slice(0, 1) });
      for (const question of first.filter(({ fragment, isOwn }) => fragment || isOwn === true)) {
        for (const page of [question, ...(await linkedQuestions(inspector, service, question, world))]) {
          const request = new Request(new URL(page.path, 'http://service.invalid'));
          const { outcome, status, html } = await ask(page, request, whole);
          if (outcome !== 'answered' || status !== 200) continue;
          for (const form of formsIn(html))
            if (!found.has(form.action)) found.set(form.action, { question: page, form });
        }
      }
      return [...found.values()];
    },
    send({ question, form }, fields, record) {
      const path = form.action.slice(linkBaseOf(service, question.patient, question.isOwn).length) || '/';
      // The shell has looked at its token by then.
      const body = new URLSearchParams([...fields].filter(([name]) => name !== 'csrf'));
      const request = new Request(new URL(path, 'http://service.invalid'), { method: 'POST', body });
      return ask(question, request, record);
    },
    fieldsOf: ({ html }, action) => formsIn(html).find((form) => form.action === action)?.fields ?? [],
    async kept() {
      const { entries } = await state.list({ limit: 1000 });
      return JSON.stringify(entries.map(({ key, value }) => [key, value]));
    },
    close: () => inspector.close(),
  };
}
