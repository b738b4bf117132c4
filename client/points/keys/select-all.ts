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
      const isNowhere = event.target === document.body;
      const drawn = desk.drawnAt(isNowhere ? (selection?.focusNode ?? null) : event.target);
      if (drawn?.body.ariaReadOnly !== 'true') return;
      event.preventDefault();
      selection?.selectAllChildren(drawn.body);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [desk]);
}
