import type { ServicePageView } from '../../src/panels/panel-views.ts';
import { Link } from '../navigation.tsx';
import { clockTime } from '../parts/clock-time.ts';
import { FormDrafts } from '../parts/form-drafts.tsx';
import { Fragment } from '../parts/fragment.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useView } from '../server/use-view.ts';
import type { PatientScreenOptions } from './patient-frame.tsx';

interface ServiceScreenOptions extends PatientScreenOptions {
  readonly service: string;
  /** Path and query within the service. */
  readonly path: string;
}

/** A page of another service, under the banner. */
export function ServiceScreen({ patient, service, path }: ServiceScreenOptions) {
  const { id } = patient;
  const view = useView<ServicePageView>(`/round/patients/${id}/services/${service}${path}`);
  const { value } = view;
  const result = value?.result;
  return (
    <>
      <p className="round-crumbs">
        <Link href={`/patients/${id}/more`}>Back to all panels</Link>
      </p>
      <FormDrafts patient={id} onDiscard={view.again} />
      <Trouble view={view} what="this page" />
      {value !== undefined && result?.outcome === 'content' && (
        <Fragment patient={patient} html={result.html} layout="page" />
      )}
      {result?.outcome === 'withheld' && (
        <p>Withheld for your role. It exists or may exist, and this role may not see or do it.</p>
      )}
      {result?.outcome === 'unavailable' && (
        <p className="round-trouble">
          <b>Source unavailable since {clockTime(result.since)}.</b> The rest of this record is complete.{' '}
          <button type="button" className="round-linklike" onClick={view.again}>
            Try again
          </button>
        </p>
      )}
    </>
  );
}
