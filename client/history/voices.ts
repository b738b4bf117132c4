// How those are called whose acts are counted and chosen together: a party, or people of none.
import type { Voice } from '../../shared/api/voice.ts';
import type { PartyId } from '../../shared/ids.ts';

/** What the history's shape is counted in, on this tab: one answer serves all that is drawn from it. */
export const densityBuckets = 120;

export const voicesWithoutParty = {
  '.secretariat': 'Secretariat',
  '.readers': 'Readers of a version',
} as const satisfies Partial<Record<Voice, string>>;

export const isPartyVoice = (voice: Voice): voice is PartyId => voice !== '.secretariat' && voice !== '.readers';
