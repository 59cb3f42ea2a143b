import type { FragmentDescription, FragmentResult } from '@baseplate-epr/contracts';

/** A panel of another service, and what it answered. The markup has passed the composer's allow-list. */
export interface PanelView extends FragmentDescription {
  readonly result: FragmentResult;
}

/** A page of another service about a patient. */
export interface ServicePageView {
  readonly title: string;
  readonly result: FragmentResult;
}
