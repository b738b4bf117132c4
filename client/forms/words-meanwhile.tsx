// In a form about some words of a point: says that they read otherwise by now, or are gone. Holds nothing back.
import type { ReactNode } from 'react';
import type { PointId } from '../../shared/ids.ts';
import type { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import { resolveAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { useSession, useWording } from '../session/use-session.tsx';

/** `what` is sent: "your comment". */
export function WordsMeanwhile({ point, anchor, what }: { point: PointId; anchor: Anchor; what: string }): ReactNode {
  const { text } = useSession();
  useWording(point);
  const root = bodyOf(text, point);
  const flat = flatText(root);
  const placed = resolveAnchor(root, flat, anchor);
  const now = placed.kind === 'changed' ? flat.text.slice(placed.from, placed.to).replace(/\s+/g, ' ') : '';
  return (
    <output className="quiet small words-meanwhile" dir="auto">
      {placed.kind === 'changed' && `These words have changed meanwhile. They read now: “${now}”`}
      {placed.kind === 'detached' &&
        `These words are no longer in the text. If you send ${what}, everyone sees that it is about words that are gone.`}
    </output>
  );
}
