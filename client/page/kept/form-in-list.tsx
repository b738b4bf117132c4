// One form of this member's in a list: what it is and where, what was typed in it, and what can be done with it: gone
// on with where it stands; copied or opened as a comment where its place was removed.
import type { ReactNode } from 'react';
import type { BegunForm } from '../../forms/begun-form.ts';
import { saidInForm } from '../../forms/begun-form.ts';
import { formName, formPlace, isPlaceRemoved } from '../../forms/form-place.ts';
import { useDraft, useSession } from '../../session/use-session.tsx';
import { OpenAsComment } from '../../threads/writing/open-as-comment.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { removalWords } from '../../ui/point-name.ts';

type FormInListProps = {
  readonly form: BegunForm;
  /** `name`: "Your flag on point 4". */
  readonly told: (name: string) => ReactNode;
  /** Its words stand in a composer now. */
  readonly onOpened?: () => void;
  readonly onGoOn: () => void;
  readonly onDiscard: () => void;
};

export function FormInList({ form, told, onOpened, onGoOn, onDiscard }: FormInListProps): ReactNode {
  const { rows } = useDraft();
  const { isFrozen } = useSession(); // in the past nothing is gone on with
  const place = formPlace(form.form, rows);
  const name = formName(form.title, place, rows);
  const isRemoved = isPlaceRemoved(place);
  const hasFields = Object.keys(form.fields).length > 0;
  const said = saidInForm(form);
  const point = place.kind === 'point' ? place.point : null;
  return (
    <li className="kept-words">
      <p>
        {told(name)} {isRemoved && removalWords(point ?? undefined)}
      </p>
      {said !== '' && <blockquote dir="auto">{said}</blockquote>}
      <p className="kept-verbs">
        {hasFields && !isRemoved && !isFrozen && (
          <button type="button" className="button" onClick={onGoOn}>
            Go on<span className="visually-hidden">: {name}</span>
          </button>
        )}
        {said !== '' && <CopyButton label="Copy" text={said} />}
        {said !== '' && isRemoved && !isFrozen && (
          <OpenAsComment
            point={point?.id ?? null}
            words={said}
            onOpened={areKept => {
              if (areKept) onDiscard();
              onOpened?.();
            }}
          />
        )}
        <button type="button" className="button-quiet" onClick={onDiscard}>
          {hasFields ? 'Discard' : 'Dismiss'}
          <span className="visually-hidden">: {name}</span>
        </button>
      </p>
    </li>
  );
}
