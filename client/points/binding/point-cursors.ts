// The draft has one awareness; an editor needs that of its own point. This view shows and publishes only carets inside
// one point, under the names that the server stamped.
import type { BindingV2, Provider, UserState } from '@lexical/yjs';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { z } from 'zod';

/** What the server relays; positions are Yjs relative positions as JSON. */
const Caret = z.object({
  user: z.object({ name: z.string(), party: z.string().nullable(), color: z.string() }),
  cursor: z.object({ point: z.string(), anchorPos: z.unknown(), focusPos: z.unknown() }),
});

/** My caret or selection; nulls where nothing is selected here. */
type OwnCursor = { readonly anchorPos: Y.RelativePosition | null; readonly focusPos: Y.RelativePosition | null };

const isSame = (a: Y.RelativePosition | null, b: Y.RelativePosition | null): boolean =>
  Y.compareRelativePositions(a, b);

export type PointCursors = {
  readonly provider: Provider;
  /** Tells others where I am, while this point has the focus. */
  show(own: OwnCursor): void;
  setFocused(isFocused: boolean): void;
  concerns(clientIds: readonly number[]): boolean;
};

export function pointCursors(
  binding: () => BindingV2,
  root: Y.XmlElement,
  point: string,
  awareness: Awareness | null,
): PointCursors {
  let isFocused = false;
  let mine: OwnCursor = { anchorPos: null, focusPos: null };

  const publish = (): void => awareness?.setLocalStateField('cursor', { point, ...mine });
  const getStates = (): Map<number, UserState> => {
    const states = new Map<number, UserState>();
    for (const [clientId, state] of awareness?.getStates() ?? []) {
      const caret = clientId === awareness?.clientID ? undefined : Caret.safeParse(state).data;
      if (caret?.cursor.point !== point) continue;
      const anchorPos = positionIn(root, caret.cursor.anchorPos);
      const focusPos = positionIn(root, caret.cursor.focusPos);
      if (!anchorPos || !focusPos) continue;
      const { name, party, color } = caret.user;
      states.set(clientId, {
        anchorPos,
        focusPos,
        name: party === null ? name : `${party} ${name}`,
        color,
        focusing: true,
        awarenessData: {},
      });
    }
    return states;
  };
  // Without a local state @lexical/yjs leaves my own caret alone: own-caret.ts holds it, by its words.
  const local = { getLocalState: () => null, getStates, setLocalState: () => {} };
  return {
    // Of a provider, @lexical/yjs uses these three methods of its awareness and nothing else.
    provider: { awareness: local } as unknown as Provider,
    show: own => {
      if (isSame(mine.anchorPos, own.anchorPos) && isSame(mine.focusPos, own.focusPos)) return;
      mine = own;
      if (isFocused) publish();
    },
    setFocused: focused => {
      isFocused = focused;
      if (focused) publish();
      else if (awareness?.getLocalState()?.['cursor']?.point === point) awareness.setLocalStateField('cursor', null);
    },
    concerns: clientIds =>
      clientIds.some(id => binding().cursors.has(id) || awareness?.getStates().get(id)?.['cursor']?.point === point),
  };
}

/**
 * A peer's position, if it lies in this point and in something that is still there: @lexical/yjs would throw on others.
 */
function positionIn(root: Y.XmlElement, json: unknown): Y.RelativePosition | null {
  if (typeof json !== 'object' || json === null || !root.doc) return null;
  try {
    const position = Y.createRelativePositionFromJSON(json);
    const absolute = Y.createAbsolutePositionFromRelativePosition(position, root.doc);
    for (let type = absolute?.type; type; ) {
      if (type === (root as unknown)) return position; // compared by identity, whatever its event type
      const item: Y.Item | null = type._item;
      if (
        item === null ||
        item.deleted ||
        typeof item.parent === 'string' ||
        item.parent instanceof Y.ID ||
        item.parent === null
      )
        return null;
      type = item.parent;
    }
  } catch {
    // it names words that this copy does not hold yet
  }
  return null;
}
