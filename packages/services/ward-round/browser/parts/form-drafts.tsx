import type { FormDraftView } from '../../src/drafts/kept-draft.ts';
import { Link } from '../navigation.tsx';
import { useRound } from '../round.ts';
import { tell } from '../server/ask.ts';
import { useView } from '../server/use-view.ts';
import { clockTime } from './clock-time.ts';

interface FormDraftsOptions {
  readonly patient: string;
  /** Called when one was discarded, since its form shows it still. */
  onDiscard(): void;
}

/** Input that was typed into forms of other services and not sent, whichever user interface it was typed in. */
export function FormDrafts({ patient, onDiscard }: FormDraftsOptions) {
  const { session, say } = useRound();
  const base = `/round/patients/${patient}/form-drafts`;
  const { value = [], again } = useView<readonly FormDraftView[]>(base);
  const discard = async ({ service, form }: FormDraftView) => {
    const answer = await tell(`${base}/discard`, session.csrf, { patient, service, form });
    if (answer.outcome !== 'answered') say({ tone: 'problem', words: 'The draft was not discarded. Try again.' });
    again();
    onDiscard();
  };
  return value.map((draft) => {
    const name = draft.form.replace(/[-_.]+/g, ' ');
    const path = draft.path === '' ? '/more' : `/${draft.service}${draft.path === '/' ? '' : draft.path}`;
    return (
      <div key={draft.service + draft.form} className="round-unfinished">
        <p>
          <b>Unsaved draft</b> of “{name}”, kept at {clockTime(draft.at)}. It is not part of the record.{' '}
          <Link href={`/patients/${patient}${path}`}>
            Go on with it<span className="round-hidden">: {name}</span>
          </Link>{' '}
          <button type="button" className="round-linklike" onClick={() => void discard(draft)}>
            Discard draft<span className="round-hidden">: {name}</span>
          </button>
        </p>
      </div>
    );
  });
}
