// Whose presence a client may speak for: its own client id, which must be its member's or nobody's yet. Everything else
// it says is dropped.
import type { DocRows } from '../../../shared/rows/row-store.ts';
import type { By } from '../../../shared/rows/schema.ts';
import type { PresenceState } from '../../../shared/wire/messages.ts';
import { closeCode } from '../../../shared/wire/messages.ts';
import type { ClientIds } from '../client-ids.ts';
import type { Peer } from '../peer.ts';
import type { Stamp } from '../presence.ts';
import type { Room } from '../room.ts';

/** Who a state is of, in its delegation's colour. */
export function stampOf({ member, name, party: id }: By, rows: DocRows): Stamp {
  const party = id === null ? undefined : rows.get('parties', id);
  return { member, name, party: party?.code ?? null, color: party ? `var(--party-${party.colour})` : 'var(--muted)' };
}

/** True when something is to be told. */
export function takePresence(
  peer: Peer,
  states: readonly PresenceState[],
  stamp: Stamp,
  room: Room,
  clientIds: ClientIds,
): boolean {
  let hasNews = false;
  for (const state of states) {
    const owner = clientIds.ownerOf(state.clientId);
    const speaksFor = room.presence.clientIdOf(peer);
    if ((owner !== null && owner !== peer.member) || (speaksFor !== null && speaksFor !== state.clientId)) continue;
    if (owner === null && state.json === 'null') continue;
    const holder = room.presence.peerOf(state.clientId);
    if (holder !== null && holder !== peer) {
      // The same member, newly connected, while the old socket has not yet noticed that it is dead.
      room.leave(holder);
      holder.close(closeCode.gone, 'This tab has connected anew.');
    }
    if (!clientIds.reserve(state.clientId, peer.member, peer)) continue;
    if (room.presence.update(peer, state, stamp)) hasNews = true;
  }
  return hasNews;
}
