// A point's words on the page: standing still while far from the screen, a small editor near it. The one with the focus
// is never taken away.

import type { ReactNode } from 'react';
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import type { TypedOn } from '../session/kept/one-run.ts';
import { bodyAttributes } from './body-attributes.ts';
import { useHeldKeys } from './held-keys.ts';
import type { CaretAim, PointDesk } from './point-desk.ts';
import { StillText } from './still-text.tsx';

/** Lexical is the largest part of the page and not needed to read: it comes after the words. */
const PointEditor = lazy(() => import('./point-editor.tsx').then(({ PointEditor }) => ({ default: PointEditor })));

export type PointBodyProps = {
  readonly desk: PointDesk;
  /** The words. Another document's are drawn by another body. */
  readonly doc: Y.Doc;
  readonly awareness: Awareness | null;
  readonly point: PointId;
  /** Said by screen readers, e.g. "Text of point 7, Prisoners". */
  readonly label: string;
  /** Why this member cannot edit the words now, in a sentence; null where they can. */
  readonly refusal: string | null;
  /** No editor comes, which would take the place of words that somebody has just selected. */
  readonly isFrozen: boolean;
  /** Words that can no longer be written here. */
  readonly onKept: (words: string, reason: string, typedOn?: TypedOn) => void;
};

/** Editors are mounted this far outside the screen, so that scrolling meets them ready. */
const nearMargin = '600px 0px';

export function PointBody(props: PointBodyProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  /** Where the caret goes once the editor is there, when it was asked for before. */
  const aim = useRef<CaretAim | null>(null);
  useNearness(frame, setIsNear);
  const begin = (wanted: CaretAim): void => {
    aim.current = wanted;
    setIsNear(true);
  };
  const still = <StillBody {...props} onBegin={begin} />;
  return (
    <div className="body-frame" ref={frame}>
      {isNear && !props.isFrozen ? (
        <Suspense fallback={still}>
          <PointEditor {...props} aim={aim} />
        </Suspense>
      ) : (
        still
      )}
    </div>
  );
}

function StillBody({
  desk,
  doc,
  point,
  label,
  refusal,
  onKept,
  onBegin,
}: PointBodyProps & { onBegin: (aim: CaretAim) => void }): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const root = bodyOf(doc, point);
  const begin = useRef(onBegin);
  begin.current = onBegin;

  useHeldKeys(host, refusal, onKept);

  // Before the next key, so that a caret that is brought back finds the body.
  useLayoutEffect(() => {
    const body = host.current;
    return body ? desk.enter(point, { body, focus: aim => begin.current(aim) }) : undefined;
  }, [desk, point]);

  useEffect(() => {
    const onChange = (): void => queueMicrotask(() => desk.changed(point)); // after React has drawn it
    root.observeDeep(onChange);
    return () => root.unobserveDeep(onChange);
  }, [desk, point, root]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a body holds paragraphs and lists, which no native text field can
    <div
      ref={host}
      {...bodyAttributes}
      role="textbox"
      aria-multiline="true"
      aria-readonly={refusal !== null}
      aria-label={label}
      aria-describedby={refusal === null ? 'text-keys' : undefined}
      tabIndex={0}
      data-point={point}
      onFocus={() => onBegin({ kind: 'start' })}
    >
      <StillText root={root} />
    </div>
  );
}

function useNearness(frame: React.RefObject<HTMLElement | null>, setIsNear: (isNear: boolean) => void): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setIsNear(true);
        else if (entry && !element.contains(document.activeElement)) setIsNear(false);
      },
      { rootMargin: nearMargin },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, setIsNear]);
}
