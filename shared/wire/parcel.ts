// Messages of the wire as they travel in the body of a request or an answer, where WebSockets are blocked: several at
// once, and perhaps the end of the line.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MalformedFrame } from './codec.ts';

export type LineEnd = { readonly code: number; readonly reason: string };
export type Parcel = { readonly messages: readonly Uint8Array[]; readonly end: LineEnd | null };

export function encodeParcel({ messages, end }: Parcel): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messages.length);
  for (const message of messages) encoding.writeVarUint8Array(encoder, message);
  encoding.writeVarUint(encoder, end?.code ?? 0);
  if (end) encoding.writeVarString(encoder, end.reason);
  return encoding.toUint8Array(encoder);
}

/** Throws MalformedFrame. */
export function decodeParcel(bytes: Uint8Array): Parcel {
  try {
    const decoder = decoding.createDecoder(bytes);
    const count = decoding.readVarUint(decoder);
    if (count > bytes.length) throw new MalformedFrame('The parcel counts more messages than it has bytes.');
    const messages = Array.from({ length: count }, () => decoding.readVarUint8Array(decoder).slice());
    const code = decoding.readVarUint(decoder);
    return { messages, end: code === 0 ? null : { code, reason: decoding.readVarString(decoder) } };
  } catch (error) {
    if (error instanceof MalformedFrame) throw error;
    throw new MalformedFrame('The parcel ends too early.');
  }
}
