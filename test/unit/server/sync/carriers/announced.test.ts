// What a message costs, known before it is decoded.
import { expect, test } from 'vitest';
import { costsOf, isCrowd, messagesIn } from '../../../../../server/sync/carriers/announced.ts';
import { presenceStatesMax } from '../../../../../shared/budget-limits.ts';
import { encodePresence, encodePresenceStates, encodeSync } from '../../../../../shared/wire/codec.ts';
import { encodeParcel } from '../../../../../shared/wire/parcel.ts';

const presence = (count: number): Uint8Array =>
  encodePresence(
    encodePresenceStates(Array.from({ length: count }, (_, clientId) => ({ clientId, clock: 1, json: '{}' }))),
  );

test('[B1] asking for a room is paid for as such, however its numbers are written', () => {
  const step1 = Buffer.from(encodeSync('step1', Uint8Array.of(0)));
  expect(costsOf(step1)).toEqual({ frames: 1, bytes: step1.length, joins: 1 });
  expect(costsOf(Buffer.of(0x80, 0x00, 0x80, 0x00, 0x00))).toMatchObject({ joins: 1 });
  expect(costsOf(Buffer.from(encodeSync('update', Uint8Array.of(0, 0))))).not.toHaveProperty('joins');
  expect(costsOf(Buffer.of())).toEqual({ frames: 1, bytes: 0 });
});

test('[B1] a crowd of presence states is known by its count', () => {
  expect(isCrowd(presence(presenceStatesMax))).toBe(false);
  expect(isCrowd(presence(60_000))).toBe(true);
  expect(isCrowd(encodeSync('update', Uint8Array.of(200, 200)))).toBe(false);
});

test('[B1] a parcel says first how many messages it holds', () => {
  expect(
    messagesIn(encodeParcel({ messages: Array.from({ length: 70_000 }, () => new Uint8Array()), end: null })),
  ).toBe(70_000);
  expect(messagesIn(new Uint8Array())).toBe(0);
});
