// A part of the page that comes as a file of its own. Once its file is there it is drawn at once, with the press that
// asks for it. Before that, where it is going to take the keyboard, it does so at the press and not when the file
// comes: held-keys.tsx has it meanwhile, and what was typed by then goes into the part's own field (rule T9).
import type { ComponentType, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { HeldKeys } from './held-keys.tsx';
import { putIntoField } from './put-into-field.ts';

export type LatePart<P> = ((props: P) => ReactNode) & {
  /** Fetches the file ahead of time. */
  readonly fetchSoon: () => void;
};

/**
 * `givesUp`: what Esc does while the file is on its way; null where the part is not going to take the keyboard.
 */
export function latePart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  givesUp: (props: P) => (() => void) | null,
): LatePart<P> {
  let loaded: ComponentType<P> | null = null;
  const fetched = async (): Promise<ComponentType<P>> => {
    loaded ??= await load();
    return loaded;
  };
  function Late(props: P): ReactNode {
    const [Part, setPart] = useState(() => loaded);
    const [state, setState] = useState<'fetching' | 'failed'>('fetching');
    const typed = useRef<HTMLTextAreaElement>(null);
    const words = useRef('');
    useEffect(() => {
      if (Part !== null) return undefined;
      let isGone = false;
      const draw = (part: ComponentType<P>): void => {
        if (isGone) return;
        words.current = typed.current?.value ?? '';
        flushSync(() => setPart(() => part)); // no key comes between the two
      };
      fetched().then(
        part => whenComposed(typed.current, () => draw(part)),
        () => !isGone && setState('failed'),
      );
      return () => {
        isGone = true;
      };
    }, [Part]);
    if (Part !== null) return <HandsOver part={<Part {...props} />} words={words.current} />;
    const giveUp = givesUp(props);
    return giveUp && <HeldKeys field={typed} state={state} onGiveUp={giveUp} />;
  }
  return Object.assign(Late, { fetchSoon: () => void fetched().catch(() => undefined) });
}

/** Runs after the effects of the part, which by then has the keyboard where it begins. */
function HandsOver({ part, words }: { part: ReactNode; words: string }): ReactNode {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it is drawn
  useEffect(() => putIntoField(document.activeElement, words), []);
  return part;
}

/** An input method would lose what it composes. */
function whenComposed(field: HTMLTextAreaElement | null, run: () => void): void {
  if (field?.dataset['composing'] === undefined) run();
  else field.addEventListener('compositionend', () => setTimeout(run), { once: true });
}
