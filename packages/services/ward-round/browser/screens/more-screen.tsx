import type { PanelView } from '../../src/panels/panel-views.ts';
import { clockTime } from '../parts/clock-time.ts';
import { FormDrafts } from '../parts/form-drafts.tsx';
import { Fragment } from '../parts/fragment.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useView } from '../server/use-view.ts';
import type { PatientScreenOptions } from './patient-frame.tsx';

/** The panels of every service of the assembly, whoever supplied it. One that is away costs itself. */
export function MoreScreen({ patient }: PatientScreenOptions) {
  const { id } = patient;
  const view = useView<readonly PanelView[]>(`/round/patients/${id}/panels`);
  const withheld = view.value?.filter(({ result }) => result.outcome === 'withheld').map(({ title }) => title) ?? [];
  return (
    <>
      <h2 className="round-hidden">Panels of the services</h2>
      <FormDrafts patient={id} onDiscard={view.again} />
      <Trouble view={view} what="this list" />
      {withheld.length > 0 && (
        <p className="round-note">Withheld for your role: {[...new Set(withheld)].join(', ')}.</p>
      )}
      {view.value?.length === 0 && <p>No other service of this record shows anything here.</p>}
      <div className="round-panels">
        {view.value?.map((panel) => (
          <Panel key={panel.service + panel.path} patient={patient} panel={panel} again={view.again} />
        ))}
      </div>
    </>
  );
}

interface PanelOptions {
  readonly patient: PatientScreenOptions['patient'];
  readonly panel: PanelView;
  again(): void;
}

function Panel({ patient, panel, again }: PanelOptions) {
  const { result, title, service, slot } = panel;
  if (result.outcome === 'withheld') return null;
  if (result.outcome === 'content')
    return (
      <div id={`${service}-${slot}`} className="round-panel">
        <Fragment patient={patient} html={result.html} layout="card" />
      </div>
    );
  return (
    <section className="round-card round-card--absent" id={`${service}-${slot}-away`}>
      <h3>{title}</h3>
      <p>
        <b>Source unavailable</b>
        {result.outcome === 'unavailable' && ` since ${clockTime(result.since)}`}. The rest is complete.{' '}
        <button type="button" className="round-linklike" onClick={again}>
          Try again<span className="round-hidden">: {title}</span>
        </button>
      </p>
    </section>
  );
}
