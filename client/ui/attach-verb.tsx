// "Attach to selected words": attaches a thread or a flag to other words of its point, by hand. Reads the
// selection when it is pressed, and says what to do where nothing is selected. Sends nothing itself.
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PointId } from '../../shared/ids.ts';
import type { Stretch } from './text-surface.ts';
import { useSurface } from './text-surface.ts';

type AttachVerbProps = {
  readonly point: PointId;
  readonly number: number;
  readonly className: string;
  readonly attach: (words: Stretch) => void;
};

export function AttachVerb({ point, number, className, attach }: AttachVerbProps): ReactNode {
  const surface = useSurface();
  const [advice, setAdvice] = useState('');
  const press = (): void => {
    const [words, ...others] = surface.selection();
    const isHere = words?.point === point && others.length === 0;
    setAdvice(isHere ? '' : `Select words in point ${number}, and in no other. Then press this again.`);
    if (!isHere) return;
    // With the keyboard in the words the next letter goes behind them: it must not take their place.
    const isInWords = surface.bodyOf(point)?.contains(document.activeElement) ?? false;
    const goBehind = isInWords ? surface.rememberPlace(words) : null;
    attach(words);
    goBehind?.();
  };
  return (
    <>
      <button
        type="button"
        className={className}
        onPointerDown={event => event.preventDefault()} // the words stay selected
        onClick={press}
      >
        Attach to selected words
      </button>
      <span role="status">{advice !== '' && ` ${advice}`}</span>
    </>
  );
}
