// "Select all" in words that cannot be edited takes those of the point that one is in, as it does where they can be.
// Left alone, the browser would select the whole page.
import { useEffect } from 'react';
import { isPressed, pressOf } from '../../ui/keys/key-press.ts';
import { isMac } from '../../ui/shortcut.ts';
import type { PointDesk } from '../point-desk.ts';

export function useSelectAll(desk: PointDesk): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isPressed('Mod+A', pressOf(event), isMac)) return;
      const selection = document.getSelection();
      const at = selection?.focusNode ?? null;
      // A click into fixed words gives the keyboard to whatever around them takes it.
      const isAround = event.target instanceof Node && event.target.contains(at);
      const drawn = desk.drawnAt(isAround ? at : event.target);
      if (drawn?.body.ariaReadOnly !== 'true') return;
      event.preventDefault();
      selection?.selectAllChildren(drawn.body);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [desk]);
}
