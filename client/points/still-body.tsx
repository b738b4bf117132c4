// A point's words while no editor stands there: far from the window, or as long as the editor is being fetched. Whoever
// comes into them asks for the editor; where they put the caret and what they type waits for it.
import type { ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import type { TypedOn } from '../sync/kept/one-run.ts';
import { bodyAttributes } from './body-attributes.ts';
import type { Begun } from './keys/early-keys.ts';
import { useEarlyKeys } from './keys/early-keys.ts';
import { useHeldKeys } from './keys/held-keys.ts';
import { placeCaret } from './point-caret.ts';
import type { CaretAim, PointDesk } from './point-desk.ts';
import { StillText } from './still-text.tsx';

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

type StillProps = PointBodyProps & { readonly begun: RefObject<Begun>; readonly onBegin: () => void };

export function StillBody({ desk, doc, point, label, refusal, onKept, begun, onBegin }: StillProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const root = bodyOf(doc, point);
  const latest = useRef(onBegin);
  latest.current = onBegin;
  useHeldKeys(host, { doc, point, refusal }, onKept);
  useEarlyKeys(host, begun, refusal === null);

  // Before the next key, so that a caret that is brought back finds the body.
  useLayoutEffect(() => {
    const body = host.current;
    if (!body) return undefined;
    const focus = (aim: CaretAim): void => {
      body.focus({ preventScroll: true }); // the next keys are for these words
      placeCaret(body, aim);
      begun.current.aim = aim;
      latest.current();
    };
    return desk.enter(point, { body, focus });
  }, [desk, point, begun]);

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
      onFocus={() => {
        begun.current.aim = { kind: 'start' };
        onBegin();
      }}
      onBlur={() => {
        begun.current.aim = null; // the keyboard is elsewhere: it is not taken back
      }}
    >
      <StillText root={root} />
    </div>
  );
}
