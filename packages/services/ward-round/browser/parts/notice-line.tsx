import type { Notice } from '../round.ts';

interface NoticeLineOptions {
  readonly notice: Notice | undefined;
  close(): void;
}

/** What has just been done, read out by screen readers; its place is always there. */
export function NoticeLine({ notice, close }: NoticeLineOptions) {
  return (
    <div role="status" className="round-notice-place">
      {notice !== undefined && (
        <div className={`round-notice round-notice--${notice.tone}`}>
          <p>
            <b>{notice.tone === 'done' ? 'Done' : 'Not done'}</b> {notice.words}
          </p>
          <button type="button" className="round-notice__close" onClick={close}>
            Close<span className="round-hidden"> this message</span>
          </button>
        </div>
      )}
    </div>
  );
}
