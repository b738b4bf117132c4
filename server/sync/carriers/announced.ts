// What a message says of itself before anything of it is decoded or allocated: what it costs, and how many things it
// holds.
import * as decoding from 'lib0/decoding';
import { presenceStatesMax } from '../../../shared/budget-limits.ts';
import { messageType, syncType } from '../../../shared/wire/messages.ts';
import type { Costs } from '../../budgets/budgets.ts';

/** Of whatever came by a line. */
export function costsOf(data: unknown): Costs {
  if (!Buffer.isBuffer(data)) return { frames: 1 };
  const costs = { frames: 1, bytes: data.length };
  return asksForRoom(data) ? { ...costs, joins: 1 } : costs;
}

/** A number may be written in more bytes than it needs: it is read as the codec reads it. */
const asksForRoom = (frame: Uint8Array): boolean => {
  const [type, kind] = numbersOf(frame, 2);
  return type === messageType.sync && kind === syncType.step1;
};

/** Presence of more than a client speaks for: the length of the states comes first, then how many they are. */
export function isCrowd(frame: Uint8Array): boolean {
  const [type, , states = 0] = numbersOf(frame, 3);
  return type === messageType.presence && states > presenceStatesMax;
}

/** 0 where it cannot be read: whoever decodes it will say so. */
export const messagesIn = (parcel: Uint8Array): number => numbersOf(parcel, 1)[0] ?? 0;

/** So many of its first numbers, or as many as can be read. */
function numbersOf(bytes: Uint8Array, count: number): readonly number[] {
  const decoder = decoding.createDecoder(bytes);
  const numbers: number[] = [];
  try {
    while (numbers.length < count) numbers.push(decoding.readVarUint(decoder));
  } catch {} // it ends too early
  return numbers;
}
