import type { Draft } from '../drafts/draft.ts';
import { useRound } from '../round.ts';

const words = {
  record: 'Draft kept by the record. It is not part of it until you save.',
  device: 'Draft kept on this device, enciphered; by the record as soon as it can be reached.',
  page: 'Draft in this page only: do not close it.',
} as const;

/** Where what was typed is kept. */
export function DraftState({ draft }: { readonly draft: Draft }) {
  const { keeper } = useRound();
  return (
    <p role="status" className="round-meta round-draft-state">
      {draft.edition > 0 && words[keeper.placeOf(draft.submission)]}
    </p>
  );
}
