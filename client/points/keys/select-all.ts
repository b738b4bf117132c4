// "Select all" in words that cannot be edited takes those of the point that has the keyboard, as it does where they can
// be. Left alone, the browser would select the whole page.
import type { RefObject } from 'react';
import { useEffect } from 'react';
import { isPressed, pressOf } from '../../ui/keys/key-press.ts';
import { isMac } from '../../ui/shortcut.ts';

export function useSelectAll(host: RefObject<HTMLElement | null>, mayEdit: boolean): void {
  useEffect(() => {
    const body = host.current;
    if (!body || mayEdit) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (!isPressed('Mod+A', pressOf(event), isMac)) return;
      event.preventDefault();
      document.getSelection()?.selectAllChildren(body);
    };
    body.addEventListener('keydown', onKey);
    return () => body.removeEventListener('keydown', onKey);
  }, [host, mayEdit]);
}
