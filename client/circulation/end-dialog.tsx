// Asks the chair before a reader's link ends, since that cannot be undone. Ends nothing itself.
import type { ReactNode } from 'react';
import { Dialog } from '../ui/dialogs/dialog.tsx';

/** Why the link would end: for good, or because a new one takes its place. */
export type LinkEnding = 'for good' | 'replaced';

type Props = {
  readonly ending: LinkEnding;
  readonly reader: string;
  readonly onEnd: () => void;
  readonly onClose: () => void;
};

const words = {
  'for good': {
    title: (reader: string) => `End the link of ${reader}`,
    told: 'They read and answer this version no more. What they have said stays. This cannot be undone.',
    verb: 'End link',
  },
  replaced: {
    title: (reader: string) => `New link for ${reader}`,
    told: 'The old link ends at once and cannot be brought back. You hand over the new one.',
    verb: 'Create new link',
  },
} as const;

export function EndDialog({ ending, reader, onEnd, onClose }: Props): ReactNode {
  const { title, told, verb } = words[ending];
  return (
    <Dialog title={title(reader)} onClose={onClose}>
      {close => (
        <>
          <p>{told}</p>
          <p className="dialog-verbs">
            <button type="button" className="button" onClick={close}>
              Keep the link
            </button>
            <button
              type="button"
              className="button button-main"
              onClick={() => {
                onEnd();
                close();
              }}
            >
              {verb}
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}
