import type { PanelView } from '../../src/panels/panel-views.ts';
import type { PatientView } from '../../src/patient/patient-view.ts';
import { useView } from '../server/use-view.ts';
import { clockTime } from './clock-time.ts';
import { Fragment } from './fragment.tsx';

/** Milliseconds after which alerts are asked for anew. */
const every = 60_000;

/** Alerts of every service. Silence is not safety: it says when there are none, and when one did not answer. */
export function AlertStrip({ patient }: { readonly patient: PatientView }) {
  const { value, trouble, again } = useView<readonly PanelView[]>(`/round/patients/${patient.id}/alerts`, every);
  const asked = value?.filter(({ result }) => result.outcome !== 'withheld');
  const retry = (
    <button type="button" className="round-linklike" onClick={again}>
      Try again<span className="round-hidden">: alerts</span>
    </button>
  );
  const silent = asked?.every(({ result }) => result.outcome === 'content' && result.html.trim() === '');
  const withheld = asked !== undefined && asked.length < (value?.length ?? 0);
  return (
    <section className="round-alerts" aria-labelledby="alerts">
      <h2 id="alerts" className="round-hidden">
        Alerts
      </h2>
      {asked === undefined && trouble === undefined && <p>Looking for alerts …</p>}
      {trouble !== undefined && (
        <p className="round-alerts__away">
          <b>{value === undefined ? 'Alerts: source unavailable.' : 'Alerts may be out of date.'}</b> There may be
          alerts that are not shown. {retry}
        </p>
      )}
      {asked?.map((panel) =>
        panel.result.outcome === 'content' ? (
          <Fragment key={panel.service} patient={patient} html={panel.result.html} layout="card" />
        ) : (
          <p key={panel.service} className="round-alerts__away">
            <b>
              Alerts not available
              {panel.result.outcome === 'unavailable' && ` since ${clockTime(panel.result.since)}`}
            </b>
            : {panel.title}. There may be alerts that are not shown. {retry}
          </p>
        ),
      )}
      {silent === true && trouble === undefined && asked?.length !== 0 && (
        <p className="round-alerts__none">
          {withheld ? 'No alerts that your role may see.' : 'No alerts in this record.'}
        </p>
      )}
      {withheld && (
        <p>{asked.length === 0 ? 'Alerts: withheld for your role.' : 'Some alerts are withheld for your role.'}</p>
      )}
    </section>
  );
}
