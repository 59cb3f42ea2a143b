/**
 * Where a user interface keeps an unfinished set among its drafts: as the form of the observations service. So a set that was begun in one
 * user interface is found in every other one.
 */
export const observationDraft = {
  service: 'observations',
  form: 'record-observations',
  path: '/record',
  action: '/record',
} as const;
