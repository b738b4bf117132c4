// The editor of one point as a React component: Lexical owns what is inside the body, React everything around it.

import type { ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { newActId } from '../local/act-id.ts';
import { createPointUndo } from './binding/undo/point-undo.ts';
import { bodyAttributes } from './body-attributes.ts';
import { movableWords } from './dragging/movable-words.ts';
import { pointFormatting } from './formatting/point-formatting.ts';
import type { Begun } from './keys/early-keys.ts';
import { typeEarly } from './keys/early-keys.ts';
import { useHeldKeys } from './keys/held-keys.ts';
import { registerPointKeys } from './keys/point-keyboard.ts';
import type { OpenEditor } from './open-editor.ts';
import { openEditor } from './open-editor.ts';
import { placeCaret, useCaretOnFocus, useClickToEdit } from './point-caret.ts';
import type { CaretAim } from './point-desk.ts';
import type { PointBodyProps } from './still-body.tsx';

export function PointEditor({
  desk,
  doc,
  awareness,
  point,
  label,
  refusal,
  onKept,
  begun,
}: PointBodyProps & { begun: RefObject<Begun> }): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const cursors = useRef<HTMLDivElement>(null);
  const opened = useRef<OpenEditor | null>(null);
  const mayEdit = refusal === null;
  const latest = useRef({ mayEdit, keep: onKept, refusal });
  latest.current = { mayEdit, keep: onKept, refusal };
  useClickToEdit(host);
  useCaretOnFocus(host);
  useHeldKeys(host, { doc, point, refusal }, onKept);

  useOpenedEditor({ host, cursors, opened, latest }, { desk, doc, awareness, point, begun });

  // A lock that falls while somebody types ends the typing at once, but for what is being composed. The focus stays, or
  // the keys on their way would become shortcuts.
  useEffect(() => {
    const isFocused = host.current?.contains(document.activeElement) ?? false;
    opened.current?.setEditable(mayEdit && isFocused);
  }, [mayEdit]);

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a body holds paragraphs and lists, which no native text field can */}
      <div
        ref={host}
        {...bodyAttributes}
        role="textbox"
        aria-multiline="true"
        aria-readonly={!mayEdit}
        aria-label={label}
        aria-describedby={mayEdit ? 'text-keys' : undefined}
        tabIndex={0}
        spellCheck
        data-point={point}
      />
      <div className="body-cursors" aria-hidden="true" ref={cursors} />
    </>
  );
}

type Latest = { readonly mayEdit: boolean; readonly keep: PointBodyProps['onKept']; readonly refusal: string | null };
type EditorRefs = {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly cursors: RefObject<HTMLDivElement | null>;
  readonly opened: RefObject<OpenEditor | null>;
  readonly latest: RefObject<Latest>;
};
type EditorProps = Pick<PointBodyProps, 'desk' | 'doc' | 'awareness' | 'point'> & { readonly begun: RefObject<Begun> };

/** Lexical in its place, for as long as the point is drawn. */
function useOpenedEditor({ host, cursors, opened, latest }: EditorRefs, props: EditorProps): void {
  const { desk, doc, awareness, point, begun } = props;
  useLayoutEffect(() => {
    const body = host.current;
    const cursorLayer = cursors.current;
    if (!body || !cursorLayer) return undefined;
    const keep = (words: string): void =>
      latest.current.keep(
        words,
        latest.current.refusal ?? 'The page closed this point while you were writing.',
        { id: newActId(), wordBefore: '' }, // what is typed on goes behind it
      );
    const open = openEditor({
      host: body,
      cursorLayer,
      doc,
      point,
      undo: desk.undoOf(point, createPointUndo),
      awareness,
      mayEdit: () => latest.current.mayEdit,
      onKept: keep,
      onDrawn: () => desk.changed(point),
      onError: error => reportError(error), // not thrown: when this returns, Lexical goes back to its last good state
    });
    opened.current = open;
    const focus = (wanted: CaretAim): void => {
      body.focus({ preventScroll: true });
      placeCaret(body, wanted);
      document.getSelection()?.focusNode?.parentElement?.scrollIntoView({ block: 'nearest' });
    };
    const leave = desk.enter(point, {
      body,
      focus,
      formatting: pointFormatting(open.editor, body, desk.undoOf(point, createPointUndo)),
      movable: movableWords(open.editor, body),
    });
    const unregister = registerPointKeys(open.editor, body, point, desk);
    const resized = new ResizeObserver(() => open.layout());
    resized.observe(body);
    const { aim, typed } = begun.current;
    begun.current = { aim: null, typed: '' };
    if (aim) focus(aim);
    // When the editor has taken over the caret, and before the next key.
    if (typed !== '') queueMicrotask(() => (open.editor.isEditable() ? typeEarly(typed) : keep(typed)));
    return () => {
      resized.disconnect();
      unregister();
      leave();
      opened.current = null;
      open.close();
    };
  }, [host, cursors, opened, latest, desk, doc, awareness, point, begun]);
}
