// A point's words on the page: standing still while far from the screen, a small editor near it. The one with the focus
// is never taken away.

import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { afterPress } from '../ui/presses/after-press.ts';
import type { Begun } from './keys/early-keys.ts';
import type { PointEditor } from './point-editor.tsx';
import type { PointBodyProps } from './still-body.tsx';
import { StillBody } from './still-body.tsx';

/** Editors are mounted this far outside the screen, so that scrolling meets them ready. */
const nearMargin = '600px 0px';

export function PointBody(props: PointBodyProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  const begun = useRef<Begun>({ aim: null, typed: '' });
  useNearness(frame, setIsNear);
  const Editor = useEditor(isNear && !props.isFrozen);
  return (
    <div className="body-frame" ref={frame}>
      {Editor ? (
        <Editor {...props} begun={begun} />
      ) : (
        <StillBody {...props} begun={begun} onBegin={() => setIsNear(true)} />
      )}
    </div>
  );
}

type Editor = typeof PointEditor;
let fetched: Editor | null = null;

/** By itself, so that `failed` hears of its style sheet, too (page/printing/use-paper.ts). */
const fetchEditor = async (): Promise<Editor> => (await import('./point-editor.tsx')).PointEditor;

/**
 * Lexical is the largest part of the page and not needed to read: it comes after the words. It does not take their
 * place while a pointer is down: a click or a selection that is being drawn would be lost.
 */
function useEditor(isWanted: boolean): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(() => fetched);
  useEffect(() => {
    if (!isWanted || editor) return undefined;
    let isOver = false;
    let callOff = (): void => undefined;
    const failed = (error: unknown): void =>
      setEditor(() => {
        throw error; // in the page's error boundary
      });
    fetchEditor().then(editor => {
      fetched = editor;
      if (!isOver) callOff = afterPress(() => setEditor(() => editor));
    }, failed);
    return () => {
      isOver = true;
      callOff();
    };
  }, [isWanted, editor]);
  return isWanted ? editor : null;
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
