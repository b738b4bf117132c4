// A new act's id. Chosen here, so that an act that is sent twice is known again.
import type { ActId } from '../../shared/ids.ts';
import { ActId as ActIdSchema } from '../../shared/ids.ts';

/** A version 4 UUID, also where the page is not a secure context and randomUUID is missing. */
export function newActId(): ActId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  return ActIdSchema.parse(id);
}
