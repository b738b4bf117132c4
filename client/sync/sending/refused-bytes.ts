// Where what was sent is refused before anybody could name what is wrong with it: too large a frame, or one that cannot
// be read. Sent again it would be refused again, so it is healed as a refusal of words is.
import type { RefusalMessage } from '../../../shared/wire/messages.ts';
import { closeCode } from '../../../shared/wire/messages.ts';

/**
 * WebSocket's own code for a message that is larger than the other side takes, be it our server or a proxy before it.
 */
export const tooLarge = 1009;

export const isRefusal = (code: number): boolean =>
  code === tooLarge || code === closeCode.badFrame || code === closeCode.refused;

export function refusalOf(code: number, reason: string): RefusalMessage | null {
  if (!isRefusal(code)) return null;
  return code === tooLarge
    ? { code: 'too-large', reason: reason || 'It is more than can be sent at once.', point: null }
    : { code: 'malformed', reason: reason || 'It could not be read.', point: null };
}
